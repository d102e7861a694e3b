import type { Id, InventoryDocument, ProductDocument, ShopDocument } from '../stores/port/documents.js';
import type { Store } from '../stores/port/store.js';
import { overlapMs, readChanges } from '../stores/shared/read-changes.js';
import { Follower } from './follower.js';
import { memoryLimits } from './memory-limits.js';
import { ShopCatalogue } from './shop-catalogue.js';

export interface CatalogueCacheOptions {
  store: Pick<Store, 'products' | 'inventory'>;
  clock: () => Date;
  /** Products kept in memory over all shops. */
  maxProducts?: number;
  log?: { warn(details: object, message: string): void };
}

/** A listener must not block. */
export type CatalogueListener = (shopId: Id, catalogue: ShopCatalogue) => void;

interface Entry {
  catalogue: ShopCatalogue;
  /** `updatedAt` of the newest product seen, in milliseconds since 1970. */
  productsSeen: number;
  /** `updatedAt` of the newest inventory document seen. */
  stockSeen: number;
  /** When the seconds before `stockSeen` were last read again, by our clock. */
  stockOverlapReadAt: number;
  readingDocuments?: Promise<void> | undefined;
}

/** Milliseconds between two reads of the last seconds' changes of stock. */
const stockOverlapEveryMs = 5_000;
const batchSize = 1_000;

/**
 * The catalogues of the shops used last. Each is read whole once and then follows the changes in the store.
 * While the store is away, the held catalogue serves: an outage must not empty a shop's rows.
 */
export class CatalogueCache {
  private readonly store: CatalogueCacheOptions['store'];
  private readonly clock: () => Date;
  private readonly listeners: CatalogueListener[] = [];
  private readonly shops: Follower<Entry, ShopDocument>;

  constructor({ store, clock, maxProducts = memoryLimits.catalogue.max, log }: CatalogueCacheOptions) {
    this.store = store;
    this.clock = clock;
    this.shops = new Follower<Entry, ShopDocument>({
      clock,
      staleAfterMs: memoryLimits.catalogue.staleAfterMs,
      max: maxProducts,
      sizeOf: ({ catalogue }) => catalogue.products.size,
      read: (shopId, held, shop) => (held ? this.followChanges(shopId, held) : this.readWhole(shop)),
      onReadFailed: (error, shopId) => log?.warn({ err: error, shopId }, 'catalogue not refreshed'),
    });
  }

  async get(shop: ShopDocument): Promise<ShopCatalogue> {
    const entry = this.shops.get(shop.id, shop);
    const { catalogue } = (entry instanceof Promise ? await entry : entry)!;
    catalogue.setCurrency(shop.settings.currency);
    return catalogue;
  }

  /**
   * The catalogue with all inventory documents in `stock`. Changes of stock are read at each use, so that an
   * owner sees them at once. A caller that no longer needs the documents calls `stock.dropDocuments()`.
   */
  async getWithInventory(shop: ShopDocument): Promise<ShopCatalogue> {
    const entry = (await this.shops.get(shop.id, shop))!;
    const { catalogue } = entry;
    catalogue.setCurrency(shop.settings.currency);
    if (catalogue.stock.hasDocuments) {
      await this.followStock(shop.id, entry, this.clock().getTime());
    } else {
      entry.readingDocuments ??= this.readDocuments(shop.id, entry).finally(() => {
        entry.readingDocuments = undefined;
      });
      await entry.readingDocuments;
    }
    return catalogue;
  }

  /** The listener is called when a shop's catalogue was read, and whenever its revision has grown. */
  onChange(listener: CatalogueListener): void {
    this.listeners.push(listener);
  }

  private async readWhole(shop: ShopDocument): Promise<Entry> {
    const catalogue = new ShopCatalogue(shop.settings.currency);
    const entry: Entry = { catalogue, productsSeen: 0, stockSeen: 0, stockOverlapReadAt: 0 };
    for await (const products of this.store.products.iterate(shop.id, batchSize))
      putProducts(entry, products);
    for await (const levels of this.store.inventory.iterate(shop.id, batchSize)) putStock(entry, levels);
    this.notify(shop.id, catalogue);
    return entry;
  }

  private async readDocuments(shopId: Id, entry: Entry): Promise<void> {
    entry.catalogue.stock.keepDocuments();
    for await (const documents of this.store.inventory.iterate(shopId, batchSize)) putStock(entry, documents);
    entry.catalogue.stock.completeDocuments();
  }

  private async followChanges(shopId: Id, entry: Entry): Promise<Entry> {
    const { products } = this.store;
    const now = this.clock().getTime();
    const revisionBefore = entry.catalogue.revision;
    const list = (since: Date, limit: number) => products.listChangedSince(shopId, since, limit);
    for await (const changes of readChanges(list, entry.productsSeen, now)) putProducts(entry, changes);
    await this.followStock(shopId, entry, now);
    if (entry.catalogue.revision !== revisionBefore) this.notify(shopId, entry.catalogue);
    return entry;
  }

  private async followStock(shopId: Id, entry: Entry, now: number): Promise<void> {
    const { inventory } = this.store;
    // After a night's forecasts the last seconds hold every product of the shop: too many for each page of
    // the dashboard's list.
    const isOverlapDue = Math.abs(now - entry.stockOverlapReadAt) >= stockOverlapEveryMs;
    if (isOverlapDue) entry.stockOverlapReadAt = now;
    const list = (since: Date, limit: number) => inventory.listChangedSince(shopId, since, limit);
    const overlap = isOverlapDue ? overlapMs : 0;
    for await (const changes of readChanges(list, entry.stockSeen, now, overlap)) putStock(entry, changes);
  }

  private notify(shopId: Id, catalogue: ShopCatalogue): void {
    for (const listener of this.listeners) listener(shopId, catalogue);
  }
}

function putProducts(entry: Entry, products: readonly ProductDocument[]): void {
  for (const product of products) {
    entry.catalogue.putProduct(product);
    entry.productsSeen = Math.max(entry.productsSeen, product.updatedAt.getTime());
  }
}

function putStock(entry: Entry, documents: readonly InventoryDocument[]): void {
  for (const document of documents) {
    entry.catalogue.putStock(document);
    entry.stockSeen = Math.max(entry.stockSeen, document.updatedAt.getTime());
  }
}
