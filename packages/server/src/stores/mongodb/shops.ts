import type { ShopDocument } from '../documents.js';
import { Conflict, NotFound } from '../store-errors.js';
import type { ShopRepository } from '../store.js';
import type { MongoConnection } from './connection.js';
import { newId } from '../new-id.js';
import { fromBson, objectId, toBson } from './document-mapping.js';

/** Collection `shops`: a handful of documents, found by id or name. `shopId` equals `_id`, as everywhere else. */
const extra = ['shopId'];

export function createShopRepository(connection: MongoConnection, clock: () => Date): ShopRepository {
  const shops = connection.collection('shops');
  const read = (bson: object | null) => (bson ? fromBson<ShopDocument>(bson, { extra }) : null);
  return {
    async create({ name, settings }) {
      const now = clock();
      const shop: ShopDocument = { id: newId(), name, settings, createdAt: now, updatedAt: now };
      await shops.insertOne(toBson({ ...shop, shopId: shop.id }));
      return shop;
    },
    findById: async (shopId) => read(await shops.findOne({ _id: objectId(shopId) })),
    findByName: async (name) => read(await shops.findOne({ name })),
    list: async () => (await shops.find().sort({ name: 1 }).toArray()).map((bson) => read(bson)!),
    async updateSettings(shopId, settings, expected) {
      // A shop made before settings had revisions has none, which counts as 0.
      const seen = expected === 0 ? { revision: { $in: [null, 0] } } : { revision: expected };
      const changed = read(
        await shops.findOneAndUpdate(
          { _id: objectId(shopId), ...(expected !== undefined && seen) },
          { $set: { settings, updatedAt: clock() }, $inc: { revision: 1 } },
          { returnDocument: 'after' },
        ),
      );
      if (changed) return changed;
      if (await shops.findOne({ _id: objectId(shopId) })) throw new Conflict('The shop changed meanwhile.');
      throw new NotFound('There is no such shop.');
    },
    async setDailySalesRevision(shopId, revision) {
      await shops.updateOne({ _id: objectId(shopId) }, { $set: { dailySalesRevision: revision } });
    },
    async endSessions(shopId) {
      await shops.updateOne({ _id: objectId(shopId) }, { $inc: { sessionEpoch: 1 } });
    },
  };
}
