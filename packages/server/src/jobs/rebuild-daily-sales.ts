import { isDeepStrictEqual } from 'node:util';
import { orderWrite, salesSettingsOf } from '../resources/orders/order-effects.js';
import type { Id, OrderDocument, SalesSettings } from '../stores/documents.js';
import { Conflict } from '../stores/store-errors.js';
import type { OrderWrite, Store } from '../stores/store.js';
import type { JobDefinition } from './job.js';

/**
 * Reads every order, and counts anew in `dailySales` those that were counted by other settings: after a change of time
 * zone, currency or what is wholesale. Each order remembers what it was counted with, and its share moves from old to
 * new in the one write that changes the order, so that sales arriving meanwhile are neither lost nor doubled, and the
 * next run goes on where a stopped one was. Due after every change of settings. Running it twice changes nothing.
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
      recounted += await recount(store, shopId, batch, settings, startedAt);
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
const maxAttempts = 5;

/** For this long after a change another process may still count orders by the settings before it. */
const settleMs = 60_000;
const isSettled = (changedAt: Date, now: Date) => now.getTime() - changedAt.getTime() >= settleMs;

/** The orders of a batch that were counted otherwise, counted anew; those that changed meanwhile are read again. */
async function recount(
  store: Pick<Store, 'orders'>,
  shopId: Id,
  batch: readonly OrderDocument[],
  settings: SalesSettings,
  now: Date,
): Promise<number> {
  const isOther = ({ countedWith }: OrderDocument) => !isDeepStrictEqual(countedWith, settings);
  let others = batch.filter(isOther);
  for (let attempt = 1; others.length > 0; attempt += 1) {
    try {
      await store.orders.recordMany(
        shopId,
        others.map((order) => recountWrite(order, settings, now)),
      );
      return others.length;
    } catch (error) {
      if (!(error instanceof Conflict) || attempt === maxAttempts) throw error;
    }
    const keys = others.map(({ key }) => key);
    others = [...(await store.orders.findByKeys(shopId, keys)).values()].filter(isOther);
  }
  return 0;
}

function recountWrite(order: OrderDocument, settings: SalesSettings, now: Date): OrderWrite {
  const { id: _id, shopId: _shopId, updatedAt: _updatedAt, ...same } = order;
  return orderWrite(order, { ...same, revision: order.revision + 1 }, settings, now);
}
