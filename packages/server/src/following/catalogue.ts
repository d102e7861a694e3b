import type { ProductCard } from '@shelfwise/core/wire';
import type { Id, ProductDocument, ShopDocument } from '../stores/port/documents.js';
import type { Store } from '../stores/port/store.js';
import { readChanges } from '../stores/shared/read-changes.js';
import { createShopCatalogue, type MutableShopCatalogue } from './shop-catalogue.js';

/**
 * A shop's products and stock in memory, for cards, search and exclusions. Kept within five seconds of the store by
 * `listChangedSince`; bounded over all shops, least recently used out.
 */
export interface ShopCatalogue {
  /** Grows with each change of a product: derived indexes are rebuilt when it differs. Stock does not count. */
  readonly revision: number;
  /** Differs whenever a card may: stock that runs out or comes back counts. Unique over all catalogues of the process. */
  readonly cardRevision: number;
  /** By product key; deleted products and stubs are absent. */
  readonly products: ReadonlyMap<string, ProductDocument>;
  readonly productsById: ReadonlyMap<Id, ProductDocument>;
  /** Variants of a group, in key order. */
  readonly groups: ReadonlyMap<string, readonly ProductDocument[]>;
  /** Finds by key, then by alias (case-folded). */
  resolve(key: string): ProductDocument | undefined;
  /** Not hidden, not deleted, and in stock as far as is known. */
  isBuyable(product: ProductDocument): boolean;
  /** The group's card with a variant that can be bought; undefined when none can. */
  card(groupKey: string, preferredProductKey?: string): ProductCard | undefined;
  /** Newest first: what a shop shows before anything is known. */
  newestGroups(): readonly string[];
}

export interface CatalogueCache {
  get(shop: ShopDocument): Promise<ShopCatalogue>;
  /** Called when a shop's catalogue was loaded, and whenever its revision has grown. The listener must not block. */
  onChange(listener: (shopId: Id, catalogue: ShopCatalogue) => void): void;
}

interface Entry {
  catalogue: MutableShopCatalogue;
  /** When the store was last asked, by our clock. */
  checkedAt: number;
  refreshing: Promise<void> | undefined;
  /** Newest change seen. */
  productsSeen: number;
  stockSeen: number;
}

const staleAfterMs = 5_000;
const batch = 1_000;

export interface CatalogueCacheOptions {
  store: Pick<Store, 'products' | 'inventory'>;
  clock: () => Date;
  /** Products kept in memory over all shops. */
  maxProducts?: number;
  log?: { warn(details: object, message: string): void };
}

export function createCatalogueCache(options: CatalogueCacheOptions): CatalogueCache {
  const { store, clock, maxProducts = 500_000, log } = options;
  /** In order of use: the least recently used first. */
  const entries = new Map<Id, Promise<Entry>>();
  const sizes = new Map<Id, number>();
  const listeners: ((shopId: Id, catalogue: ShopCatalogue) => void)[] = [];
  const tellOfChange = (shopId: Id, catalogue: ShopCatalogue) => {
    for (const listener of listeners) listener(shopId, catalogue);
  };

  async function load(shop: ShopDocument): Promise<Entry> {
    const entry: Entry = {
      catalogue: createShopCatalogue(shop.settings.currency),
      checkedAt: clock().getTime(),
      refreshing: undefined,
      productsSeen: 0,
      stockSeen: 0,
    };
    for await (const products of store.products.iterate(shop.id, batch)) takeProducts(entry, products);
    for await (const levels of store.inventory.iterate(shop.id, batch)) takeStock(entry, levels);
    sizes.set(shop.id, entry.catalogue.products.size);
    forgetOthers(shop.id);
    tellOfChange(shop.id, entry.catalogue);
    return entry;
  }

  function forgetOthers(keep: Id): void {
    let total = [...sizes.values()].reduce((sum, size) => sum + size, 0);
    for (const id of entries.keys()) {
      if (total <= maxProducts) return;
      if (id === keep) continue;
      total -= sizes.get(id) ?? 0;
      entries.delete(id);
      sizes.delete(id);
    }
  }

  async function refresh(shopId: Id, entry: Entry): Promise<void> {
    const startedAt = clock().getTime();
    const before = entry.catalogue.revision;
    const products = (since: Date, limit: number) => store.products.listChangedSince(shopId, since, limit);
    for await (const changes of readChanges(products, entry.productsSeen, startedAt))
      takeProducts(entry, changes);
    const inventory = (since: Date, limit: number) => store.inventory.listChangedSince(shopId, since, limit);
    for await (const changes of readChanges(inventory, entry.stockSeen, startedAt)) takeStock(entry, changes);
    entry.checkedAt = startedAt;
    sizes.set(shopId, entry.catalogue.products.size);
    if (entry.catalogue.revision !== before) tellOfChange(shopId, entry.catalogue);
  }

  return {
    onChange: (listener) => void listeners.push(listener),
    async get(shop) {
      let loading = entries.get(shop.id);
      if (!loading) {
        loading = load(shop);
        loading.catch(() => entries.delete(shop.id));
      } else {
        entries.delete(shop.id);
      }
      entries.set(shop.id, loading);
      const entry = await loading;
      entry.catalogue.setCurrency(shop.settings.currency);
      if (clock().getTime() - entry.checkedAt >= staleAfterMs) {
        entry.refreshing ??= refresh(shop.id, entry).finally(() => {
          entry.refreshing = undefined;
        });
        try {
          await entry.refreshing;
        } catch (error) {
          // A store that is away must not take the shop's rows away: what we hold is served until it is back.
          entry.checkedAt = clock().getTime();
          log?.warn({ err: error, shopId: shop.id }, 'catalogue not refreshed');
        }
      }
      return entry.catalogue;
    },
  };
}

function takeProducts(entry: Entry, products: readonly ProductDocument[]): void {
  for (const product of products) {
    entry.catalogue.putProduct(product);
    entry.productsSeen = Math.max(entry.productsSeen, product.updatedAt.getTime());
  }
}

function takeStock(
  entry: Entry,
  levels: readonly { productId: Id; stockLevel?: number; updatedAt: Date }[],
): void {
  for (const level of levels) {
    if (level.stockLevel !== undefined) entry.catalogue.putStock(level.productId, level.stockLevel);
    entry.stockSeen = Math.max(entry.stockSeen, level.updatedAt.getTime());
  }
}
