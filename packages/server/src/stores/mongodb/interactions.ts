import type { AppendResult } from '../port/writes-and-pages.js';
import type { InteractionType } from '@shelfwise/core/wire';
import type { ProductMerge } from '../port/catalogue.js';
import type { Collection, Document, ObjectId } from 'mongodb';
import type { Id, InteractionDocument } from '../port/documents.js';
import type { InteractionRepository, New } from '../port/store.js';
import { mustLook, type MongoConnection, type Transaction } from './connection.js';
import { newId } from '../shared/new-id.js';
import { fromBson, inShop, objectId, objectIds, toBson } from './document-mapping.js';
import { duplicateIndexes } from './errors.js';
import { findAmong } from './find-among.js';
import { insertInParts } from './put-documents.js';
import { requireVisitors } from './visitors.js';

/**
 * Collection `userInteractions`, the owner's schema: `userId`, `productId` (ObjectId), `interactionType` (string),
 * `timestamp` (date), and beside them what makes an event unique.
 */
const read = (bson: Document) => fromBson<InteractionDocument>(bson);
const movesAtOnce = 1000;
const toDocument = (shopId: Id, interaction: New<InteractionDocument>): Document =>
  toBson({ ...interaction, id: newId(), shopId });

/**
 * Answers how many were not known yet. In a transaction a duplicate ends it, and in the next try what is known is
 * looked up first.
 */
export async function insertInteractions(
  connection: MongoConnection,
  shopId: Id,
  interactions: readonly New<InteractionDocument>[],
  tx: Transaction,
): Promise<number> {
  if (interactions.length === 0) return 0;
  const collection = connection.collection('userInteractions');
  const nameOf = (eventId: string, productId: string) => `${eventId}/${productId}`;
  const eventIds = [...new Set(interactions.map(({ eventId }) => eventId))];
  const held = mustLook(tx)
    ? await findAmong(collection, shopId, 'eventId', eventIds, {
        ...tx,
        projection: { eventId: 1, productId: 1 },
      })
    : [];
  const known = new Set(held.map(({ eventId, productId }) => nameOf(String(eventId), String(productId))));
  const fresh = interactions.filter(({ eventId, productId }) => {
    const name = nameOf(eventId, productId);
    return !known.has(name) && known.add(name);
  });
  if (fresh.length > 0) {
    await insertInParts(
      collection,
      fresh.map((interaction) => toDocument(shopId, interaction)),
      tx,
    );
  }
  return fresh.length;
}

export class MongoInteractionRepository implements InteractionRepository {
  private readonly interactions: Collection;
  private readonly visitors: Collection;

  constructor(private readonly connection: MongoConnection) {
    this.interactions = this.connection.collection('userInteractions');
    this.visitors = this.connection.collection('visitors');
  }

  async appendMany(shopId: Id, given: New<InteractionDocument>[]): Promise<AppendResult> {
    if (given.length === 0) return { accepted: 0, duplicates: 0 };
    const people = given.map(({ userId }) => userId);
    const accepted = await this.connection.transaction(async (tx) => {
      await requireVisitors(this.connection, shopId, people, tx);
      return insertInteractions(this.connection, shopId, given, tx);
    });
    return { accepted, duplicates: given.length - accepted };
  }

  async listByUser(
    shopId: Id,
    userId: Id,
    limit: number,
    types?: readonly InteractionType[],
  ): Promise<InteractionDocument[]> {
    const visitor = await this.visitors.findOne(inShop(shopId, { _id: objectId(userId) }));
    const person = (visitor?.mergedInto as ObjectId | undefined) ?? objectId(userId);
    const merged = await this.visitors
      .find(inShop(shopId, { mergedInto: person }), { projection: { _id: 1 } })
      .toArray();
    const people = [person, ...merged.map(({ _id }) => _id)];
    const found = await this.interactions
      .find(
        inShop(shopId, { userId: { $in: people }, ...(types && { interactionType: { $in: [...types] } }) }),
      )
      .sort({ timestamp: -1, _id: -1 })
      .limit(limit)
      .toArray();
    return found.map(read);
  }

  async *iterate(
    shopId: Id,
    since?: Date,
    batchSize = 5000,
    types?: readonly InteractionType[],
  ): AsyncIterable<InteractionDocument[]> {
    const ofType = types ? { interactionType: { $in: [...types] } } : {};
    const from = { ...ofType, ...(since && { timestamp: { $gte: since } }) };
    for (let after: Document = from; ;) {
      const batch = await this.interactions
        .find(inShop(shopId, after))
        .sort({ timestamp: 1, _id: 1 })
        .limit(batchSize)
        .toArray();
      if (batch.length > 0) yield batch.map(read);
      if (batch.length < batchSize) return;
      const { timestamp, _id } = batch.at(-1)!;
      after = {
        ...ofType,
        timestamp: { $gte: timestamp as Date },
        $or: [{ timestamp: { $gt: timestamp as Date } }, { _id: { $gt: _id } }],
      };
    }
  }

  count(shopId: Id): Promise<number> {
    return this.interactions.countDocuments(inShop(shopId));
  }

  async lastAt(shopId: Id): Promise<Date | null> {
    const last = await this.interactions.findOne(inShop(shopId), {
      sort: { timestamp: -1 },
      projection: { timestamp: 1 },
    });
    return (last?.timestamp as Date | undefined) ?? null;
  }

  async pageActivity(shopId: Id, since: Date): Promise<{ count: number; firstAt?: Date; lastAt?: Date }> {
    const filter = inShop(shopId, { timestamp: { $gte: since }, interactionType: { $ne: 'purchase' } });
    const [activity] = await this.interactions
      .aggregate<{ count: number; firstAt: Date; lastAt: Date }>([
        { $match: filter },
        {
          $group: {
            _id: null,
            count: { $sum: 1 },
            firstAt: { $min: '$timestamp' },
            lastAt: { $max: '$timestamp' },
          },
        },
        { $project: { _id: 0 } },
      ])
      .toArray();
    return activity ?? { count: 0 };
  }

  async moveProducts(shopId: Id, merges: readonly ProductMerge[]): Promise<void> {
    const targets = new Map(merges.map(({ from, into }) => [from, objectId(into)]));
    const from = { productId: { $in: objectIds([...targets.keys()]) } };
    const found = this.interactions.find(inShop(shopId, from), { projection: { productId: 1 } });
    let batch: Document[] = [];
    for await (const interaction of found) {
      batch.push(interaction);
      if (batch.length < movesAtOnce) continue;
      await this.move(batch, targets);
      batch = [];
    }
    await this.move(batch, targets);
  }

  async removeBefore(shopId: Id, before: Date, limit: number): Promise<number> {
    const old = await this.interactions
      .find(inShop(shopId, { timestamp: { $lt: before } }), { projection: { _id: 1 } })
      .sort({ timestamp: 1 })
      .limit(limit)
      .toArray();
    return (await this.interactions.deleteMany(inShop(shopId, { _id: { $in: old.map(({ _id }) => _id) } })))
      .deletedCount;
  }

  private async move(moved: readonly Document[], targets: ReadonlyMap<string, ObjectId>) {
    if (moved.length === 0) return;
    try {
      await this.interactions.bulkWrite(
        moved.map(({ _id, productId }) => {
          const update = { $set: { productId: targets.get(String(productId))! } };
          return { updateOne: { filter: { _id: _id as ObjectId }, update } };
        }),
        { ordered: false },
      );
    } catch (error) {
      // The product has the same event already.
      const twice = duplicateIndexes(error);
      if (!twice) throw error;
      const ids = twice.map((index) => moved[index]!._id as ObjectId);
      await this.interactions.deleteMany({ _id: { $in: ids } });
    }
  }
}
