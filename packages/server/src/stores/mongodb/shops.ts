import type { Id, ShopDocument } from '../port/documents.js';
import { Conflict, NotFound } from '../port/store-errors.js';
import type { ShopRepository } from '../port/store.js';
import { newId } from '../shared/new-id.js';
import { hasSameContent } from '../shared/has-same-content.js';
import { enterAudit } from './audit.js';
import type { MongoConnection } from './connection.js';
import { fromBson, inShop, objectId, toBson } from './document-mapping.js';

/** Collection `shops`: a handful of documents, found by id or name. `shopId` equals `_id`, as everywhere else. */
const extra = ['shopId'];
/** As a missing field is null to a filter. */
const isThere = { removalBegan: null };
const withId = (shopId: Id) => ({ _id: objectId(shopId), ...isThere });

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
    findById: async (shopId) => read(await shops.findOne(withId(shopId))),
    findByName: async (name) => read(await shops.findOne({ name, ...isThere })),
    list: async () => (await shops.find(isThere).sort({ name: 1 }).toArray()).map((bson) => read(bson)!),
    updateSettings: (shopId, settings, expected, audit) =>
      connection.transaction(async (tx) => {
        const one = withId(shopId);
        for (;;) {
          const held = read(await shops.findOne(one, tx));
          if (!held) throw new NotFound('There is no such shop.');
          if (expected !== undefined && expected !== (held.revision ?? 0))
            throw new Conflict('The shop changed meanwhile.');
          if (hasSameContent(held.settings, settings)) return held;
          const change = { $set: { settings, updatedAt: clock() }, $inc: { revision: 1 } };
          const seen = { ...one, revision: held.revision ?? null };
          const changed = await shops.findOneAndUpdate(seen, change, { ...tx, returnDocument: 'after' });
          // Without transactions another process may have come in between: then it is looked at again.
          if (!changed) continue;
          await enterAudit(connection, shopId, 1, audit, tx);
          return read(changed)!;
        }
      }),
    async setDailySalesRevision(shopId, revision) {
      await shops.updateOne(withId(shopId), { $set: { dailySalesRevision: revision } });
    },
    endSessions: (shopId, audit) =>
      connection.transaction(async (tx) => {
        const one = withId(shopId);
        const { modifiedCount } = await shops.updateOne(one, { $inc: { sessionEpoch: 1 } }, tx);
        await enterAudit(connection, shopId, modifiedCount, audit, tx);
      }),
    async beginRemoval(name) {
      await shops.updateOne({ name, ...isThere }, { $set: { removalBegan: clock() } });
      return read(await shops.findOne({ name }));
    },
    async endRemoval(shopId) {
      await connection.collection('stockGuards').deleteMany(inShop(shopId));
      await shops.deleteOne({ _id: objectId(shopId), removalBegan: { $ne: null } });
    },
  };
}
