import type { AuditDocument } from '../documents.js';
import type { AuditRepository } from '../store.js';
import type { MongoConnection } from './connection.js';
import { fromBson, inShop, toBson } from './document-mapping.js';
import { removeSome } from './remove-some.js';

/** Collection `auditLog`: appended to, read newest first. */
export function createAuditRepository(connection: MongoConnection): AuditRepository {
  const entries = connection.collection('auditLog');
  return {
    async append(entry) {
      await entries.insertOne(toBson(entry));
    },
    list: async (shopId, limit) =>
      (await entries.find(inShop(shopId)).sort({ at: -1, _id: -1 }).limit(limit).toArray()).map((entry) =>
        fromBson<AuditDocument>(entry, { hasId: false }),
      ),
    removeBefore: (shopId, before, limit) =>
      removeSome(entries, inShop(shopId, { at: { $lt: before } }), limit),
  };
}
