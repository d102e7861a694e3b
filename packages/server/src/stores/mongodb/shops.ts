import type { Collection } from 'mongodb';
import type { Audit } from '../port/writes-and-pages.js';
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

export class MongoShopRepository implements ShopRepository {
  private readonly shops: Collection;

  constructor(
    private readonly connection: MongoConnection,
    private readonly clock: () => Date,
  ) {
    this.shops = this.connection.collection('shops');
  }

  async create({ name, settings }: Pick<ShopDocument, 'name' | 'settings'>): Promise<ShopDocument> {
    const now = this.clock();
    const shop: ShopDocument = { id: newId(), name, settings, createdAt: now, updatedAt: now };
    await this.shops.insertOne(toBson({ ...shop, shopId: shop.id }));
    return shop;
  }

  async findById(shopId: Id): Promise<ShopDocument | null> {
    return this.read(await this.shops.findOne(withId(shopId)));
  }

  async findByName(name: string): Promise<ShopDocument | null> {
    return this.read(await this.shops.findOne({ name, ...isThere }));
  }

  async list(): Promise<ShopDocument[]> {
    return (await this.shops.find(isThere).sort({ name: 1 }).toArray()).map((bson) => this.read(bson)!);
  }

  updateSettings(
    shopId: Id,
    settings: ShopDocument['settings'],
    expected?: number,
    audit?: Audit,
  ): Promise<ShopDocument> {
    return this.connection.transaction(async (tx) => {
      const one = withId(shopId);
      for (;;) {
        const held = this.read(await this.shops.findOne(one, tx));
        if (!held) throw new NotFound('There is no such shop.');
        if (expected !== undefined && expected !== (held.revision ?? 0))
          throw new Conflict('The shop changed meanwhile.');
        if (hasSameContent(held.settings, settings)) return held;
        const change = { $set: { settings, updatedAt: this.clock() }, $inc: { revision: 1 } };
        const seen = { ...one, revision: held.revision ?? null };
        const changed = await this.shops.findOneAndUpdate(seen, change, { ...tx, returnDocument: 'after' });
        // Without transactions another process may have come in between: then it is looked at again.
        if (!changed) continue;
        await enterAudit(this.connection, shopId, 1, audit, tx);
        return this.read(changed)!;
      }
    });
  }

  async setDailySalesRevision(shopId: Id, revision: number): Promise<void> {
    await this.shops.updateOne(withId(shopId), { $set: { dailySalesRevision: revision } });
  }

  endSessions(shopId: Id, audit?: Audit): Promise<void> {
    return this.connection.transaction(async (tx) => {
      const one = withId(shopId);
      const { modifiedCount } = await this.shops.updateOne(one, { $inc: { sessionEpoch: 1 } }, tx);
      await enterAudit(this.connection, shopId, modifiedCount, audit, tx);
    });
  }

  async beginRemoval(name: string): Promise<ShopDocument | null> {
    await this.shops.updateOne({ name, ...isThere }, { $set: { removalBegan: this.clock() } });
    return this.read(await this.shops.findOne({ name }));
  }

  async endRemoval(shopId: Id): Promise<void> {
    await this.connection.collection('stockGuards').deleteMany(inShop(shopId));
    await this.shops.deleteOne({ _id: objectId(shopId), removalBegan: { $ne: null } });
  }

  private read(bson: object | null) {
    return bson ? fromBson<ShopDocument>(bson, { extra }) : null;
  }
}
