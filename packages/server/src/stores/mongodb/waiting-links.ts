import type { Document } from 'mongodb';
import type { WaitingLinkDocument } from '../port/documents.js';
import type { WaitingLinkRepository } from '../port/store.js';
import type { MongoConnection } from './connection.js';
import { newId } from '../shared/new-id.js';
import { fromBson, inShop, objectId, toBson } from './document-mapping.js';
import { requireVisitors } from './visitors.js';

/** Collection `waitingLinks`: a few documents a shop, each for an hour. */
const read = (bson: Document) => fromBson<WaitingLinkDocument>(bson);

export function createWaitingLinkRepository(connection: MongoConnection): WaitingLinkRepository {
  const links = connection.collection('waitingLinks');
  const removeExpired = async (shopId: string, before: Date) =>
    (await links.deleteMany(inShop(shopId, { expiresAt: { $lte: before } }))).deletedCount;
  return {
    async add(shopId, link, caps) {
      await removeExpired(shopId, link.at);
      // Two at once may both find the last place free: the cap bounds growth, it need not be exact.
      if ((await links.countDocuments(inShop(shopId), { limit: caps.shop })) >= caps.shop) return false;
      const theirs = inShop(shopId, { userId: objectId(link.userId) });
      if ((await links.countDocuments(theirs, { limit: caps.visitor })) >= caps.visitor) return false;
      return connection.transaction(async (tx) => {
        await requireVisitors(connection, shopId, [link.userId], tx);
        if (await links.findOne(inShop(shopId, { orderKey: link.orderKey }), tx)) return false;
        await links.insertOne(toBson({ ...link, id: newId(), shopId }), tx);
        return true;
      });
    },
    async findMany(shopId, orderKeys) {
      const found = await links.find(inShop(shopId, { orderKey: { $in: [...orderKeys] } })).toArray();
      return new Map(found.map((link) => [link.orderKey as string, read(link)]));
    },
    removeExpired,
  };
}
