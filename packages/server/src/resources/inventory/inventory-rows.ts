import { inventoryStatus } from '@shelfwise/core/inventory';
import type { InventoryItem } from '@shelfwise/core/wire';
import { LRUCache } from 'lru-cache';
import type {
  Day,
  Id,
  InventoryDocument,
  ProductDocument,
  ShopDocument,
} from '../../stores/port/documents.js';
import type { Store } from '../../stores/port/store.js';
import type { CatalogueCache } from '../../following/catalogue-cache.js';
import { memoryLimits } from '../../following/memory-limits.js';
import { ShopStock } from '../../following/shop-stock.js';
import { dayNumber } from '../../rules/days/calendar-days.js';
import { termsOf } from '../../rules/stock/product-advice.js';
import { unsaidVariant } from '../../rules/stock/variant-title.js';

interface Held {
  stock: ShopStock;
  /** What the rows were made from. */
  stamp: string;
  rows: readonly InventoryItem[];
}

export interface InventoryRowsOptions {
  store: Pick<Store, 'inventory'>;
  catalogue: CatalogueCache;
  clock: () => Date;
  /** Rows kept in memory over all shops. */
  maxRows?: number;
}

/**
 * A shop's dashboard rows, joined from products and inventory and kept in memory: the list of 5,000 products is then
 * filtered and sorted in some milliseconds, that of 20,000 in some tens. Rebuilt when stock, the catalogue, the day or the
 * settings change.
 */
export class InventoryRows {
  private readonly store: Pick<Store, 'inventory'>;
  private readonly catalogue: CatalogueCache;
  private readonly clock: () => Date;
  private readonly shops: LRUCache<Id, Held>;

  constructor({ store, catalogue, clock, maxRows = memoryLimits.inventoryRows.max }: InventoryRowsOptions) {
    this.store = store;
    this.catalogue = catalogue;
    this.clock = clock;
    this.shops = new LRUCache({
      maxSize: maxRows,
      // A shop with more rows than are kept at all is held alone.
      sizeCalculation: ({ rows }) => Math.min(Math.max(rows.length, 1), maxRows),
    });
  }

  async get(shop: ShopDocument, today: Day): Promise<readonly InventoryItem[]> {
    const products = await this.catalogue.get(shop);
    const stock = this.shops.get(shop.id)?.stock ?? new ShopStock(this.store, shop.id);
    await stock.catchUp(this.clock());
    const stamp = `${stock.revision} ${products.revision} ${today} ${shop.updatedAt.getTime()}`;
    // Looked up after the wait: another request may have built the same rows meanwhile.
    const held = this.shops.get(shop.id);
    if (held?.stock === stock && held.stamp === stamp) return held.rows;
    const rows = [...products.products.values()].map((product) =>
      toItem(product, stock.get(product.id), shop, today),
    );
    this.shops.set(shop.id, { stock, stamp, rows });
    return rows;
  }
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
