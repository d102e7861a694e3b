import type { Document } from 'mongodb';
import type { Id, InventoryDocument, StockMovementDocument } from '../port/documents.js';
import {
  alertsOf,
  changedItems,
  decidedItem,
  oneOfEach,
  withLevel,
  withMovement,
  withTerms,
  laterCounted,
  mergedItem,
  nothingMoved,
} from '../shared/inventory-changes.js';
import type { InventoryRepository, New } from '../port/store.js';
import { openAlerts, resolveAlerts } from './alerts.js';
import { enterAudit } from './audit.js';
import { changedSince } from './changed-since.js';
import type { MongoConnection, Transaction } from './connection.js';
import { fromBson, inShop, objectId, objectIds, toBson } from './document-mapping.js';
import { findAmong } from './find-among.js';
import { assertHeld } from './leases.js';
import { putDocuments } from './put-documents.js';
import { guardUncounted } from './stock-guards.js';
import { firstStocked, insertMovements, lastMoved, mergeLedgers, movedSince } from './stock-movements.js';
import { removeSome } from './remove-some.js';

/**
 * Collection `inventory`, the owner's schema: `productId` (ObjectId), `stockLevel` (number), `lastRestocked` (date),
 * `predictedDemand` (number), `restockAlert` (boolean); what is not known is absent. Changed in transactions.
 */
const read = (bson: Document) => fromBson<InventoryDocument>(bson);

export function createInventoryRepository(
  connection: MongoConnection,
  clock: () => Date,
): InventoryRepository {
  const inventory = connection.collection('inventory');

  const heldOf = (tx: Transaction, shopId: Id, parts: readonly { productId: Id }[]) =>
    findMany(connection, shopId, productsOf(parts), tx);
  /** Gives each named product's document (a fresh one where there is none) to `change` and writes what comes back. */
  const edit = async <Part extends { productId: Id }>(
    tx: Transaction,
    shopId: Id,
    parts: readonly Part[],
    change: (held: InventoryDocument, part: Part) => InventoryDocument | undefined,
    known?: Map<Id, InventoryDocument>,
  ) => {
    const held = known ?? (await heldOf(tx, shopId, parts));
    const changed = changedItems(held, parts, change, { shopId, now: clock() });
    await putItems(connection, changed.values(), held, tx);
    return changed;
  };

  return {
    async findByProduct(shopId, productId) {
      const item = await inventory.findOne(inShop(shopId, { productId: objectId(productId) }));
      return item && read(item);
    },
    findByProducts: (shopId, productIds) => findMany(connection, shopId, productIds),
    setLevels: (shopId, levels, by, audit) =>
      connection.transaction(async (tx) => {
        const counts: New<StockMovementDocument>[] = [];
        const held = await heldOf(tx, shopId, levels);
        await guardUncounted(connection, shopId, productsOf(levels), held, tx);
        const moved = await movedSince(connection, shopId, levels, tx);
        const stated = levels.map((level, place) => ({ productId: level.productId, level, place }));
        const withCount = (item: InventoryDocument, { level, place }: (typeof stated)[number]) => {
          const changed = withLevel(item, level, moved[place]!, by);
          if (changed) counts.push(changed.count);
          return changed?.item;
        };
        await edit(tx, shopId, stated, withCount, held);
        await insertMovements(connection, shopId, counts, tx);
        await enterAudit(connection, shopId, counts.length, audit, tx);
        return { accepted: counts.length, duplicates: levels.length - counts.length };
      }),
    applyMovements: (shopId, movements, audit) =>
      connection.transaction(async (tx) => {
        const accepted = await moveStock(connection, shopId, movements, clock(), tx);
        await enterAudit(connection, shopId, accepted, audit, tx);
        return { accepted, duplicates: movements.length - accepted };
      }),
    setTerms: (shopId, terms, audit) =>
      connection.transaction(async (tx) => {
        const accepted = (await edit(tx, shopId, terms, withTerms)).size;
        await enterAudit(connection, shopId, accepted, audit, tx);
        return { accepted, duplicates: terms.length - accepted };
      }),
    advise: (shopId, productIds, at, decide, lease) =>
      connection.transaction(async (tx) => {
        await assertHeld(connection, lease, tx);
        const decisions: NonNullable<ReturnType<typeof decide>>[] = [];
        await edit(tx, shopId, oneOfEach(productIds), decidedItem(decide, decisions));
        const of = alertsOf(decisions);
        await resolveAlerts(connection, shopId, of.close, at, tx);
        await openAlerts(connection, shopId, of.open, tx);
        return decisions;
      }),
    async mergeMany(shopId, merges) {
      for (const { from, into } of merges)
        await connection.transaction(async (tx) => {
          const held = await findMany(connection, shopId, [from, into], tx);
          await guardUncounted(connection, shopId, [from, into], held, tx);
          const base = laterCounted(held.get(into), held.get(from));
          if (base) {
            const other = base.productId === from ? into : from;
            const asked = [{ productId: other, asOf: base.asOf ?? new Date(0) }];
            const [moved = nothingMoved] = await movedSince(connection, shopId, asked, tx);
            await edit(tx, shopId, [{ productId: into }], (item) => mergedItem(item, base, moved));
          }
          await inventory.deleteOne(inShop(shopId, { productId: objectId(from) }), tx);
          await mergeLedgers(connection, shopId, { from, into }, tx);
        });
    },
    async *iterate(shopId, batchSize = 1000) {
      for (let after = '0'.repeat(24); ;) {
        const batch = await inventory
          .find(inShop(shopId, { productId: { $gt: objectId(after) } }))
          .sort({ productId: 1 })
          .limit(batchSize)
          .toArray();
        if (batch.length > 0) yield batch.map(read);
        if (batch.length < batchSize) return;
        after = String(batch.at(-1)!.productId);
      }
    },
    listChangedSince: async (shopId, since, limit) =>
      (await changedSince(inventory, shopId, since, limit)).map(read),
    firstStocked: (shopId, productIds) => firstStocked(connection, shopId, productIds),
    lastMoved: (shopId, productIds, since) => lastMoved(connection, shopId, productIds, since),
    removeMovementsBefore: (shopId, before, limit) =>
      removeSome(connection.collection('stockMovements'), inShop(shopId, { at: { $lt: before } }), limit),
  };
}

const productsOf = (parts: readonly { productId: Id }[]): Id[] => [
  ...new Set(parts.map(({ productId }) => productId)),
];

async function findMany(
  connection: MongoConnection,
  shopId: Id,
  productIds: readonly Id[],
  tx: Transaction = {},
): Promise<Map<Id, InventoryDocument>> {
  const collection = connection.collection('inventory');
  const items = await findAmong(collection, shopId, 'productId', objectIds(productIds), tx);
  return new Map(items.map(read).map((item) => [item.productId, item]));
}

async function putItems(
  connection: MongoConnection,
  items: Iterable<InventoryDocument>,
  known: { has(productId: Id): boolean },
  tx: Transaction,
): Promise<void> {
  await putDocuments(
    connection.collection('inventory'),
    [...items].map((item) => ({ bson: toBson(item), isNew: !known.has(item.productId) })),
    tx,
  );
}

/** Enters movements that are not known yet and changes the levels by them; answers how many they were. */
export async function moveStock(
  connection: MongoConnection,
  shopId: Id,
  movements: readonly New<StockMovementDocument>[],
  now: Date,
  tx: Transaction,
): Promise<number> {
  const accepted = await insertMovements(connection, shopId, movements, tx);
  const products = productsOf(accepted);
  const held = await findMany(connection, shopId, products, tx);
  await guardUncounted(connection, shopId, products, held, tx);
  const changed = changedItems(held, accepted, withMovement, { shopId, now });
  await putItems(connection, changed.values(), held, tx);
  return accepted.length;
}
