import type { AnyBulkWriteOperation, Document, ObjectId } from 'mongodb';
import type { Id, StockMovementDocument } from '../port/documents.js';
import { nothingMoved, receivedBy, type Moved } from '../shared/inventory-changes.js';
import type { New, ProductMerge } from '../port/store.js';
import { mustLook, type MongoConnection, type Transaction } from './connection.js';
import { findAmong } from './find-among.js';
import { newId } from '../shared/new-id.js';
import { fromBson, objectId, objectIds, toBson } from './document-mapping.js';

/** Collection `stockMovements`: the ledger behind every level. Unique by product and reference. */

const maxPairedReferences = 3;

/** Answers those that were not known yet. */
export async function insertMovements(
  connection: MongoConnection,
  shopId: Id,
  movements: readonly New<StockMovementDocument>[],
  tx: Transaction,
): Promise<New<StockMovementDocument>[]> {
  if (movements.length === 0) return [];
  const collection = connection.collection('stockMovements');
  const nameOf = (productId: string, reference: string) => `${productId}/${reference}`;
  const products = objectIds([...new Set(movements.map(({ productId }) => productId))]);
  const references = [...new Set(movements.map(({ reference }) => reference))];
  // Every pair of the two lists would be looked for: with many references those alone say enough.
  const among = references.length <= maxPairedReferences ? { productId: { $in: products } } : {};
  const held = mustLook(tx) ? await findAmong(collection, shopId, 'reference', references, tx, among) : [];
  const known = new Set(held.map(({ productId, reference }) => nameOf(String(productId), String(reference))));
  const fresh = movements.filter(({ productId, reference }) => {
    const name = nameOf(productId, reference);
    return !known.has(name) && known.add(name);
  });
  if (fresh.length > 0) {
    const documents = fresh.map((movement) => toBson({ ...movement, id: newId(), shopId }));
    await collection.insertMany(documents, tx);
  }
  return fresh;
}

/** What came and went of each product after a moment of its own, without counts; by place in `asked`. */
export async function movedSince(
  connection: MongoConnection,
  shopId: Id,
  asked: readonly { productId: Id; asOf: Date }[],
  tx: Transaction,
): Promise<Moved[]> {
  if (asked.length === 0) return [];
  const earliest = new Date(Math.min(...asked.map(({ asOf }) => asOf.getTime())));
  const products = objectIds([...new Set(asked.map(({ productId }) => productId))]);
  const later = { at: { $gt: earliest }, reason: { $ne: 'count' } };
  const collection = connection.collection('stockMovements');
  const found = await findAmong(collection, shopId, 'productId', products, tx, later);
  const movements = found.map((bson) => fromBson<StockMovementDocument>(bson));
  return asked.map(({ productId, asOf }) =>
    movements
      .filter((movement) => movement.productId === productId && movement.at > asOf)
      .reduce<Moved>(
        (sum, movement) => ({
          quantity: sum.quantity + movement.quantity,
          received: sum.received + receivedBy(movement),
        }),
        nothingMoved,
      ),
  );
}

export async function lastMoved(
  connection: MongoConnection,
  shopId: Id,
  productIds: readonly Id[],
  since: Date,
): Promise<Map<Id, Date>> {
  const collection = connection.collection('stockMovements');
  const changes = { at: { $gte: since }, quantity: { $ne: 0 } };
  const found = await findAmong(collection, shopId, 'productId', objectIds(productIds), {}, changes);
  const last = new Map<Id, Date>();
  for (const { productId, at } of found.map((bson) => fromBson<StockMovementDocument>(bson)))
    if (!(last.get(productId)! >= at)) last.set(productId, at);
  return last;
}

export async function firstStocked(
  connection: MongoConnection,
  shopId: Id,
  productIds: readonly Id[],
): Promise<Map<Id, Date>> {
  const collection = connection.collection('stockMovements');
  const arrivals = { reason: { $in: ['receipt', 'count'] }, quantity: { $gt: 0 } };
  const found = await findAmong(collection, shopId, 'productId', objectIds(productIds), {}, arrivals);
  const first = new Map<Id, Date>();
  for (const { productId, at } of found.map((bson) => fromBson<StockMovementDocument>(bson)))
    if (!(first.get(productId)! <= at)) first.set(productId, at);
  return first;
}

/** Makes one ledger of two; of a reference that is in both, an order with the product by two names, one entry. */
export async function mergeLedgers(
  connection: MongoConnection,
  shopId: Id,
  { from, into }: ProductMerge,
  tx: Transaction,
): Promise<void> {
  const collection = connection.collection('stockMovements');
  const target = objectId(into);
  const moved = await findAmong(collection, shopId, 'productId', objectIds([from]), tx);
  const references = moved.map(({ reference }) => reference as string);
  const shared = await findAmong(collection, shopId, 'reference', references, tx, { productId: target });
  const held = new Map(shared.map((movement) => [movement.reference as string, movement]));
  const writes = moved.flatMap(({ _id, reference, quantity }): AnyBulkWriteOperation<Document>[] => {
    const id = _id as ObjectId;
    const same = held.get(reference as string);
    if (!same) return [{ updateOne: { filter: { _id: id }, update: { $set: { productId: target } } } }];
    const gone = { deleteOne: { filter: { _id: id } } };
    if (same.reason === 'count') return [gone];
    const sum = { $inc: { quantity: quantity as number } };
    return [gone, { updateOne: { filter: { _id: same._id as ObjectId }, update: sum } }];
  });
  if (writes.length > 0) await collection.bulkWrite(writes, tx);
}
