import type { Id, OrderDocument } from '../stores/port/documents.js';
import type { OrderWrite, Store } from '../stores/port/store.js';
import { retryOnConflict } from '../stores/shared/retry-on-conflict.js';

/**
 * Writes those orders of a batch for which `change` returns a new version. Orders that another writer changed in between
 * are read and passed to `change` again. Returns how many were written. After repeated conflicts it throws, and the next
 * run of the job changes the rest.
 */
export function changeOrders(
  store: Pick<Store, 'orders'>,
  shopId: Id,
  batch: readonly OrderDocument[],
  change: (order: OrderDocument) => OrderWrite | undefined,
): Promise<number> {
  let keys: readonly string[] | undefined;
  return retryOnConflict(async () => {
    const orders = keys ? (await store.orders.findByKeys(shopId, keys)).values() : batch;
    const writes = [...orders].flatMap((order) => change(order) ?? []);
    keys = writes.map(({ order }) => order.key);
    if (writes.length > 0) await store.orders.recordMany(shopId, writes);
    return writes.length;
  });
}
