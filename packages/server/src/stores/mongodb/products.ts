import type { Document, Filter, ObjectId } from 'mongodb';
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

export function createProductRepository(connection: MongoConnection, clock: () => Date): ProductRepository {
  const products = connection.collection('products');
  const select = async (shopId: Id, filter: Filter<Document>) =>
    (await products.find(inShop(shopId, filter)).sort({ key: 1 }).toArray()).map(read);
  const among = async (shopId: Id, field: string, values: readonly unknown[], tx: Transaction = {}) =>
    (await findAmong(products, shopId, field, values, tx)).map(read).sort((a, b) => (a.key < b.key ? -1 : 1));
  const byKeys = async (shopId: Id, keys: readonly string[], tx: Transaction = {}) =>
    new Map((await among(shopId, 'key', keys, tx)).map((product) => [product.key, product]));

  const put = (
    changed: readonly ProductDocument[],
    known: { has(key: string): boolean },
    tx: Transaction = {},
  ) =>
    putDocuments(
      products,
      changed.map((product) => ({ bson: productToBson(product), isNew: !known.has(product.key) })),
      tx,
    );

  const resolve = async (shopId: Id, keys: readonly string[]) => {
    const byKey = await byKeys(shopId, keys);
    const names = namesToFind(keys, byKey);
    return names.length === 0 ? byKey : resolved(keys, byKey, await among(shopId, 'aliasValues', names));
  };

  /** As `resolve`; the stubs it answers are kept. One that was removed meanwhile is not found the next time. */
  const resolveKept = async (shopId: Id, keys: readonly string[]) => {
    for (;;) {
      const found = await resolve(shopId, keys);
      const now = clock();
      const ids = forgottenStubs(found.values(), now).map(({ id }) => objectId(id));
      const isKept = await updateAmong(products, shopId, '_id', ids, { $set: { askedAt: now } }, stubs);
      if (isKept === ids.length) return found;
    }
  };

  const isUsed = async (shopId: Id, productId: ObjectId) => {
    const found = await Promise.all(
      (['dailySales', 'stockMovements', 'inventory'] as const).map((name) =>
        connection.collection(name).findOne(inShop(shopId, { productId }), { projection: { _id: 1 } }),
      ),
    );
    return found.some((one) => one !== null);
  };

  return {
    upsertMany: (shopId, given, audit) =>
      connection.transaction(async (tx) => {
        const keys = given.map(({ key }) => key);
        const held = await byKeys(shopId, keys, tx);
        const changed = changedProducts(held, given, { shopId, now: clock() });
        await put(changed, held, tx);
        await enterAudit(connection, shopId, changed.length, audit, tx);
        return { accepted: changed.length, duplicates: given.length - changed.length };
      }),
    findByKey: async (shopId, key) => (await select(shopId, { key }))[0] ?? null,
    resolveKeys: resolve,
    findByIds: (shopId, ids) => among(shopId, '_id', objectIds(ids)),
    async list(shopId, { limit, cursor = '' }) {
      const page = await products
        .find(inShop(shopId, { ...listed, key: { $gt: cursor } }))
        .sort({ key: 1 })
        .limit(limit + 1)
        .toArray();
      const items = page.slice(0, limit).map(read);
      return page.length > limit ? { items, nextCursor: items.at(-1)!.key } : { items };
    },
    async *iterate(shopId, batchSize = 1000) {
      for (let after = ''; ;) {
        const batch = await products
          .find(inShop(shopId, { key: { $gt: after } }))
          .sort({ key: 1 })
          .limit(batchSize)
          .toArray();
        if (batch.length > 0) yield batch.map(read);
        if (batch.length < batchSize) return;
        after = batch.at(-1)!.key as string;
      }
    },
    async ensureStubs(shopId, keys, cap) {
      const known = await resolveKept(shopId, keys);
      if (keys.every((key) => known.has(key))) return known;
      return retryOnDuplicate(async () => {
        const found = await resolveKept(shopId, keys);
        const held = await products.countDocuments(inShop(shopId, stubs));
        const made = newStubs(keys, found, cap - held, { shopId, now: clock() });
        await put(made, new Set());
        for (const product of made) found.set(product.key, product);
        return found;
      });
    },
    async removeStubs(shopId, before, limit) {
      let removed = 0;
      const asked = { $not: { $gte: longForgotten(clock()) } };
      const isOld = { ...stubs, createdAt: { $lt: before }, askedAt: asked };
      const old = products.find(inShop(shopId, isOld), {
        projection: { _id: 1 },
        batchSize: limit,
      });
      for await (const { _id } of old) {
        if (await isUsed(shopId, _id)) continue;
        // Still: who was given it since is about to write under its id.
        removed += (await products.deleteOne(inShop(shopId, { ...isOld, _id }))).deletedCount;
        if (removed >= limit) break;
      }
      return removed;
    },
    async mayShadow(shopId, since, before) {
      const updatedAt = { $gte: since, $lt: before };
      const found = await Promise.all(
        [stubs, { aliasValues: { $gt: '' } }, { source: 'catalogue', updatedAt }].map((filter) =>
          products.findOne(inShop(shopId, filter), { projection: { _id: 1 } }),
        ),
      );
      return found.every((one) => one !== null);
    },
    async listShadowed(shopId, before, limit) {
      const held = await select(shopId, stubs);
      const names = held.map(({ key }) => key.toLowerCase());
      return shadowed(held, await among(shopId, 'aliasValues', names), before).slice(0, limit);
    },
    async removeEmptied(shopId, merges, before) {
      // Sales that were all taken back leave days of nothing behind.
      const nothing = { quantity: 0, wholesaleQuantity: 0, revenue: 0 };
      const aged = longForgotten(clock());
      let removed = 0;
      for (const { from, into } of merges) {
        const stub = inShop(shopId, { ...stubs, _id: objectId(from) });
        // From here on whoever is given the stub refreshes it, and then the deletion passes it by.
        await products.updateOne(stub, { $min: { askedAt: aged } });
        const target = { ...listed, _id: objectId(into), updatedAt: { $lt: before } };
        if (!(await products.findOne(inShop(shopId, target)))) continue;
        const sales = inShop(shopId, { productId: objectId(from), ...nothing });
        await connection.collection('dailySales').deleteMany(sales);
        if (await isUsed(shopId, objectId(from))) continue;
        removed += (await products.deleteOne({ ...stub, askedAt: { $lte: aged } })).deletedCount;
      }
      return removed;
    },
    delete: (shopId, key, at, audit) =>
      connection.transaction(async (tx) => {
        const one = inShop(shopId, { key, deletedAt: { $exists: false } });
        const change = { $set: { deletedAt: at, updatedAt: clock() } };
        const { modifiedCount } = await products.updateOne(one, change, tx);
        await enterAudit(connection, shopId, modifiedCount, audit, tx);
        return modifiedCount > 0;
      }),
    count: (shopId) => products.countDocuments(inShop(shopId, listed)),
    listChangedSince: async (shopId, since, limit) =>
      (await changedSince(products, shopId, since, limit)).map(read),
  };
}
