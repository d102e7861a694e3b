import { isDeepStrictEqual } from 'node:util';
import type { Id, InventoryDocument } from '../stores/port/documents.js';
import type { Store } from '../stores/port/store.js';
import { overlapMs, readChanges } from '../stores/shared/read-changes.js';

/** Milliseconds between two reads of the last seconds' changes; as old as the catalogue's products may be. */
const overlapEveryMs = 5_000;

/**
 * The inventory documents of one shop, brought up to date at each use, so that an owner sees a change at
 * once. The catalogue holds stock levels too, one number a product: whole documents would make it a third
 * larger for every shop, also while its dashboard is closed.
 */
export class ShopStock {
  private readonly byProduct = new Map<Id, InventoryDocument>();
  /** Newest `updatedAt` seen. */
  private newestSeen = new Date(0);
  /** When the seconds before `newestSeen` were last read again, by our clock. */
  private overlapReadAt = 0;
  private changes = 0;

  constructor(
    private readonly store: Pick<Store, 'inventory'>,
    private readonly shopId: Id,
  ) {}

  get(productId: Id): InventoryDocument | undefined {
    return this.byProduct.get(productId);
  }

  /** Grows with each document that changed. */
  get revision(): number {
    return this.changes;
  }

  async catchUp(now: Date): Promise<void> {
    const { inventory } = this.store;
    if (this.byProduct.size === 0) {
      for await (const batch of inventory.iterate(this.shopId)) this.put(batch);
      return;
    }
    // After a night's forecasts the last seconds hold every product of the shop: too many for each page of
    // the list.
    const isOverlapDue = Math.abs(now.getTime() - this.overlapReadAt) >= overlapEveryMs;
    if (isOverlapDue) this.overlapReadAt = now.getTime();
    const list = (since: Date, limit: number) => inventory.listChangedSince(this.shopId, since, limit);
    const overlap = isOverlapDue ? overlapMs : 0;
    for await (const batch of readChanges(list, this.newestSeen.getTime(), now.getTime(), overlap))
      this.put(batch);
  }

  private put(documents: readonly InventoryDocument[]): void {
    for (const document of documents) {
      if (!isDeepStrictEqual(document, this.byProduct.get(document.productId))) this.changes++;
      this.byProduct.set(document.productId, document);
      if (document.updatedAt > this.newestSeen) this.newestSeen = document.updatedAt;
    }
  }
}
