import type { Document, Filter, ObjectId } from 'mongodb';
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

export function createVisitorRepository(connection: MongoConnection): VisitorRepository {
  const visitors = connection.collection('visitors');
  const moved = (['userInteractions', 'orders', 'conversations', 'waitingLinks'] as const).map((name) =>
    connection.collection(name),
  );

  const find = async (
    shopId: Id,
    filter: Filter<Document>,
    tx: Transaction = {},
  ): Promise<VisitorDocument | null> => {
    const visitor = await visitors.findOne(inShop(shopId, filter), tx);
    if (!visitor?.mergedInto) return visitor && read(visitor);
    const person = inShop(shopId, { _id: visitor.mergedInto as Document });
    return read((await visitors.findOne(person, tx)) ?? visitor);
  };

  /** The visitor of this very key, unless it was merged into another. */
  const exactly = async (shopId: Id, key: string): Promise<VisitorDocument | null> => {
    const visitor = await visitors.findOne(inShop(shopId, { key, mergedInto: { $exists: false } }));
    return visitor && read(visitor);
  };

  return {
    async touch(shopId, key, consent, seenAt, customerKey) {
      const known = await exactly(shopId, key);
      if (known && isCurrent(known, consent, seenAt, customerKey)) return known;
      const change = {
        $set: { consent, ...(customerKey !== undefined && { customerKey }) },
        $max: { lastSeen: seenAt },
        $setOnInsert: { firstSeen: seenAt },
      };
      return retryOnDuplicate(async () => {
        await visitors.deleteOne(inShop(shopId, { key, mergedInto: { $exists: true } }));
        const held = await exactly(shopId, key);
        const filter = inShop(shopId, held ? { _id: objectId(held.id) } : { key });
        const visitor = await visitors.findOneAndUpdate(filter, change, {
          upsert: !held,
          returnDocument: 'after',
        });
        // Null when the visitor was erased, or made by another request, between the two.
        const now = visitor ?? (await visitors.findOne(inShop(shopId, { key })));
        if (!now) throw new Conflict('The visitor was erased meanwhile.');
        return read(now);
      });
    },
    async ensureCustomers(shopId, customerKeys, seenAt) {
      const keys = visitorKeysOf(customerKeys);
      return retryOnDuplicate(async () => {
        const held = await findAmong(visitors, shopId, 'key', keys, {
          projection: { key: 1, mergedInto: 1 },
        });
        const ids = new Map(
          held.map((visitor) => [visitor.key as string, String(visitor.mergedInto ?? visitor._id)]),
        );
        const made = newCustomers(shopId, keys, ids, seenAt);
        if (made.length > 0) await visitors.insertMany(made.map(toBson));
        return idsByCustomer(ids, made);
      });
    },
    findByKey: (shopId, key) => find(shopId, { key }),
    merge: (shopId, from, into) =>
      connection.transaction(async (tx) => {
        const target = await find(shopId, { _id: objectId(into) }, tx);
        const source = await visitors.findOne(inShop(shopId, { _id: objectId(from) }), tx);
        if (!target || !source) throw new NotFound('There is no such visitor.');
        if (target.id === from) return;
        // Who erases the target, or merges it on, meets this merge.
        await requireVisitors(connection, shopId, [target.id], tx);
        const person = objectId(target.id);
        const change = { $set: { mergedInto: person } };
        await visitors.updateMany(
          inShop(shopId, { $or: [{ _id: source._id }, { mergedInto: source._id }] }),
          change,
          tx,
        );
        for (const collection of moved) {
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
      }),
    erase: (shopId, visitorId) => connection.transaction((tx) => erase(shopId, visitorId, tx)),
    async removeUnseen(shopId, since, limit) {
      const old = { lastSeen: { $lt: since } };
      // A merge moved everything: the key alone would only begin anew.
      let removed = await removeSome(
        visitors,
        inShop(shopId, { ...old, mergedInto: { $exists: true } }),
        limit,
      );
      const unseen = visitors.find(inShop(shopId, { ...old, mergedInto: { $exists: false } }), {
        projection: { _id: 1 },
      });
      for await (const { _id: userId } of unseen) {
        if (removed >= limit) break;
        const isErased = await connection.transaction(async (tx) => {
          if (!(await isUnseen(shopId, userId, since, tx))) return false;
          await erase(shopId, String(userId), tx);
          return true;
        });
        if (isErased) removed++;
      }
      return removed;
    },
  };

  async function isUnseen(shopId: Id, userId: ObjectId, since: Date, tx: Transaction): Promise<boolean> {
    const some = { ...tx, projection: { _id: 1 } };
    const recent = [
      [visitors, { _id: userId, lastSeen: { $gte: since } }],
      [connection.collection('orders'), { userId, placedAt: { $gte: since } }],
      [connection.collection('userInteractions'), { userId, timestamp: { $gte: since } }],
    ] as const;
    for (const [collection, filter] of recent)
      if (await collection.findOne(inShop(shopId, filter), some)) return false;
    return true;
  }

  async function erase(shopId: Id, visitorId: Id, tx: Transaction): Promise<void> {
    const person = objectId((await find(shopId, { _id: objectId(visitorId) }, tx))?.id ?? visitorId);
    const people = await visitors
      .find(inShop(shopId, { $or: [{ _id: person }, { mergedInto: person }] }), tx)
      .toArray();
    const theirs = inShop(shopId, { userId: { $in: people.map(({ _id }) => _id) } });
    const talks = await connection.collection('conversations').find(theirs, tx).toArray();
    await connection
      .collection('conversationEvents')
      .deleteMany(inShop(shopId, { conversationId: { $in: talks.map(({ _id }) => _id) } }), tx);
    await connection.collection('conversations').deleteMany(theirs, tx);
    await connection.collection('userInteractions').deleteMany(theirs, tx);
    await connection.collection('waitingLinks').deleteMany(theirs, tx);
    // The customer's name and the digests of e-mail and postcode are the person's too.
    const unlink = {
      $unset: { userId: '', customerKey: '', emailDigest: '', postcodeDigest: '' },
      $inc: { revision: 1 },
    };
    await connection.collection('orders').updateMany(theirs, unlink, tx);
    await visitors.deleteMany(inShop(shopId, { _id: { $in: people.map(({ _id }) => _id) } }), tx);
  }
}
