import type { Collection } from 'mongodb';
import type { Id } from '../port/documents.js';
import type { ApiKeyDocument } from '../port/documents.js';
import { NotFound } from '../port/store-errors.js';
import type { ApiKeyRepository } from '../port/store.js';
import type { MongoConnection } from './connection.js';
import { newId } from '../shared/new-id.js';
import { fromBson, inShop, objectId, toBson } from './document-mapping.js';

/** Collection `apiKeys`: found by hash over all shops, since the key is how a request's shop is known. */
export class MongoApiKeyRepository implements ApiKeyRepository {
  private readonly keys: Collection;

  constructor(
    private readonly connection: MongoConnection,
    private readonly clock: () => Date,
  ) {
    this.keys = this.connection.collection('apiKeys');
  }

  async create(
    shopId: Id,
    given: Omit<ApiKeyDocument, 'id' | 'shopId' | 'createdAt'>,
  ): Promise<ApiKeyDocument> {
    const key: ApiKeyDocument = { ...given, id: newId(), shopId, createdAt: this.clock() };
    await this.keys.insertOne(toBson(key));
    return key;
  }

  async findByHash(hash: string): Promise<ApiKeyDocument | null> {
    const key = await this.keys.findOne({ hash });
    return key ? fromBson<ApiKeyDocument>(key) : null;
  }

  async list(shopId: Id): Promise<ApiKeyDocument[]> {
    return (await this.keys.find(inShop(shopId)).sort({ _id: 1 }).toArray()).map((key) =>
      fromBson<ApiKeyDocument>(key),
    );
  }

  async revoke(shopId: Id, keyId: Id, at: Date): Promise<void> {
    const { matchedCount } = await this.keys.updateOne(inShop(shopId, { _id: objectId(keyId) }), {
      $set: { revokedAt: at },
    });
    if (matchedCount === 0) throw new NotFound('There is no such key.');
  }
}
