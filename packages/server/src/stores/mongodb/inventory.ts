import type { StockDecision, InventoryTerms, StockLevel } from '../port/stock.js';
import type { AppendResult, Audit } from '../port/writes-and-pages.js';
import type { Lease } from '../port/jobs.js';
import type { ProductMerge } from '../port/catalogue.js';
import type { Collection, Document } from 'mongodb';
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

export class MongoInventoryRepository implements InventoryRepository {
  private readonly inventory: Collection;

  constructor(
    private readonly connection: MongoConnection,
    private readonly clock: () => Date,
  ) {
    this.inventory = this.connection.collection('inventory');
  }

  async findByProduct(shopId: Id, productId: Id): Promise<InventoryDocument | null> {
    const item = await this.inventory.findOne(inShop(shopId, { productId: objectId(productId) }));
    return item && read(item);
  }

  findByProducts(shopId: Id, productIds: readonly Id[]): Promise<Map<Id, InventoryDocument>> {
    return findMany(this.connection, shopId, productIds);
  }

  setLevels(shopId: Id, levels: StockLevel[], by: string, audit?: Audit): Promise<AppendResult> {
    return this.connection.transaction(async (tx) => {
      const counts: New<StockMovementDocument>[] = [];
      const held = await this.heldOf(tx, shopId, levels);
      await guardUncounted(this.connection, shopId, productsOf(levels), held, tx);
      const moved = await movedSince(this.connection, shopId, levels, tx);
      const stated = levels.map((level, place) => ({ productId: level.productId, level, place }));
      const withCount = (item: InventoryDocument, { level, place }: (typeof stated)[number]) => {
        const changed = withLevel(item, level, moved[place]!, by);
        if (changed) counts.push(changed.count);
        return changed?.item;
      };
      await this.edit(tx, shopId, stated, withCount, held);
      await insertMovements(this.connection, shopId, counts, tx);
      await enterAudit(this.connection, shopId, counts.length, audit, tx);
      return { accepted: counts.length, duplicates: levels.length - counts.length };
    });
  }

  applyMovements(shopId: Id, movements: New<StockMovementDocument>[], audit?: Audit): Promise<AppendResult> {
    return this.connection.transaction(async (tx) => {
      const accepted = await moveStock(this.connection, shopId, movements, this.clock(), tx);
      await enterAudit(this.connection, shopId, accepted, audit, tx);
      return { accepted, duplicates: movements.length - accepted };
    });
  }

  setTerms(
    shopId: Id,
    terms: (Partial<InventoryTerms> & { productId: Id })[],
    audit?: Audit,
  ): Promise<AppendResult> {
    return this.connection.transaction(async (tx) => {
      const accepted = (await this.edit(tx, shopId, terms, withTerms)).size;
      await enterAudit(this.connection, shopId, accepted, audit, tx);
      return { accepted, duplicates: terms.length - accepted };
    });
  }

  advise<Decision extends StockDecision>(
    shopId: Id,
    productIds: readonly Id[],
    at: Date,
    decide: (item: InventoryDocument) => Decision | undefined,
    lease?: Lease,
  ): Promise<Decision[]> {
    return this.connection.transaction(async (tx) => {
      await assertHeld(this.connection, lease, tx);
      const decisions: NonNullable<ReturnType<typeof decide>>[] = [];
      await this.edit(tx, shopId, oneOfEach(productIds), decidedItem(decide, decisions));
      const of = alertsOf(decisions);
      await resolveAlerts(this.connection, shopId, of.close, at, tx);
      await openAlerts(this.connection, shopId, of.open, tx);
      return decisions;
    });
  }

  async mergeMany(shopId: Id, merges: readonly ProductMerge[]): Promise<void> {
    for (const { from, into } of merges)
      await this.connection.transaction(async (tx) => {
        const held = await findMany(this.connection, shopId, [from, into], tx);
        await guardUncounted(this.connection, shopId, [from, into], held, tx);
        const base = laterCounted(held.get(into), held.get(from));
        if (base) {
          const other = base.productId === from ? into : from;
          const asked = [{ productId: other, asOf: base.asOf ?? new Date(0) }];
          const [moved = nothingMoved] = await movedSince(this.connection, shopId, asked, tx);
          await this.edit(tx, shopId, [{ productId: into }], (item) => mergedItem(item, base, moved));
        }
        await this.inventory.deleteOne(inShop(shopId, { productId: objectId(from) }), tx);
        await mergeLedgers(this.connection, shopId, { from, into }, tx);
      });
  }

  async *iterate(shopId: Id, batchSize = 1000): AsyncIterable<InventoryDocument[]> {
    for (let after = '0'.repeat(24); ;) {
      const batch = await this.inventory
        .find(inShop(shopId, { productId: { $gt: objectId(after) } }))
        .sort({ productId: 1 })
        .limit(batchSize)
        .toArray();
      if (batch.length > 0) yield batch.map(read);
      if (batch.length < batchSize) return;
      after = String(batch.at(-1)!.productId);
    }
  }

  async listChangedSince(shopId: Id, since: Date, limit: number): Promise<InventoryDocument[]> {
    return (await changedSince(this.inventory, shopId, since, limit)).map(read);
  }

  firstStocked(shopId: Id, productIds: readonly Id[]): Promise<Map<Id, Date>> {
    return firstStocked(this.connection, shopId, productIds);
  }

  lastMoved(shopId: Id, productIds: readonly Id[], since: Date): Promise<Map<Id, Date>> {
    return lastMoved(this.connection, shopId, productIds, since);
  }

  removeMovementsBefore(shopId: Id, before: Date, limit: number): Promise<number> {
    return removeSome(
      this.connection.collection('stockMovements'),
      inShop(shopId, { at: { $lt: before } }),
      limit,
    );
  }

  private heldOf(tx: Transaction, shopId: Id, parts: readonly { productId: Id }[]) {
    return findMany(this.connection, shopId, productsOf(parts), tx);
  }

  /** Gives each named product's document (a fresh one where there is none) to `change` and writes what comes back. */
  private async edit<Part extends { productId: Id }>(
    tx: Transaction,
    shopId: Id,
    parts: readonly Part[],
    change: (held: InventoryDocument, part: Part) => InventoryDocument | undefined,
    known?: Map<Id, InventoryDocument>,
  ) {
    const held = known ?? (await this.heldOf(tx, shopId, parts));
    const changed = changedItems(held, parts, change, { shopId, now: this.clock() });
    await putItems(this.connection, changed.values(), held, tx);
    return changed;
  }
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
