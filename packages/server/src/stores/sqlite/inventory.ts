import type { StockDecision, InventoryTerms, StockLevel } from '../port/stock.js';
import type { AppendResult, Audit } from '../port/writes-and-pages.js';
import type { Lease } from '../port/jobs.js';
import type { ProductMerge } from '../port/catalogue.js';
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
import type { SqliteConnection } from './connection.js';
import type { Session } from './session.js';
import { documentTable } from './document-table.js';
import { assertHeld } from './leases.js';
import { firstStocked, insertMovements, lastMoved, mergeLedgers, movedSince } from './stock-movements.js';

/** Table `inventory`: one document a product, changed by reading and writing it inside the transaction. */
export const inventoryTable = documentTable<InventoryDocument>({
  table: 'inventory',
  columns: { product: (item) => item.productId, updated_at: (item) => item.updatedAt.getTime() },
  key: ['product'],
  dates: ['lastRestocked', 'asOf', 'onOrderAsOf', 'forecastedAt', 'updatedAt'],
});

const ofProducts = 'product IN (SELECT value FROM json_each(?))';
/** As in `products.ts`: whole instants only, and at least one beyond `since`. */
const changedSince = `updated_at >= ? AND updated_at <= coalesce(
  (SELECT updated_at FROM inventory WHERE shop = ? AND updated_at > ? ORDER BY updated_at LIMIT 1 OFFSET ?), 9e15)
  ORDER BY updated_at, product`;

export class SqliteInventoryRepository implements InventoryRepository {
  constructor(
    private readonly connection: SqliteConnection,
    private readonly clock: () => Date,
  ) {}

  async findByProduct(shopId: Id, productId: Id): Promise<InventoryDocument | null> {
    return inventoryTable.select(this.connection, shopId, 'product = ?', [productId])[0] ?? null;
  }

  async findByProducts(shopId: Id, productIds: readonly Id[]): Promise<Map<Id, InventoryDocument>> {
    return findMany(this.connection, shopId, productIds);
  }

  setLevels(shopId: Id, levels: StockLevel[], by: string, audit?: Audit): Promise<AppendResult> {
    return this.connection.write((session) => {
      const counts: New<StockMovementDocument>[] = [];
      const moved = movedSince(session, shopId, levels);
      const stated = levels.map((level, place) => ({ productId: level.productId, level, place }));
      this.edit(session, shopId, stated, (item, { level, place }) => {
        const changed = withLevel(item, level, moved[place]!, by);
        if (changed) counts.push(changed.count);
        return changed?.item;
      });
      insertMovements(session, shopId, counts);
      enterAudit(session, shopId, counts.length, audit);
      return { accepted: counts.length, duplicates: levels.length - counts.length };
    });
  }

  applyMovements(shopId: Id, movements: New<StockMovementDocument>[], audit?: Audit): Promise<AppendResult> {
    return this.connection.write((session) => {
      const accepted = moveStock(session, shopId, movements, this.clock());
      enterAudit(session, shopId, accepted, audit);
      return { accepted, duplicates: movements.length - accepted };
    });
  }

  setTerms(
    shopId: Id,
    terms: (Partial<InventoryTerms> & { productId: Id })[],
    audit?: Audit,
  ): Promise<AppendResult> {
    return this.connection.write((session) => {
      const accepted = this.edit(session, shopId, terms, withTerms).size;
      enterAudit(session, shopId, accepted, audit);
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
    return this.connection.write((session) => {
      assertHeld(session, lease);
      const decisions: NonNullable<ReturnType<typeof decide>>[] = [];
      this.edit(session, shopId, oneOfEach(productIds), decidedItem(decide, decisions));
      const of = alertsOf(decisions);
      resolveAlerts(session, shopId, of.close, at);
      openAlerts(session, shopId, of.open);
      return decisions;
    });
  }

  mergeMany(shopId: Id, merges: readonly ProductMerge[]): Promise<void> {
    return this.connection.write((session) => {
      for (const { from, into } of merges) {
        const held = findMany(session, shopId, [from, into]);
        const base = laterCounted(held.get(into), held.get(from));
        if (base) {
          const other = base.productId === from ? into : from;
          const [moved = nothingMoved] = movedSince(session, shopId, [
            { productId: other, asOf: base.asOf ?? new Date(0) },
          ]);
          this.edit(session, shopId, [{ productId: into }], (item) => mergedItem(item, base, moved));
        }
        session.run('DELETE FROM inventory WHERE shop = ? AND product = ?', [shopId, from]);
        mergeLedgers(session, shopId, { from, into });
      }
    });
  }

  async *iterate(shopId: Id, batchSize = 1000): AsyncIterable<InventoryDocument[]> {
    for (let after = ''; ;) {
      const batch = inventoryTable.select(this.connection, shopId, 'product > ? ORDER BY product LIMIT ?', [
        after,
        batchSize,
      ]);
      if (batch.length > 0) yield batch;
      if (batch.length < batchSize) return;
      after = batch.at(-1)!.productId;
    }
  }

  async listChangedSince(shopId: Id, since: Date, limit: number): Promise<InventoryDocument[]> {
    return inventoryTable.select(this.connection, shopId, changedSince, [since, shopId, since, limit - 1]);
  }

  async firstStocked(shopId: Id, productIds: readonly Id[]): Promise<Map<Id, Date>> {
    return firstStocked(this.connection, shopId, productIds);
  }

  async lastMoved(shopId: Id, productIds: readonly Id[], since: Date): Promise<Map<Id, Date>> {
    return lastMoved(this.connection, shopId, productIds, since);
  }

  removeMovementsBefore(shopId: Id, before: Date, limit: number): Promise<number> {
    return this.connection.write((session) =>
      session.run(
        `DELETE FROM stock_movements WHERE seq IN
           (SELECT seq FROM stock_movements WHERE shop = unhex(?) AND at < ? LIMIT ?)`,
        [shopId, before.getTime(), limit],
      ),
    );
  }

  /** Gives each named product's document (a fresh one where there is none) to `change` and writes what comes back. */
  private edit<Part extends { productId: Id }>(
    session: Session,
    shopId: Id,
    parts: readonly Part[],
    change: (held: InventoryDocument, part: Part) => InventoryDocument | undefined,
  ) {
    const held = findMany(
      session,
      shopId,
      parts.map(({ productId }) => productId),
    );
    const changed = changedItems(held, parts, change, { shopId, now: this.clock() });
    inventoryTable.put(session, shopId, [...changed.values()]);
    return changed;
  }
}

function findMany(session: Pick<Session, 'all'>, shopId: Id, productIds: readonly Id[]) {
  const items = inventoryTable.select(session, shopId, ofProducts, [JSON.stringify(productIds)]);
  return new Map(items.map((item) => [item.productId, item] as const));
}

/** Enters movements that are not known yet and changes the levels by them; answers how many they were. */
export function moveStock(
  session: Session,
  shopId: Id,
  movements: readonly New<StockMovementDocument>[],
  now: Date,
): number {
  const accepted = insertMovements(session, shopId, movements);
  const held = findMany(session, shopId, [...new Set(accepted.map(({ productId }) => productId))]);
  const changed = changedItems(held, accepted, withMovement, { shopId, now });
  inventoryTable.put(session, shopId, [...changed.values()]);
  return accepted.length;
}
