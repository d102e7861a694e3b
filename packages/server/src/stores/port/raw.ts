import type { CollectionName, Collections } from './collections.js';
import type { Id } from './documents.js';

/** Whole documents of a shop as they are, ids included: for copying a shop from one store to another. */
export interface RawRepository {
  /** Every document of a collection, in batches of bounded size. */
  dump<Name extends CollectionName>(shopId: Id, collection: Name): AsyncIterable<Collections[Name][]>;
  /**
   * Inserts, and replaces whatever has the same id or the same key: doing it again changes nothing. At most 1,000
   * documents a call.
   */
  restore<Name extends CollectionName>(
    shopId: Id,
    collection: Name,
    documents: Collections[Name][],
  ): Promise<void>;
  /** Those of these documents, at most 1,000, that are here under the same id and key; with the content they have here. */
  find<Name extends CollectionName>(
    shopId: Id,
    collection: Name,
    documents: Collections[Name][],
  ): Promise<Collections[Name][]>;
  /** Removes documents that `dump` gave, at most 1,000. */
  remove<Name extends CollectionName>(
    shopId: Id,
    collection: Name,
    documents: Collections[Name][],
  ): Promise<void>;
  count(shopId: Id, collection: CollectionName): Promise<number>;
}
