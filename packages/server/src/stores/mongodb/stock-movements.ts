import type { Id, StockMovementDocument } from '../documents.js';
import type { New } from '../store.js';
import { mustLook, type MongoConnection, type Transaction } from './connection.js';
import { findAmong } from './find-among.js';
import { newId } from '../new-id.js';
import { fromBson, inShop, objectId, objectIds, toBson } from './document-mapping.js';

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
): Promise<number[]> {
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
      .reduce((sum, { quantity }) => sum + quantity, 0),
  );
}

/** Newest first. */
export async function listMovements(
  connection: MongoConnection,
  shopId: Id,
  productId: Id,
  limit: number,
): Promise<StockMovementDocument[]> {
  const found = await connection
    .collection('stockMovements')
    .find(inShop(shopId, { productId: objectId(productId) }))
    .sort({ at: -1, _id: -1 })
    .limit(limit)
    .toArray();
  return found.map((bson) => fromBson<StockMovementDocument>(bson));
}
