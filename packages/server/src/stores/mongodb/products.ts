import type { AppendResult, Audit, New, Page, PageRequest } from '../port/writes-and-pages.js';
import type { ProductMerge } from '../port/catalogue.js';
import type { Collection, Document, Filter, ObjectId } from 'mongodb';
import type { Id, ProductDocument } from '../port/documents.js';
import {
  changedProducts,
  forgottenStubs,
  longForgotten,
  namesToFind,
  newStubs,
  resolved,
  shadowed,
} from '../shared/product-changes.js';
import type { ProductRepository } from '../port/store.js';
import { enterAudit } from './audit.js';
import { changedSince } from './changed-since.js';
import type { MongoConnection, Transaction } from './connection.js';
import { fromBson, inShop, objectId, objectIds, toBson } from './document-mapping.js';
import { retryOnDuplicate } from './errors.js';
import { findAmong, updateAmong } from './find-among.js';
import { putDocuments } from './put-documents.js';

/** Collection `products`. `aliasValues` (case-folded, multikey) finds a product by any other name. */
const extra = ['aliasValues'];
const read = (bson: Document) => fromBson<ProductDocument>(bson, { extra });

export const productToBson = (product: ProductDocument): Document => ({
  ...toBson(product),
  aliasValues: [...new Set(product.aliases.map(({ value }) => value.toLowerCase()))],
});

const listed = { source: 'catalogue', deletedAt: { $exists: false } };
const stubs = { source: 'page', deletedAt: { $exists: false } };

export class MongoProductRepository implements ProductRepository {
  private readonly products: Collection;

  constructor(
    private readonly connection: MongoConnection,
    private readonly clock: () => Date,
  ) {
    this.products = this.connection.collection('products');
  }

  upsertMany(shopId: Id, given: New<ProductDocument, 'deletedAt'>[], audit?: Audit): Promise<AppendResult> {
    return this.connection.transaction(async (tx) => {
      const keys = given.map(({ key }) => key);
      const held = await this.byKeys(shopId, keys, tx);
      const changed = changedProducts(held, given, { shopId, now: this.clock() });
      await this.put(changed, held, tx);
      await enterAudit(this.connection, shopId, changed.length, audit, tx);
      return { accepted: changed.length, duplicates: given.length - changed.length };
    });
  }

  async findByKey(shopId: Id, key: string): Promise<ProductDocument | null> {
    return (await this.select(shopId, { key }))[0] ?? null;
  }

  findByIds(shopId: Id, ids: readonly Id[]): Promise<ProductDocument[]> {
    return this.among(shopId, '_id', objectIds(ids));
  }

  async list(shopId: Id, { limit, cursor = '' }: PageRequest): Promise<Page<ProductDocument>> {
    const page = await this.products
      .find(inShop(shopId, { ...listed, key: { $gt: cursor } }))
      .sort({ key: 1 })
      .limit(limit + 1)
      .toArray();
    const items = page.slice(0, limit).map(read);
    return page.length > limit ? { items, nextCursor: items.at(-1)!.key } : { items };
  }

  async *iterate(shopId: Id, batchSize = 1000): AsyncIterable<ProductDocument[]> {
    for (let after = ''; ;) {
      const batch = await this.products
        .find(inShop(shopId, { key: { $gt: after } }))
        .sort({ key: 1 })
        .limit(batchSize)
        .toArray();
      if (batch.length > 0) yield batch.map(read);
      if (batch.length < batchSize) return;
      after = batch.at(-1)!.key as string;
    }
  }

  async ensureStubs(shopId: Id, keys: readonly string[], cap: number): Promise<Map<string, ProductDocument>> {
    const known = await this.resolveKept(shopId, keys);
    if (keys.every((key) => known.has(key))) return known;
    return retryOnDuplicate(async () => {
      const found = await this.resolveKept(shopId, keys);
      const held = await this.products.countDocuments(inShop(shopId, stubs));
      const made = newStubs(keys, found, cap - held, { shopId, now: this.clock() });
      await this.put(made, new Set());
      for (const product of made) found.set(product.key, product);
      return found;
    });
  }

  async removeStubs(shopId: Id, before: Date, limit: number): Promise<number> {
    let removed = 0;
    const asked = { $not: { $gte: longForgotten(this.clock()) } };
    const isOld = { ...stubs, createdAt: { $lt: before }, askedAt: asked };
    const old = this.products.find(inShop(shopId, isOld), {
      projection: { _id: 1 },
      batchSize: limit,
    });
    for await (const { _id } of old) {
      if (await this.isUsed(shopId, _id)) continue;
      // Still: who was given it since is about to write under its id.
      removed += (await this.products.deleteOne(inShop(shopId, { ...isOld, _id }))).deletedCount;
      if (removed >= limit) break;
    }
    return removed;
  }

  async mayShadow(shopId: Id, since: Date, before: Date): Promise<boolean> {
    const updatedAt = { $gte: since, $lt: before };
    const found = await Promise.all(
      [stubs, { aliasValues: { $gt: '' } }, { source: 'catalogue', updatedAt }].map((filter) =>
        this.products.findOne(inShop(shopId, filter), { projection: { _id: 1 } }),
      ),
    );
    return found.every((one) => one !== null);
  }

  async listShadowed(
    shopId: Id,
    before: Date,
    limit: number,
  ): Promise<{ stub: ProductDocument; product: ProductDocument }[]> {
    const held = await this.select(shopId, stubs);
    const names = held.map(({ key }) => key.toLowerCase());
    return shadowed(held, await this.among(shopId, 'aliasValues', names), before).slice(0, limit);
  }

  async removeEmptied(shopId: Id, merges: readonly ProductMerge[], before: Date): Promise<number> {
    // Sales that were all taken back leave days of nothing behind.
    const nothing = { quantity: 0, wholesaleQuantity: 0, revenue: 0 };
    const aged = longForgotten(this.clock());
    let removed = 0;
    for (const { from, into } of merges) {
      const stub = inShop(shopId, { ...stubs, _id: objectId(from) });
      // From here on whoever is given the stub refreshes it, and then the deletion passes it by.
      await this.products.updateOne(stub, { $min: { askedAt: aged } });
      const target = { ...listed, _id: objectId(into), updatedAt: { $lt: before } };
      if (!(await this.products.findOne(inShop(shopId, target)))) continue;
      const sales = inShop(shopId, { productId: objectId(from), ...nothing });
      await this.connection.collection('dailySales').deleteMany(sales);
      if (await this.isUsed(shopId, objectId(from))) continue;
      removed += (await this.products.deleteOne({ ...stub, askedAt: { $lte: aged } })).deletedCount;
    }
    return removed;
  }

  delete(shopId: Id, key: string, at: Date, audit?: Audit): Promise<boolean> {
    return this.connection.transaction(async (tx) => {
      const one = inShop(shopId, { key, deletedAt: { $exists: false } });
      const change = { $set: { deletedAt: at, updatedAt: this.clock() } };
      const { modifiedCount } = await this.products.updateOne(one, change, tx);
      await enterAudit(this.connection, shopId, modifiedCount, audit, tx);
      return modifiedCount > 0;
    });
  }

  count(shopId: Id): Promise<number> {
    return this.products.countDocuments(inShop(shopId, listed));
  }

  async listChangedSince(shopId: Id, since: Date, limit: number): Promise<ProductDocument[]> {
    return (await changedSince(this.products, shopId, since, limit)).map(read);
  }

  private async select(shopId: Id, filter: Filter<Document>) {
    return (await this.products.find(inShop(shopId, filter)).sort({ key: 1 }).toArray()).map(read);
  }

  private async among(shopId: Id, field: string, values: readonly unknown[], tx: Transaction = {}) {
    return (await findAmong(this.products, shopId, field, values, tx))
      .map(read)
      .sort((a, b) => (a.key < b.key ? -1 : 1));
  }

  private async byKeys(shopId: Id, keys: readonly string[], tx: Transaction = {}) {
    return new Map((await this.among(shopId, 'key', keys, tx)).map((product) => [product.key, product]));
  }

  private put(
    changed: readonly ProductDocument[],
    known: { has(key: string): boolean },
    tx: Transaction = {},
  ) {
    return putDocuments(
      this.products,
      changed.map((product) => ({ bson: productToBson(product), isNew: !known.has(product.key) })),
      tx,
    );
  }

  async resolveKeys(shopId: Id, keys: readonly string[]) {
    const byKey = await this.byKeys(shopId, keys);
    const names = namesToFind(keys, byKey);
    return names.length === 0 ? byKey : resolved(keys, byKey, await this.among(shopId, 'aliasValues', names));
  }

  /** As `resolve`; the stubs it answers are kept. One that was removed meanwhile is not found the next time. */
  private async resolveKept(shopId: Id, keys: readonly string[]) {
    for (;;) {
      const found = await this.resolveKeys(shopId, keys);
      const now = this.clock();
      const ids = forgottenStubs(found.values(), now).map(({ id }) => objectId(id));
      const isKept = await updateAmong(this.products, shopId, '_id', ids, { $set: { askedAt: now } }, stubs);
      if (isKept === ids.length) return found;
    }
  }

  private async isUsed(shopId: Id, productId: ObjectId) {
    const found = await Promise.all(
      (['dailySales', 'stockMovements', 'inventory'] as const).map((name) =>
        this.connection.collection(name).findOne(inShop(shopId, { productId }), { projection: { _id: 1 } }),
      ),
    );
    return found.some((one) => one !== null);
  }
}
