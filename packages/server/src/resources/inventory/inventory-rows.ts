import { inventoryStatus } from '@shelfwise/core/inventory';
import type { InventoryItem } from '@shelfwise/core/wire';
import type { Day, Id, InventoryDocument, ProductDocument, ShopDocument } from '../../stores/documents.js';
import type { Store } from '../../stores/store.js';
import type { CatalogueCache } from '../products/catalogue.js';
import { dayNumber } from './calendar-days.js';
import { termsOf } from './product-advice.js';

/**
 * A shop's dashboard rows, joined from products and inventory and kept in memory: the list of 5,000 products is then
 * filtered and sorted in milliseconds. Followed by `listChangedSince`; rebuilt when the catalogue, the day or the
 * settings change. The least recently used of `maxShops` is dropped.
 */
export interface InventoryRows {
  get(shop: ShopDocument, today: Day): Promise<readonly InventoryItem[]>;
}

interface Held {
  inventory: Map<Id, InventoryDocument>;
  /** Newest `updatedAt` seen. */
  since: Date;
  /** What the rows were made from. */
  stamp: string;
  rows: readonly InventoryItem[];
}

const pageSize = 2000;

export function createInventoryRows({
  store,
  catalogue,
  maxShops = 20,
}: {
  store: Store;
  catalogue: CatalogueCache;
  maxShops?: number;
}): InventoryRows {
  const shops = new Map<Id, Held>();

  return {
    async get(shop, today) {
      const products = await catalogue.get(shop);
      const held = shops.get(shop.id) ?? {
        inventory: new Map<Id, InventoryDocument>(),
        since: new Date(0),
        stamp: '',
        rows: [],
      };
      shops.delete(shop.id);
      shops.set(shop.id, held);
      if (shops.size > maxShops) shops.delete(shops.keys().next().value!);
      const changed = await follow(store, shop.id, held);
      const stamp = `${products.revision} ${today} ${shop.updatedAt.getTime()}`;
      if (changed || stamp !== held.stamp) {
        held.rows = [...products.products.values()].map((product) =>
          toItem(product, held.inventory.get(product.id), shop, today),
        );
        held.stamp = stamp;
      }
      return held.rows;
    },
  };
}

/** Brings the documents up to date; answers whether any changed. */
async function follow(store: Store, shopId: Id, held: Held): Promise<boolean> {
  if (held.inventory.size === 0) return readAll(store, shopId, held);
  for (let changed = false; ; changed = true) {
    const page = await store.inventory.listChangedSince(shopId, held.since, pageSize);
    // The last change seen is answered again (`since` is inclusive), so that a second one in its millisecond is not lost.
    const fresh = page.filter(
      (document) =>
        document.updatedAt.getTime() !== held.inventory.get(document.productId)?.updatedAt.getTime(),
    );
    for (const document of page) held.inventory.set(document.productId, document);
    const last = page.at(-1);
    const moved = last !== undefined && last.updatedAt > held.since;
    if (last) held.since = last.updatedAt;
    if (page.length < pageSize) return changed || fresh.length > 0;
    // A whole page of one millisecond: paging by time cannot pass it.
    if (!moved) return readAll(store, shopId, held);
  }
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
  const interval = terms.leadTime.mean + terms.reviewPeriod;
  const perDay = inventory?.predictedDemand !== undefined ? inventory.predictedDemand / interval : 0;
  const stockLevel = inventory?.stockLevel;
  const status =
    inventory && stockLevel !== undefined
      ? inventoryStatus({
          onHand: stockLevel,
          restockAlert: inventory.restockAlert,
          forecasted: inventory.forecastedAt !== undefined,
          orderInDays: until(inventory.orderBy),
          daysLeft: p50,
          daysSinceSale: inventory.lastSold === undefined ? undefined : now - dayNumber(inventory.lastSold),
        })
      : 'unknown';
  return {
    product: product.key,
    title: product.title,
    ...(product.variantTitle !== undefined && { variantTitle: product.variantTitle }),
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
    ...(inventory?.orderBy !== undefined && { orderBy: inventory.orderBy }),
    ...(inventory?.orderQuantity !== undefined && { orderQuantity: inventory.orderQuantity }),
    salesLostPerDay: Math.round(perDay * (product.salePrice ?? product.price)),
    ...(inventory?.predictedDemand !== undefined && { predictedDemand: inventory.predictedDemand }),
    restockAlert: inventory?.restockAlert ?? false,
    status,
    ...terms,
    ...(inventory?.unitCost !== undefined && { unitCost: inventory.unitCost }),
    ...(inventory?.forecastModel !== undefined && { forecastModel: inventory.forecastModel }),
  };
}
