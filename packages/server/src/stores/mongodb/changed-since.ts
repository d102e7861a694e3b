import type { Collection, Document } from 'mongodb';
import type { Id } from '../port/documents.js';
import { inShop } from './document-mapping.js';

/**
 * Documents changed at or after `since`, oldest change first. Whole instants only, and at least one beyond `since`: who
 * reads on from the last one always gets forward. Hence more than `limit` where many changed at once.
 */
export async function changedSince(
  collection: Collection<Document>,
  shopId: Id,
  since: Date,
  limit: number,
): Promise<Document[]> {
  const [last] = await collection
    .find(inShop(shopId, { updatedAt: { $gt: since } }))
    .sort({ updatedAt: 1 })
    .skip(limit - 1)
    .limit(1)
    .toArray();
  const until = last ? { $lte: last.updatedAt as Date } : {};
  return collection
    .find(inShop(shopId, { updatedAt: { $gte: since, ...until } }))
    .sort({ updatedAt: 1, _id: 1 })
    .toArray();
}
