import { isDeepStrictEqual } from 'node:util';
import { inventoryStatus } from '@shelfwise/core/inventory';
import type { InventoryItem } from '@shelfwise/core/wire';
import type {
  Day,
  Id,
  InventoryDocument,
  ProductDocument,
  ShopDocument,
} from '../../stores/port/documents.js';
import type { Store } from '../../stores/port/store.js';
import type { CatalogueCache } from '../../following/catalogue-cache.js';
import { overlapMs, readChanges } from '../../stores/shared/read-changes.js';
import { dayNumber } from '../../rules/days/calendar-days.js';
import { termsOf } from '../../rules/stock/product-advice.js';
import { unsaidVariant } from '../../rules/stock/variant-title.js';

/**
 * A shop's dashboard rows, joined from products and inventory and kept in memory: the list of 5,000 products is then
 * filtered and sorted in some milliseconds, that of 20,000 in some tens. Followed by `readChanges`; rebuilt when the
 * catalogue, the day or the settings change. Over all shops about `maxRows` are kept, some two kilobytes each: the least
 * recently used shops beyond are dropped.
 */
export interface InventoryRows {
  get(shop: ShopDocument, today: Day): Promise<readonly InventoryItem[]>;
}

interface Held {
  inventory: Map<Id, InventoryDocument>;
  /** Newest `updatedAt` seen. */
  since: Date;
  /** When the seconds before `since` were last read again, by our clock. */
  overlapReadAt: number;
  /** What the rows were made from. */
  stamp: string;
  rows: readonly InventoryItem[];
}

export function createInventoryRows({
  store,
  catalogue,
  clock,
  maxRows = 200_000,
}: {
  store: Store;
  catalogue: CatalogueCache;
  clock: () => Date;
  maxRows?: number;
}): InventoryRows {
  const shops = new Map<Id, Held>();

  return {
    async get(shop, today) {
      const products = await catalogue.get(shop);
      const held = shops.get(shop.id) ?? {
        inventory: new Map<Id, InventoryDocument>(),
        since: new Date(0),
        overlapReadAt: 0,
        stamp: '',
        rows: [],
      };
      shops.delete(shop.id);
      shops.set(shop.id, held);
      const changed = await follow(store, shop.id, held, clock());
      const stamp = `${products.revision} ${today} ${shop.updatedAt.getTime()}`;
      if (changed || stamp !== held.stamp) {
        held.rows = [...products.products.values()].map((product) =>
          toItem(product, held.inventory.get(product.id), shop, today),
        );
        held.stamp = stamp;
        forgetOthers(shop.id);
      }
      return held.rows;
    },
  };

  function forgetOthers(keep: Id): void {
    let total = 0;
    for (const { rows } of shops.values()) total += rows.length;
    for (const [id, { rows }] of shops) {
      if (total <= maxRows) return;
      if (id === keep) continue;
      total -= rows.length;
      shops.delete(id);
    }
  }
}

/** As old as the catalogue's products may be. */
const overlapEveryMs = 5_000;

/** Brings the documents up to date; answers whether any changed. */
async function follow(store: Store, shopId: Id, held: Held, now: Date): Promise<boolean> {
  if (held.inventory.size === 0) return readAll(store, shopId, held);
  let isChanged = false;
  const list = (since: Date, limit: number) => store.inventory.listChangedSince(shopId, since, limit);
  // After a night's forecasts the last seconds hold every product of the shop: not for each page that is turned.
  const isOverlapDue = Math.abs(now.getTime() - held.overlapReadAt) >= overlapEveryMs;
  if (isOverlapDue) held.overlapReadAt = now.getTime();
  const overlap = isOverlapDue ? overlapMs : 0;
  for await (const changes of readChanges(list, held.since.getTime(), now.getTime(), overlap)) {
    for (const document of changes) {
      isChanged ||= !isDeepStrictEqual(document, held.inventory.get(document.productId));
      held.inventory.set(document.productId, document);
      if (document.updatedAt > held.since) held.since = document.updatedAt;
    }
  }
  return isChanged;
}

async function readAll(store: Store, shopId: Id, held: Held): Promise<boolean> {
  let found = false;
  for await (const batch of store.inventory.iterate(shopId)) {
    for (const document of batch) {
      found = true;
      held.inventory.set(document.productId, document);
      if (document.updatedAt > held.since) held.since = document.updatedAt;
    }
  }
  return found;
}

/** One row. What is not known is absent. */
export function toItem(
  product: ProductDocument,
  inventory: InventoryDocument | undefined,
  shop: ShopDocument,
  today: Day,
): InventoryItem {
  const terms = termsOf(inventory ?? {}, shop.settings);
  const now = dayNumber(today);
  const until = (day: Day | undefined) => (day === undefined ? undefined : Math.max(0, dayNumber(day) - now));
  const p50 = until(inventory?.stockoutDate?.p50);
  const stockLevel = inventory?.stockLevel;
  const status =
    inventory && stockLevel !== undefined
      ? inventoryStatus({
          onHand: stockLevel,
          onOrder: inventory.onOrder,
          deliveryDays: terms.leadTime.mean,
          restockAlert: inventory.restockAlert,
          forecasted: inventory.forecastedAt !== undefined,
          orderInDays: until(inventory.orderBy),
          daysLeft: p50,
          daysSinceSale: inventory.lastSold === undefined ? undefined : now - dayNumber(inventory.lastSold),
        })
      : 'uncounted';
  const variantTitle = unsaidVariant(product);
  return {
    product: product.key,
    title: product.title,
    ...(variantTitle !== undefined && { variantTitle }),
    ...(product.image !== undefined && { image: product.image }),
    url: product.url,
    categories: product.categories,
    ...(inventory?.supplier !== undefined && { supplier: inventory.supplier }),
    ...(stockLevel !== undefined && { stockLevel }),
    onOrder: inventory?.onOrder ?? 0,
    simulated: inventory?.simulated ?? false,
    ...(inventory?.lastRestocked && { lastRestocked: inventory.lastRestocked.toISOString() }),
    soldPerDay: inventory?.soldPerDay ?? 0,
    ...(p50 !== undefined && {
      daysLeft: {
        p10: until(inventory!.stockoutDate!.p10) ?? p50,
        p50,
        p90: until(inventory!.stockoutDate!.p90) ?? p50,
      },
    }),
    ...(inventory?.reorderPoint !== undefined && { reorderPoint: inventory.reorderPoint }),
    // Kept for every product, to see how soon its day is; said only where there is something to order.
    ...(inventory?.orderBy !== undefined &&
      (status === 'soon' || (inventory.orderQuantity ?? 0) > 0) && { orderBy: inventory.orderBy }),
    ...(inventory?.orderQuantity !== undefined && { orderQuantity: inventory.orderQuantity }),
    salesLostPerDay: Math.round((inventory?.demandPerDay ?? 0) * (product.salePrice ?? product.price)),
    ...(inventory?.predictedDemand !== undefined && { predictedDemand: inventory.predictedDemand }),
    restockAlert: inventory?.restockAlert ?? false,
    status,
    ...terms,
    ...(inventory?.unitCost !== undefined && { unitCost: inventory.unitCost }),
    ...(inventory?.forecastModel !== undefined && { forecastModel: inventory.forecastModel }),
  };
}
