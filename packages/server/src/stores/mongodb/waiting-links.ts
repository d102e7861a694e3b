import type { Id } from '../port/documents.js';
import type { New } from '../port/writes-and-pages.js';
import type { Collection, Document } from 'mongodb';
import type { WaitingLinkDocument } from '../port/documents.js';
import type { WaitingLinkRepository } from '../port/store.js';
import type { MongoConnection } from './connection.js';
import { newId } from '../shared/new-id.js';
import { fromBson, inShop, objectId, toBson } from './document-mapping.js';
import { requireVisitors } from './visitors.js';

/** Collection `waitingLinks`: a few documents a shop, each for an hour. */
const read = (bson: Document) => fromBson<WaitingLinkDocument>(bson);

export class MongoWaitingLinkRepository implements WaitingLinkRepository {
  private readonly links: Collection;

  constructor(private readonly connection: MongoConnection) {
    this.links = this.connection.collection('waitingLinks');
  }

  async add(
    shopId: Id,
    link: New<WaitingLinkDocument>,
    caps: { shop: number; visitor: number },
  ): Promise<boolean> {
    await this.removeExpired(shopId, link.at);
    // Two at once may both find the last place free: the cap bounds growth, it need not be exact.
    if ((await this.links.countDocuments(inShop(shopId), { limit: caps.shop })) >= caps.shop) return false;
    const theirs = inShop(shopId, { userId: objectId(link.userId) });
    if ((await this.links.countDocuments(theirs, { limit: caps.visitor })) >= caps.visitor) return false;
    return this.connection.transaction(async (tx) => {
      await requireVisitors(this.connection, shopId, [link.userId], tx);
      if (await this.links.findOne(inShop(shopId, { orderKey: link.orderKey }), tx)) return false;
      await this.links.insertOne(toBson({ ...link, id: newId(), shopId }), tx);
      return true;
    });
  }

  async findMany(shopId: Id, orderKeys: readonly string[]): Promise<Map<string, WaitingLinkDocument>> {
    const found = await this.links.find(inShop(shopId, { orderKey: { $in: [...orderKeys] } })).toArray();
    return new Map(found.map((link) => [link.orderKey as string, read(link)]));
  }

  async removeExpired(shopId: string, before: Date): Promise<number> {
    return (await this.links.deleteMany(inShop(shopId, { expiresAt: { $lte: before } }))).deletedCount;
  }
}
