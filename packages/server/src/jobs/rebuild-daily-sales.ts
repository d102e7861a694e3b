import { isDeepStrictEqual } from 'node:util';
import { orderWrite, salesSettingsOf } from '../rules/sales/order-effects.js';
import type { OrderDocument, SalesSettings } from '../stores/port/documents.js';
import type { OrderWrite } from '../stores/port/store.js';
import { changeOrders } from './change-orders.js';
import type { JobDefinition } from './job.js';

/**
 * Reads every order, and counts those again in `dailySales` that were counted by other settings: after a
 * change of the time zone, the currency or the wholesale limit. Each order stores the settings that it was
 * counted with. Its sales move from the old day to the new one in the write that changes the order, so that
 * sales arriving during the run are neither lost nor doubled, and the next run continues where a stopped one
 * ended. Due after every change of settings. Running it twice changes nothing.
 */
export const rebuildDailySales: JobDefinition = {
  name: 'rebuild-daily-sales',
  schedule: null,
  leaseMs: 60_000,
  timeoutMs: 30 * 60_000,
  maxAttempts: 5,
  async isDue(store, shopId, _lastSuccess, now) {
    const shop = await store.shops.findById(shopId);
    return (
      shop !== null && shop.dailySalesRevision !== (shop.revision ?? 0) && isSettled(shop.updatedAt, now)
    );
  },
  async run({ store, shopId, now, signal, ...context }) {
    const startedAt = now();
    const shop = await store.shops.findById(shopId);
    if (!shop) return { orders: 0, recounted: 0 };
    const settings = salesSettingsOf(shop.settings);
    const total = await store.orders.count(shopId);
    let [read, recounted] = [0, 0];
    for await (const batch of store.orders.iterate(shopId, undefined, batchSize)) {
      signal.throwIfAborted();
      recounted += await changeOrders(store, shopId, batch, (order) =>
        isDeepStrictEqual(order.countedWith, settings) ? undefined : recountWrite(order, settings, startedAt),
      );
      read += batch.length;
      context.progress(Math.min(1, read / Math.max(1, total)));
    }
    if (isSettled(shop.updatedAt, startedAt)) {
      await store.shops.setDailySalesRevision(shopId, shop.revision ?? 0);
    }
    return { orders: read, recounted };
  },
};

const batchSize = 200;

/** For this long after a change, another process may still count orders by the former settings. */
const settleMs = 60_000;
const isSettled = (changedAt: Date, now: Date) => now.getTime() - changedAt.getTime() >= settleMs;

function recountWrite(order: OrderDocument, settings: SalesSettings, now: Date): OrderWrite {
  const { id: _id, shopId: _shopId, updatedAt: _updatedAt, ...same } = order;
  return orderWrite(order, { ...same, revision: order.revision + 1 }, settings, now);
}
