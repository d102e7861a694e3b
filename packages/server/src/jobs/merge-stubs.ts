import { orderWrite } from '../rules/sales/order-effects.js';
import type { Id, OrderDocument } from '../stores/port/documents.js';
import type { OrderWrite, Store } from '../stores/port/store.js';
import { changeOrders } from './change-orders.js';
import type { JobDefinition } from './job.js';

/**
 * Finds stubs whose key the catalogue now lists as another name of a product, and moves what was booked on
 * them to that product: order lines with the sales and purchases that follow from them, visits, and stock.
 * Empty stubs are removed. A stub that was written to during the run waits for the next run, and so does
 * everything left by a run that was stopped.
 *
 * Due when the catalogue has changed, and every minute while something is left. A stub whose product changed
 * during the run rests as after any change of the catalogue. When there is a stub, the run reads every order
 * once. Running it twice changes nothing.
 */
export const mergeStubs: JobDefinition = {
  name: 'merge-stubs',
  schedule: null,
  leaseMs: 60_000,
  timeoutMs: 30 * 60_000,
  maxAttempts: 3,
  async isDue(store, shopId, lastSuccess, now) {
    if (lastSuccess === null) return store.products.mayShadow(shopId, new Date(0), settled(now));
    if (await isLeft(store, shopId)) return true;
    const isResting = now.getTime() - lastSuccess.getTime() < restMs;
    return !isResting && store.products.mayShadow(shopId, settled(lastSuccess), settled(now));
  },
  async run({ store, shopId, now, signal, ...context }) {
    const shop = await store.shops.findById(shopId);
    // Reads one more than can be merged, to learn whether any are left.
    const before = settled(now());
    const found = await store.products.listShadowed(shopId, before, stubsAtOnce + 1);
    if (!shop || found.length === 0) return { stubs: 0, orders: 0 };
    const merges = found
      .slice(0, stubsAtOnce)
      .map(({ stub, product }) => ({ from: stub.id, into: product.id }));
    const targets = new Map(merges.map(({ from, into }) => [from, into]));
    const total = await store.orders.count(shopId);
    let [read, orders] = [0, 0];
    for await (const batch of store.orders.iterate(shopId, undefined, ordersAtOnce)) {
      signal.throwIfAborted();
      orders += await changeOrders(store, shopId, batch, (order) =>
        withProducts(order, targets, shop.settings),
      );
      read += batch.length;
      context.progress(Math.min(0.9, (0.9 * read) / Math.max(1, total)));
    }
    signal.throwIfAborted();
    await store.interactions.moveProducts(shopId, merges);
    signal.throwIfAborted();
    await store.inventory.mergeMany(shopId, merges);
    const stubs = await store.products.removeEmptied(shopId, merges, before);
    // The forecasts of these products were made without the moved sales.
    await store.jobRuns.request(shopId, 'forecast-demand', now());
    const { length: left } = await store.products.listShadowed(shopId, before, stubsAtOnce + 1);
    return { stubs, orders, ...(left > 0 && { left }) };
  },
};

/** Whether the last successful run left something. */
async function isLeft(store: Pick<Store, 'jobRuns'>, shopId: Id): Promise<boolean> {
  const runs = await store.jobRuns.list(shopId, 'merge-stubs', 5);
  return Number(runs.find(({ status }) => status === 'succeeded')?.summary?.left ?? 0) > 0;
}

/** Time between two searches, because the prices of a shop may change every minute. */
const restMs = 10 * 60_000;
const stubsAtOnce = 1000;
const ordersAtOnce = 200;

/**
 * For this long after a change of the product, a request that found the stub earlier may still write to it.
 */
const settleMs = 60_000;
const settled = (now: Date) => new Date(now.getTime() - settleMs);

/**
 * The order with its lines on other products. It moves no stock, because the two ledgers are merged
 * afterwards.
 */
function withProducts(
  order: OrderDocument,
  targets: ReadonlyMap<Id, Id>,
  settings: Parameters<typeof orderWrite>[2],
): OrderWrite | undefined {
  if (!order.lines.some(({ productId }) => targets.has(productId))) return undefined;
  const { id: _id, shopId: _shopId, updatedAt, ...same } = order;
  const lines = same.lines.map((line) => ({
    ...line,
    productId: targets.get(line.productId) ?? line.productId,
  }));
  const next = { ...same, lines, revision: order.revision + 1 };
  return { ...orderWrite(order, next, settings, updatedAt), movements: [] };
}
