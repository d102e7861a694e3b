import type { Id, OrderDocument } from '../stores/port/documents.js';
import { Conflict } from '../stores/port/store-errors.js';
import type { OrderWrite, Store } from '../stores/port/store.js';

const maxAttempts = 5;

/**
 * Writes the orders of a batch for which `change` answers a new version; those that somebody else changed meanwhile are
 * read and asked about again. Answers how many it wrote; what stays in the way leaves the rest to the next run.
 */
export async function changeOrders(
  store: Pick<Store, 'orders'>,
  shopId: Id,
  batch: readonly OrderDocument[],
  change: (order: OrderDocument) => OrderWrite | undefined,
): Promise<number> {
  let orders = batch;
  for (let attempt = 1; ; attempt += 1) {
    const changed = orders.flatMap((order) => {
      const write = change(order);
      return write ? [{ order, write }] : [];
    });
    if (changed.length === 0) return 0;
    try {
      await store.orders.recordMany(
        shopId,
        changed.map(({ write }) => write),
      );
      return changed.length;
    } catch (error) {
      if (!(error instanceof Conflict) || attempt === maxAttempts) throw error;
    }
    const keys = changed.map(({ order }) => order.key);
    orders = [...(await store.orders.findByKeys(shopId, keys)).values()];
  }
}
