import type { CollectionName, Collections } from '../stores/port/collections.js';
import type { Id } from '../stores/port/documents.js';
import type { Store } from '../stores/port/store.js';

export type AnyDocument = Collections[CollectionName];

/** A store takes this many at a time. */
const batchSize = 1000;

/** Everything a store holds of a collection of a shop, in batches that a store takes. */
export async function* documentBatches(
  { raw }: Pick<Store, 'raw'>,
  shopId: Id,
  collection: CollectionName,
): AsyncGenerator<AnyDocument[]> {
  for await (const documents of raw.dump(shopId, collection))
    for (let start = 0; start < documents.length; start += batchSize)
      yield documents.slice(start, start + batchSize);
}
