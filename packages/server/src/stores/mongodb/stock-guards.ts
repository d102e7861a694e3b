import type { Id, InventoryDocument } from '../port/documents.js';
import type { MongoConnection, Transaction } from './connection.js';
import { inShop, objectId, objectIds } from './document-mapping.js';
import { findAmong } from './find-among.js';

/**
 * Collection `stockGuards`: `writes` counts what moved, counted or merged a product without a level. A sale of it leaves
 * `inventory` as it is, and a first count only reads the ledger: with no document that both change, both would come to
 * their end, and the count not know the sale. `inventory` itself stays as the owner's systems know it.
 */
export async function guardUncounted(
  connection: MongoConnection,
  shopId: Id,
  productIds: readonly Id[],
  held: ReadonlyMap<Id, InventoryDocument>,
  tx: Transaction,
): Promise<void> {
  const uncounted = [...new Set(productIds)].filter((id) => held.get(id)?.stockLevel === undefined);
  if (uncounted.length === 0) return;
  const guards = connection.collection('stockGuards');
  const these = inShop(shopId, { productId: { $in: objectIds(uncounted) } });
  const { matchedCount } = await guards.updateMany(these, { $inc: { writes: 1 } }, tx);
  if (matchedCount === uncounted.length) return;
  const known = await findAmong(guards, shopId, 'productId', objectIds(uncounted), tx);
  const names = new Set(known.map(({ productId }) => String(productId)));
  const fresh = uncounted.filter((id) => !names.has(id));
  await guards.insertMany(
    fresh.map((id) => ({ shopId: objectId(shopId), productId: objectId(id), writes: 1 })),
    tx,
  );
}
