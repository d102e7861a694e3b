import type { ObjectId } from 'mongodb';
import type { FaqEntryDocument } from '../documents.js';
import type { FaqRepository } from '../store.js';
import type { MongoConnection } from './connection.js';
import { newId } from '../new-id.js';
import { fromBson, inShop, toBson } from './document-mapping.js';

/** Collection `faqEntries`: at most some hundreds a shop, read whole. */
export function createFaqRepository(connection: MongoConnection, clock: () => Date): FaqRepository {
  const entries = connection.collection('faqEntries');
  return {
    upsertMany: (shopId, given) =>
      connection.transaction(async (tx) => {
        const held = await entries.find(inShop(shopId), tx).toArray();
        const ids = new Map(held.map((entry) => [entry.key as string, entry._id.toHexString()]));
        for (const entry of given) {
          const id = ids.get(entry.key) ?? newId();
          ids.set(entry.key, id);
          const document: FaqEntryDocument = { ...entry, id, shopId, updatedAt: clock() };
          const { _id, ...rest } = toBson(document);
          await entries.replaceOne({ _id: _id as ObjectId }, rest, { upsert: true, ...tx });
        }
      }),
    list: async (shopId) =>
      (await entries.find(inShop(shopId)).sort({ key: 1 }).toArray()).map((entry) =>
        fromBson<FaqEntryDocument>(entry),
      ),
    delete: async (shopId, key) => (await entries.deleteOne(inShop(shopId, { key }))).deletedCount > 0,
  };
}
