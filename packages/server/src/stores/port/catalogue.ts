import type { FaqEntryDocument, Id, ProductDocument } from './documents.js';
import type { AppendResult, Audit, New, Page, PageRequest } from './writes-and-pages.js';

/** What a shop sells and answers. */

/** Everything that is booked on one product belongs to another. */
export interface ProductMerge {
  from: Id;
  into: Id;
}

export interface ProductRepository {
  /** Inserts or replaces by `key`; a deleted product comes back, a page stub is confirmed. At most 1,000 a call. */
  upsertMany(shopId: Id, products: New<ProductDocument, 'deletedAt'>[], audit?: Audit): Promise<AppendResult>;
  findByKey(shopId: Id, key: string): Promise<ProductDocument | null>;
  /**
   * By the key of a product of the catalogue, else by any of its other names, case-folded, else by the key of a stub.
   * Keys that are not found are absent from the map.
   */
  resolveKeys(shopId: Id, keys: readonly string[]): Promise<Map<string, ProductDocument>>;
  findByIds(shopId: Id, ids: readonly Id[]): Promise<ProductDocument[]>;
  /** In key order; deleted ones and stubs left out. */
  list(shopId: Id, page: PageRequest): Promise<Page<ProductDocument>>;
  /** Everything, stubs and deleted included, in batches. */
  iterate(shopId: Id, batchSize?: number): AsyncIterable<ProductDocument[]>;
  /**
   * As `resolveKeys`, for who writes under the ids; makes stubs for unknown keys until the shop holds `cap` stubs. A stub
   * that is answered was made or noted as asked for at most a minute ago, so that `removeStubs` does not take it before it
   * is used.
   */
  ensureStubs(shopId: Id, keys: readonly string[], cap: number): Promise<Map<string, ProductDocument>>;
  /**
   * Removes at most `limit` stubs that were made before a moment, which lies days back, that nothing was sold or stocked
   * of and that `ensureStubs` has given to nobody for ten minutes; answers how many. To be asked for keeps a stub no
   * longer than that: anybody can ask.
   */
  removeStubs(shopId: Id, before: Date, limit: number): Promise<number>;
  /**
   * Whether it is worth to look for shadowed stubs: there are stubs and other names, and something of the catalogue
   * changed at or after `since` and before `before`. Reads one entry of an index for each.
   */
  mayShadow(shopId: Id, since: Date, before: Date): Promise<boolean>;
  /** Stubs whose key is by now another name of a product of the catalogue that has not changed since `before`. */
  listShadowed(
    shopId: Id,
    before: Date,
    limit: number,
  ): Promise<{ stub: ProductDocument; product: ProductDocument }[]>;
  /**
   * Removes those of the stubs `from` on which nothing is booked any more, if their product is as it was when
   * `listShadowed` found it with the same `before`: then the key has meant the product since, and who was given the stub
   * under it was so before that moment. Answers how many.
   */
  removeEmptied(shopId: Id, merges: readonly ProductMerge[], before: Date): Promise<number>;
  /** Answers false when there was none. */
  delete(shopId: Id, key: string, at: Date, audit?: Audit): Promise<boolean>;
  count(shopId: Id): Promise<number>;
  /** Changed at or after `since`, oldest change first, stubs and deleted included: how caches keep up. Indexed. */
  listChangedSince(shopId: Id, since: Date, limit: number): Promise<ProductDocument[]>;
}

export interface FaqRepository {
  /** Inserts or replaces by `key`; one that says what is held already is a duplicate. */
  upsertMany(shopId: Id, entries: New<FaqEntryDocument>[], audit?: Audit): Promise<AppendResult>;
  list(shopId: Id): Promise<FaqEntryDocument[]>;
  delete(shopId: Id, key: string, audit?: Audit): Promise<boolean>;
}
