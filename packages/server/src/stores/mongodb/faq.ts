import type { Document } from 'mongodb';
import type { FaqEntryDocument } from '../port/documents.js';
import type { FaqRepository } from '../port/store.js';
import { changedEntries } from '../shared/faq-changes.js';
import { enterAudit } from './audit.js';
import type { MongoConnection } from './connection.js';
import { fromBson, inShop, toBson } from './document-mapping.js';
import { putDocuments } from './put-documents.js';

const read = (bson: Document) => fromBson<FaqEntryDocument>(bson);

/** Collection `faqEntries`: at most some hundreds a shop, read whole. */
export function createFaqRepository(connection: MongoConnection, clock: () => Date): FaqRepository {
  const entries = connection.collection('faqEntries');
  return {
    upsertMany: (shopId, given, audit) =>
      connection.transaction(async (tx) => {
        const all = (await entries.find(inShop(shopId), tx).toArray()).map(read);
        const held = new Map(all.map((entry) => [entry.key, entry]));
        const changed = changedEntries(held, given, { shopId, now: clock() });
        const documents = changed.map((entry) => ({ bson: toBson(entry), isNew: !held.has(entry.key) }));
        await putDocuments(entries, documents, tx);
        await enterAudit(connection, shopId, changed.length, audit, tx);
        return { accepted: changed.length, duplicates: given.length - changed.length };
      }),
    list: async (shopId) => (await entries.find(inShop(shopId)).sort({ key: 1 }).toArray()).map(read),
    delete: (shopId, key, audit) =>
      connection.transaction(async (tx) => {
        const { deletedCount } = await entries.deleteOne(inShop(shopId, { key }), tx);
        await enterAudit(connection, shopId, deletedCount, audit, tx);
        return deletedCount > 0;
      }),
  };
}
