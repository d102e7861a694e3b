import type { AppendResult, Audit, New, Page, PageRequest } from '../port/writes-and-pages.js';
import type { ProductMerge } from '../port/catalogue.js';
import type { Id, ProductDocument } from '../port/documents.js';
import type { ProductRepository } from '../port/store.js';
import { enterAudit } from './audit.js';
import type { SqliteConnection } from './connection.js';
import type { Session } from './session.js';
import { documentTable } from './document-table.js';
import {
  changedProducts,
  forgottenStubs,
  longForgotten,
  namesToFind,
  newStubs,
  resolved,
  shadowed,
} from '../shared/product-changes.js';

/** Tables `products` and `product_aliases` (values case-folded, for finding by any other name). */
export const productTable = documentTable<ProductDocument>({
  table: 'products',
  columns: {
    id: (product) => product.id,
    key: (product) => product.key,
    group_key: (product) => product.groupKey,
    listed: (product) => (product.source === 'catalogue' && !product.deletedAt ? 1 : 0),
    stub: (product) => (product.source === 'page' && !product.deletedAt ? 1 : 0),
    updated_at: (product) => product.updatedAt.getTime(),
  },
  key: ['key'],
  dates: ['createdAt', 'updatedAt', 'deletedAt', 'askedAt'],
});

/** Keys of one call come as one JSON text. */
const anyOf = (column: string) => `${column} IN (SELECT value FROM json_each(?))`;
const withName = `id IN (SELECT product FROM product_aliases WHERE shop = ? AND ${anyOf('value')})`;
/** Whole instants only, and at least one beyond `since`: who reads on from the last one always gets forward. */
const changedSince = `updated_at >= ? AND updated_at <= coalesce(
  (SELECT updated_at FROM products WHERE shop = ? AND updated_at > ? ORDER BY updated_at LIMIT 1 OFFSET ?), 9e15)
  ORDER BY updated_at, id`;

const isUnused = `NOT EXISTS (SELECT 1 FROM daily_sales WHERE shop = unhex(p.shop) AND product = unhex(p.id))
    AND NOT EXISTS (SELECT 1 FROM stock_movements WHERE shop = unhex(p.shop) AND product = unhex(p.id))
    AND NOT EXISTS (SELECT 1 FROM inventory WHERE shop = p.shop AND product = p.id)`;
/** Moments stand in documents as texts that sort as they do; the shop's stubs are few. */
const unsoldStubs = `DELETE FROM products WHERE rowid IN (
  SELECT p.rowid FROM products p WHERE p.shop = ? AND p.stub = 1
    AND p.doc ->> 'createdAt' < ? AND coalesce(p.doc ->> 'askedAt', '') < ? AND ${isUnused} LIMIT ?)`;
const anyToShadow = `SELECT EXISTS (SELECT 1 FROM products WHERE shop = ? AND stub = 1)
    AND EXISTS (SELECT 1 FROM product_aliases WHERE shop = ?)
    AND EXISTS (SELECT 1 FROM products WHERE shop = ? AND stub = 0 AND updated_at >= ? AND updated_at < ?) AS found`;
const stillShadowed = `SELECT asked.value ->> 0 AS stub FROM json_each(?) AS asked
  JOIN products p ON p.shop = ? AND p.id = asked.value ->> 1 AND p.listed = 1 AND p.updated_at < ?`;
/** Sales that were all taken back leave days of nothing behind. */
const emptiedSales = `DELETE FROM daily_sales WHERE shop = unhex(?)
  AND product IN (SELECT unhex(value) FROM json_each(?)) AND quantity = 0 AND wholesale = 0 AND revenue = 0`;
const emptiedStubs = `DELETE FROM products AS p WHERE p.shop = ? AND p.stub = 1 AND ${anyOf('p.id')} AND ${isUnused}`;

export class SqliteProductRepository implements ProductRepository {
  constructor(
    private readonly connection: SqliteConnection,
    private readonly clock: () => Date,
  ) {}

  upsertMany(
    shopId: Id,
    products: New<ProductDocument, 'deletedAt'>[],
    audit?: Audit,
  ): Promise<AppendResult> {
    return this.connection.write((session) => {
      const held = this.byKeys(
        session,
        shopId,
        products.map(({ key }) => key),
      );
      const changed = changedProducts(held, products, { shopId, now: this.clock() });
      putProducts(session, shopId, changed);
      enterAudit(session, shopId, changed.length, audit);
      return { accepted: changed.length, duplicates: products.length - changed.length };
    });
  }

  async findByKey(shopId: Id, key: string): Promise<ProductDocument | null> {
    return productTable.select(this.connection, shopId, 'key = ?', [key])[0] ?? null;
  }

  async resolveKeys(shopId: Id, keys: readonly string[]): Promise<Map<string, ProductDocument>> {
    return this.resolve(this.connection, shopId, keys);
  }

  async findByIds(shopId: Id, ids: readonly Id[]): Promise<ProductDocument[]> {
    return productTable.select(this.connection, shopId, anyOf('id'), [JSON.stringify(ids)]);
  }

  async list(shopId: Id, { limit, cursor }: PageRequest): Promise<Page<ProductDocument>> {
    const items = productTable.select(
      this.connection,
      shopId,
      'listed = 1 AND key > ? ORDER BY key LIMIT ?',
      [cursor ?? '', limit + 1],
    );
    if (items.length <= limit) return { items };
    items.pop();
    return { items, nextCursor: items.at(-1)!.key };
  }

  async *iterate(shopId: Id, batchSize = 1000): AsyncIterable<ProductDocument[]> {
    for (let after = ''; ;) {
      const batch = productTable.select(this.connection, shopId, 'key > ? ORDER BY key LIMIT ?', [
        after,
        batchSize,
      ]);
      if (batch.length > 0) yield batch;
      if (batch.length < batchSize) return;
      after = batch.at(-1)!.key;
    }
  }

  async ensureStubs(shopId: Id, keys: readonly string[], cap: number): Promise<Map<string, ProductDocument>> {
    const known = this.resolve(this.connection, shopId, keys);
    const isKept = forgottenStubs(known.values(), this.clock()).length === 0;
    if (isKept && keys.every((key) => known.has(key))) return known;
    return this.connection.write((session) => {
      const found = this.resolve(session, shopId, keys);
      const now = this.clock();
      const kept = forgottenStubs(found.values(), now).map((stub) => ({ ...stub, askedAt: now }));
      productTable.put(session, shopId, kept);
      const held = session.one<{ n: number }>(
        'SELECT count(*) AS n FROM products WHERE shop = ? AND stub = 1',
        [shopId],
      )!.n;
      const stubs = newStubs(keys, found, cap - held, { shopId, now });
      putProducts(session, shopId, stubs);
      for (const product of stubs) found.set(product.key, product);
      return found;
    });
  }

  removeStubs(shopId: Id, before: Date, limit: number): Promise<number> {
    return this.connection.write((session) =>
      session.run(unsoldStubs, [
        shopId,
        before.toISOString(),
        longForgotten(this.clock()).toISOString(),
        limit,
      ]),
    );
  }

  async mayShadow(shopId: Id, since: Date, before: Date): Promise<boolean> {
    const places = [shopId, shopId, shopId, since.getTime(), before.getTime()];
    return this.connection.one<{ found: number }>(anyToShadow, places)!.found === 1;
  }

  async listShadowed(
    shopId: Id,
    before: Date,
    limit: number,
  ): Promise<{ stub: ProductDocument; product: ProductDocument }[]> {
    const stubs = productTable.select(this.connection, shopId, 'stub = 1');
    const found = shadowed(
      stubs,
      this.named(
        this.connection,
        shopId,
        stubs.map(({ key }) => key.toLowerCase()),
      ),
      before,
    );
    return found.slice(0, limit);
  }

  removeEmptied(shopId: Id, merges: readonly ProductMerge[], before: Date): Promise<number> {
    return this.connection.write((session) => {
      const pairs = merges.map(({ from, into }) => [from, into]);
      const ids = session
        .all<{ stub: string }>(stillShadowed, [JSON.stringify(pairs), shopId, before.getTime()])
        .map(({ stub }) => stub);
      session.run(emptiedSales, [shopId, JSON.stringify(ids)]);
      return session.run(emptiedStubs, [shopId, JSON.stringify(ids)]);
    });
  }

  delete(shopId: Id, key: string, at: Date, audit?: Audit): Promise<boolean> {
    return this.connection.write((session) => {
      const product = this.byKeys(session, shopId, [key]).get(key);
      if (!product || product.deletedAt) return false;
      putProducts(session, shopId, [{ ...product, deletedAt: at, updatedAt: this.clock() }]);
      enterAudit(session, shopId, 1, audit);
      return true;
    });
  }

  async count(shopId: Id): Promise<number> {
    return this.connection.one<{ n: number }>(
      'SELECT count(*) AS n FROM products WHERE shop = ? AND listed = 1',
      [shopId],
    )!.n;
  }

  async listChangedSince(shopId: Id, since: Date, limit: number): Promise<ProductDocument[]> {
    return productTable.select(this.connection, shopId, changedSince, [since, shopId, since, limit - 1]);
  }

  private byKeys(session: Pick<Session, 'all'>, shopId: Id, keys: readonly string[]) {
    return new Map(
      productTable
        .select(session, shopId, anyOf('key'), [JSON.stringify(keys)])
        .map((product) => [product.key, product] as const),
    );
  }

  private resolve(session: Pick<Session, 'all'>, shopId: Id, keys: readonly string[]) {
    const byKey = this.byKeys(session, shopId, keys);
    const names = namesToFind(keys, byKey);
    return names.length === 0 ? byKey : resolved(keys, byKey, this.named(session, shopId, names));
  }

  private named(session: Pick<Session, 'all'>, shopId: Id, names: readonly string[]) {
    return productTable.select(session, shopId, withName, [shopId, JSON.stringify(names)]);
  }
}

/** Writes products and what they are also called. */
export function putProducts(
  session: Session,
  shopId: Id,
  products: readonly ProductDocument[],
  write: typeof productTable.put = productTable.put,
): void {
  if (products.length === 0) return;
  write(session, shopId, products);
  forgetNames(session, shopId, products);
  const aliases = products.flatMap((product) =>
    product.aliases.map(({ type, value }) => [value.toLowerCase(), type, product.id]),
  );
  session.run(
    `INSERT INTO product_aliases (shop, value, type, product)
     SELECT ?, value ->> 0, value ->> 1, value ->> 2 FROM json_each(?) WHERE true ON CONFLICT DO NOTHING`,
    [shopId, JSON.stringify(aliases)],
  );
}

/** Removes what products are also called. */
export function forgetNames(session: Session, shopId: Id, products: readonly ProductDocument[]): void {
  session.run(`DELETE FROM product_aliases WHERE shop = ? AND ${anyOf('product')}`, [
    shopId,
    JSON.stringify(products.map(({ id }) => id)),
  ]);
}
