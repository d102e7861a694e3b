import type { AlertKind, AlertValues } from '@shelfwise/core/wire';
import type { Id } from '../stores/port/documents.js';
import type { Store } from '../stores/port/store.js';
import type { JobDefinition } from './job.js';

/**
 * Reads when events and orders last came; opens an alert for a shop whose data used to come and stopped, and closes it
 * when they come again. Closes the stock alerts of products that are not sold any more, too, where a sale crossed the
 * deletion. Every hour, in milliseconds. Running it twice changes nothing: an alert is unique by its key.
 *
 * How long is too long depends on how often something came before: twenty times the usual gap, at least a day for
 * events and two for orders. History that was imported long ago says nothing about today and raises no alarm.
 */
export const watchData: JobDefinition = {
  name: 'watch-data',
  schedule: '7 * * * *',
  leaseMs: 30_000,
  timeoutMs: 5 * 60_000,
  maxAttempts: 3,
  isDue: async () => false,
  async run({ store, shopId, now }) {
    const at = now();
    const since = new Date(at.getTime() - lookBackMs);
    const events = await store.interactions.pageActivity(shopId, since);
    const orders = await orderActivity(store, shopId, since);
    const eventsStopped = await watch(store, shopId, eventWatch, events, at);
    const ordersStopped = await watch(store, shopId, orderWatch, orders, at);
    return {
      eventsStopped: eventsStopped ? 'yes' : 'no',
      ordersStopped: ordersStopped ? 'yes' : 'no',
      alertsEnded: await endAlertsOfUnsold(store, shopId, at),
    };
  },
};

/** Answers how many. */
async function endAlertsOfUnsold(store: Store, shopId: Id, now: Date): Promise<number> {
  const open = (await store.alerts.listOpen(shopId)).filter(({ productId }) => productId !== undefined);
  const products = await store.products.findByIds(
    shopId,
    open.map(({ productId }) => productId!),
  );
  const sold = new Set(
    products
      .filter(({ deletedAt, availability }) => !deletedAt && availability !== 'discontinued')
      .map(({ id }) => id),
  );
  const ended = open.filter(({ productId }) => !sold.has(productId!)).map(({ key }) => key);
  if (ended.length > 0) await store.alerts.resolveMany(shopId, ended, now);
  return ended.length;
}

const dayMs = 24 * 60 * 60_000;
const lookBackMs = 28 * dayMs;
const usualGaps = 20;
/** Fewer than these say nothing about what is usual. */
const enough = 20;

/** What came in the time looked back at. */
export interface Activity {
  count: number;
  firstAt?: Date;
  lastAt?: Date;
}

interface Watch {
  kind: AlertKind;
  quietMs: number;
}
const eventWatch: Watch = { kind: 'no-events', quietMs: dayMs };
const orderWatch: Watch = { kind: 'no-orders', quietMs: 2 * dayMs };

/** Whether so much time has passed since the last one that something must be wrong. */
export function hasStopped({ count, firstAt, lastAt }: Activity, quietMs: number, now: Date): boolean {
  if (count < enough || !firstAt || !lastAt) return false;
  const usualGapMs = (lastAt.getTime() - firstAt.getTime()) / (count - 1);
  return now.getTime() - lastAt.getTime() > Math.max(quietMs, usualGaps * usualGapMs);
}

async function watch(store: Store, shopId: Id, what: Watch, activity: Activity, now: Date): Promise<boolean> {
  const { kind, quietMs } = what;
  if (hasStopped(activity, quietMs, now)) {
    const since = activity.lastAt!;
    const values = { lastAt: since.toISOString() } satisfies AlertValues['no-events' | 'no-orders'];
    await store.alerts.openMany(shopId, [{ key: kind, kind, severity: 'critical', values, since }]);
    return true;
  }
  const isLive = activity.lastAt !== undefined && now.getTime() - activity.lastAt.getTime() <= quietMs;
  if (isLive) await store.alerts.resolveMany(shopId, [kind], now);
  return false;
}

async function orderActivity(store: Store, shopId: Id, since: Date): Promise<Activity> {
  const activity: Activity = { count: 0 };
  for await (const orders of store.orders.iterate(shopId, since)) {
    activity.firstAt ??= orders[0]!.placedAt;
    activity.lastAt = orders.at(-1)!.placedAt;
    activity.count += orders.length;
  }
  return activity;
}
