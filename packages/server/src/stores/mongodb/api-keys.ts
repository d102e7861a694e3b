import type { ApiKeyDocument } from '../port/documents.js';
import { NotFound } from '../port/store-errors.js';
import type { ApiKeyRepository } from '../port/store.js';
import type { MongoConnection } from './connection.js';
import { newId } from '../shared/new-id.js';
import { fromBson, inShop, objectId, toBson } from './document-mapping.js';

/** Collection `apiKeys`: found by hash over all shops, since the key is how a request's shop is known. */
export function createApiKeyRepository(connection: MongoConnection, clock: () => Date): ApiKeyRepository {
  const keys = connection.collection('apiKeys');
  return {
    async create(shopId, given) {
      const key: ApiKeyDocument = { ...given, id: newId(), shopId, createdAt: clock() };
      await keys.insertOne(toBson(key));
      return key;
    },
    async findByHash(hash) {
      const key = await keys.findOne({ hash });
      return key ? fromBson<ApiKeyDocument>(key) : null;
    },
    list: async (shopId) =>
      (await keys.find(inShop(shopId)).sort({ _id: 1 }).toArray()).map((key) =>
        fromBson<ApiKeyDocument>(key),
      ),
    async revoke(shopId, keyId, at) {
      const { matchedCount } = await keys.updateOne(inShop(shopId, { _id: objectId(keyId) }), {
        $set: { revokedAt: at },
      });
      if (matchedCount === 0) throw new NotFound('There is no such key.');
    },
  };
}
