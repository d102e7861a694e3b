import type { CollectionName, Collections } from '../collections.js';
import type { Id } from '../documents.js';

/** Documents as they are. */

/** Whole documents of a shop as they are, ids included: for copying a shop from one store to another. */
export interface RawRepository {
  /** Every document of a collection, in batches of bounded size. */
  dump<Name extends CollectionName>(shopId: Id, collection: Name): AsyncIterable<Collections[Name][]>;
  /** Inserts, or replaces what has the same key: doing it again changes nothing. At most 1,000 documents a call. */
  restore<Name extends CollectionName>(
    shopId: Id,
    collection: Name,
    documents: Collections[Name][],
  ): Promise<void>;
  count(shopId: Id, collection: CollectionName): Promise<number>;
}
