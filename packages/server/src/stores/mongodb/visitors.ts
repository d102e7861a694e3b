import type { Consent } from '@shelfwise/core/wire';
import type { Collection, Document, Filter, ObjectId } from 'mongodb';
import type { Id, VisitorDocument } from '../port/documents.js';
import { Conflict, NotFound } from '../port/store-errors.js';
import type { VisitorRepository } from '../port/store.js';
import { idsByCustomer, isCurrent, newCustomers, visitorKeysOf } from '../shared/visitor-changes.js';
import type { MongoConnection, Transaction } from './connection.js';
import { fromBson, inShop, objectId, objectIds, toBson } from './document-mapping.js';
import { retryOnDuplicate } from './errors.js';
import { findAmong } from './find-among.js';
import { removeSome } from './remove-some.js';

/**
 * Collection `visitors`. A merge moves interactions, orders and conversations at once, in its transaction, and points
 * every earlier merge at the final visitor, so that reads follow one step at most.
 */
const read = (bson: Document) => fromBson<VisitorDocument>(bson, { extra: visitorExtra });

/** Only this adapter's: `writes` counts what was written under a visitor's id. */
export const visitorExtra = ['writes'];

/**
 * `NotFound` unless each of them is a visitor still. Who writes under their ids asks in that same transaction: it
 * changes the visitor, so that of this one and one that erases or merges them only one can come to its end.
 */
export async function requireVisitors(
  connection: MongoConnection,
  shopId: Id,
  ids: readonly Id[],
  tx: Transaction,
): Promise<void> {
  const people = [...new Set(ids)];
  const current = inShop(shopId, { _id: { $in: objectIds(people) }, mergedInto: { $exists: false } });
  const { matchedCount } = await connection
    .collection('visitors')
    .updateMany(current, { $inc: { writes: 1 } }, tx);
  if (matchedCount < people.length) throw new NotFound('There is no such visitor.');
}

export class MongoVisitorRepository implements VisitorRepository {
  private readonly visitors: Collection;
  private readonly moved: Collection[];

  constructor(private readonly connection: MongoConnection) {
    this.visitors = this.connection.collection('visitors');
    this.moved = (['userInteractions', 'orders', 'conversations', 'waitingLinks'] as const).map((name) =>
      this.connection.collection(name),
    );
  }

  async touch(
    shopId: Id,
    key: string,
    consent: Consent,
    seenAt: Date,
    customerKey?: string,
  ): Promise<VisitorDocument> {
    const known = await this.exactly(shopId, key);
    if (known && isCurrent(known, consent, seenAt, customerKey)) return known;
    const change = {
      $set: { consent, ...(customerKey !== undefined && { customerKey }) },
      $max: { lastSeen: seenAt },
      $setOnInsert: { firstSeen: seenAt },
    };
    return retryOnDuplicate(async () => {
      await this.visitors.deleteOne(inShop(shopId, { key, mergedInto: { $exists: true } }));
      const held = await this.exactly(shopId, key);
      const filter = inShop(shopId, held ? { _id: objectId(held.id) } : { key });
      const visitor = await this.visitors.findOneAndUpdate(filter, change, {
        upsert: !held,
        returnDocument: 'after',
      });
      // Null when the visitor was erased, or made by another request, between the two.
      const now = visitor ?? (await this.visitors.findOne(inShop(shopId, { key })));
      if (!now) throw new Conflict('The visitor was erased meanwhile.');
      return read(now);
    });
  }

  async ensureCustomers(shopId: Id, customerKeys: readonly string[], seenAt: Date): Promise<Map<string, Id>> {
    const keys = visitorKeysOf(customerKeys);
    return retryOnDuplicate(async () => {
      const held = await findAmong(this.visitors, shopId, 'key', keys, {
        projection: { key: 1, mergedInto: 1 },
      });
      const ids = new Map(
        held.map((visitor) => [visitor.key as string, String(visitor.mergedInto ?? visitor._id)]),
      );
      const made = newCustomers(shopId, keys, ids, seenAt);
      if (made.length > 0) await this.visitors.insertMany(made.map(toBson));
      return idsByCustomer(ids, made);
    });
  }

  findByKey(shopId: Id, key: string): Promise<VisitorDocument | null> {
    return this.find(shopId, { key });
  }

  merge(shopId: Id, from: Id, into: Id): Promise<void> {
    return this.connection.transaction(async (tx) => {
      const target = await this.find(shopId, { _id: objectId(into) }, tx);
      const source = await this.visitors.findOne(inShop(shopId, { _id: objectId(from) }), tx);
      if (!target || !source) throw new NotFound('There is no such visitor.');
      if (target.id === from) return;
      // Who erases the target, or merges it on, meets this merge.
      await requireVisitors(this.connection, shopId, [target.id], tx);
      const person = objectId(target.id);
      const change = { $set: { mergedInto: person } };
      await this.visitors.updateMany(
        inShop(shopId, { $or: [{ _id: source._id }, { mergedInto: source._id }] }),
        change,
        tx,
      );
      for (const collection of this.moved) {
        await collection.updateMany(
          inShop(shopId, { userId: source._id }),
          // An order's new revision: whoever changes it meanwhile must look again whose it is.
          {
            $set: { userId: person },
            ...(collection.collectionName === 'orders' && { $inc: { revision: 1 } }),
          },
          tx,
        );
      }
    });
  }

  erase(shopId: Id, visitorId: Id): Promise<void> {
    return this.connection.transaction((tx) => this.eraseWithin(shopId, visitorId, tx));
  }

  async removeUnseen(shopId: Id, since: Date, limit: number): Promise<number> {
    const old = { lastSeen: { $lt: since } };
    // A merge moved everything: the key alone would only begin anew.
    let removed = await removeSome(
      this.visitors,
      inShop(shopId, { ...old, mergedInto: { $exists: true } }),
      limit,
    );
    const unseen = this.visitors.find(inShop(shopId, { ...old, mergedInto: { $exists: false } }), {
      projection: { _id: 1 },
    });
    for await (const { _id: userId } of unseen) {
      if (removed >= limit) break;
      const isErased = await this.connection.transaction(async (tx) => {
        if (!(await this.isUnseen(shopId, userId, since, tx))) return false;
        await this.eraseWithin(shopId, String(userId), tx);
        return true;
      });
      if (isErased) removed++;
    }
    return removed;
  }

  private async find(
    shopId: Id,
    filter: Filter<Document>,
    tx: Transaction = {},
  ): Promise<VisitorDocument | null> {
    const visitor = await this.visitors.findOne(inShop(shopId, filter), tx);
    if (!visitor?.mergedInto) return visitor && read(visitor);
    const person = inShop(shopId, { _id: visitor.mergedInto as Document });
    return read((await this.visitors.findOne(person, tx)) ?? visitor);
  }

  /** The visitor of this very key, unless it was merged into another. */
  private async exactly(shopId: Id, key: string): Promise<VisitorDocument | null> {
    const visitor = await this.visitors.findOne(inShop(shopId, { key, mergedInto: { $exists: false } }));
    return visitor && read(visitor);
  }

  private async isUnseen(shopId: Id, userId: ObjectId, since: Date, tx: Transaction): Promise<boolean> {
    const some = { ...tx, projection: { _id: 1 } };
    const recent = [
      [this.visitors, { _id: userId, lastSeen: { $gte: since } }],
      [this.connection.collection('orders'), { userId, placedAt: { $gte: since } }],
      [this.connection.collection('userInteractions'), { userId, timestamp: { $gte: since } }],
    ] as const;
    for (const [collection, filter] of recent)
      if (await collection.findOne(inShop(shopId, filter), some)) return false;
    return true;
  }

  private async eraseWithin(shopId: Id, visitorId: Id, tx: Transaction): Promise<void> {
    const person = objectId((await this.find(shopId, { _id: objectId(visitorId) }, tx))?.id ?? visitorId);
    const people = await this.visitors
      .find(inShop(shopId, { $or: [{ _id: person }, { mergedInto: person }] }), tx)
      .toArray();
    const theirs = inShop(shopId, { userId: { $in: people.map(({ _id }) => _id) } });
    const talks = await this.connection.collection('conversations').find(theirs, tx).toArray();
    await this.connection
      .collection('conversationEvents')
      .deleteMany(inShop(shopId, { conversationId: { $in: talks.map(({ _id }) => _id) } }), tx);
    await this.connection.collection('conversations').deleteMany(theirs, tx);
    await this.connection.collection('userInteractions').deleteMany(theirs, tx);
    await this.connection.collection('waitingLinks').deleteMany(theirs, tx);
    // The customer's name and the digests of e-mail and postcode are the person's too.
    const unlink = {
      $unset: { userId: '', customerKey: '', emailDigest: '', postcodeDigest: '' },
      $inc: { revision: 1 },
    };
    await this.connection.collection('orders').updateMany(theirs, unlink, tx);
    await this.visitors.deleteMany(inShop(shopId, { _id: { $in: people.map(({ _id }) => _id) } }), tx);
  }
}
