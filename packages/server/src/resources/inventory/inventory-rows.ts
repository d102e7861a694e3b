import type { InventoryItem } from '@shelfwise/core/wire';
import { LRUCache } from 'lru-cache';
import type { Day, Id, ShopDocument } from '../../stores/port/documents.js';
import type { Store } from '../../stores/port/store.js';
import type { CatalogueCache } from '../../following/catalogue-cache.js';
import { memoryLimits } from '../../following/memory-limits.js';
import { ShopStock } from '../../following/shop-stock.js';
import { toInventoryItem } from '../../rules/stock/inventory-item.js';

interface Held {
  stock: ShopStock;
  /** Names the state that the rows were made from. */
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
 * A shop's dashboard rows, joined from products and inventory and kept in memory. A list of 5,000 products is
 * then filtered and sorted in a few milliseconds, one of 20,000 in tens of milliseconds. The rows are rebuilt
 * when stock, the catalogue, the day or the settings change.
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
      // Counts at most the whole budget, so that a shop with more rows is still kept, alone.
      sizeCalculation: ({ rows }) => Math.min(Math.max(rows.length, 1), maxRows),
    });
  }

  async get(shop: ShopDocument, today: Day): Promise<readonly InventoryItem[]> {
    const products = await this.catalogue.get(shop);
    const stock = this.shops.get(shop.id)?.stock ?? new ShopStock(this.store, shop.id);
    await stock.catchUp(this.clock());
    const stamp = `${stock.revision} ${products.revision} ${today} ${shop.updatedAt.getTime()}`;
    // Looked up after the wait, because another request may have built the same rows.
    const held = this.shops.get(shop.id);
    if (held?.stock === stock && held.stamp === stamp) return held.rows;
    const rows = [...products.products.values()].map((product) =>
      toInventoryItem(product, stock.get(product.id), shop, today),
    );
    this.shops.set(shop.id, { stock, stamp, rows });
    return rows;
  }
}
