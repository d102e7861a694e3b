import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { jobContext } from '../../test/job-context.js';
import { anInteraction, aProduct, aVisitor, randomId } from '../../test/store-contract/context.js';
import { fillShop } from '../../test/store-contract/fill-shop.js';
import { openStore } from '../stores/open-store.js';
import type { Store } from '../stores/port/store.js';
import { applyRetention } from './apply-retention.js';
import { jobDefinitions } from './job-definitions.js';
import { hasStopped, watchData } from './watch-data.js';
import runJobTask from './running/worker.js';

let directory: string;
let store: Store;
const hourMs = 60 * 60_000;
const now = new Date('2026-11-22T12:00:00Z');
const hoursAgo = (hours: number) => new Date(now.getTime() - hours * hourMs);

beforeEach(async () => {
  directory = mkdtempSync(path.join(tmpdir(), 'jobs-'));
  store = await openStore({ dataDirectory: directory });
});
afterEach(async () => {
  await store.close();
  rmSync(directory, { recursive: true });
});

const context = (shopId: string, at: Date) => jobContext({ shopId, store, now: () => at });
const visits = async (shop: string, from: number, to: number) => {
  const visitor = await aVisitor(store, shop);
  return Array.from({ length: from - to + 1 }, (_, index) =>
    anInteraction(visitor, randomId(), { timestamp: hoursAgo(from - index) }),
  );
};

test('every job is in the table once, with a lease shorter than its time', () => {
  const names = jobDefinitions.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect([...names].sort()).toEqual([
    'apply-retention',
    'forecast-demand',
    'learn-demand',
    'learn-recommendations',
    'merge-stubs',
    'rebuild-daily-sales',
    'train-assistant',
    'watch-data',
  ]);
  for (const { leaseMs, timeoutMs } of jobDefinitions) expect(leaseMs).toBeLessThanOrEqual(timeoutMs);
});

test('watch-data opens an alert when visits stopped, and closes it when they come again', async () => {
  const shop = randomId();
  await store.interactions.appendMany(shop, await visits(shop, 80, 30));
  await watchData.run(context(shop, now));
  expect(await store.alerts.listOpen(shop)).toMatchObject([{ key: 'no-events', since: hoursAgo(30) }]);
  await store.interactions.appendMany(shop, await visits(shop, 1, 0));
  await watchData.run(context(shop, now));
  expect(await store.alerts.listOpen(shop)).toEqual([]);
});

test('watch-data is silent about a shop that never had data, and about purchases alone', async () => {
  const shop = randomId();
  await watchData.run(context(shop, now));
  const visited = await visits(shop, 80, 30);
  const purchases = visited.map((one) => ({ ...one, interactionType: 'purchase' as const }));
  await store.interactions.appendMany(shop, purchases);
  await watchData.run(context(shop, now));
  expect(await store.alerts.listOpen(shop)).toEqual([]);
});

test('watch-data ends the stock alerts of products that are deleted or discontinued, and no others', async () => {
  const shop = randomId();
  await store.products.upsertMany(shop, [
    aProduct('sold'),
    aProduct('gone'),
    aProduct('last-one', { availability: 'discontinued' }),
  ]);
  await store.products.delete(shop, 'gone', now);
  const products = await store.products.resolveKeys(shop, ['sold', 'gone', 'last-one']);
  const alert = { severity: 'warning', values: { quantity: 3 }, since: now } as const;
  await store.alerts.openMany(shop, [
    ...[...products.values()].map(({ id, key }) => ({
      ...alert,
      key: `reorder:${key}`,
      kind: 'reorder' as const,
      productId: id,
    })),
    { ...alert, key: 'job-failed:train-assistant', kind: 'job-failed' },
  ]);
  expect(await watchData.run(context(shop, now))).toMatchObject({ alertsEnded: 2 });
  const open = (await store.alerts.listOpen(shop)).map(({ key }) => key);
  expect(open.sort()).toEqual(['job-failed:train-assistant', 'reorder:sold']);
});

test('hasStopped(...) waits longer where things came seldom', () => {
  const seldom = { count: 20, firstAt: hoursAgo(27 * 24), lastAt: hoursAgo(3 * 24) };
  expect(hasStopped(seldom, 24 * hourMs, now)).toBe(false);
  expect(hasStopped({ ...seldom, count: 5000 }, 24 * hourMs, now)).toBe(true);
  expect(hasStopped({ count: 19, firstAt: hoursAgo(100), lastAt: hoursAgo(99) }, 1, now)).toBe(false);
  expect(hasStopped({ count: 0 }, 1, now)).toBe(false);
});

test('apply-retention removes what is old, and a second run removes nothing', async () => {
  const shop = await fillShop(store, 'tea', hoursAgo(26 * 31 * 24));
  const visitor = await aVisitor(store, shop.id);
  const fresh = anInteraction(visitor, randomId(), { timestamp: hoursAgo(1) });
  const old = anInteraction(visitor, randomId(), { timestamp: hoursAgo(26 * 31 * 24) });
  await store.interactions.appendMany(shop.id, [fresh, old]);
  const [conversationId, at] = [randomId(), hoursAgo(1)];
  const orphan = { shopId: shop.id, conversationId, seq: 1, at, from: 'shopper' as const, messageId: 'm' };
  await store.raw.restore(shop.id, 'conversationEvents', [orphan]);
  expect(await applyRetention.run(context(shop.id, now))).toEqual({
    conversations: 1,
    orphanedEvents: 1,
    waitingLinks: 1,
    interactions: 1,
    // The merged key. The customer has an order since.
    visitors: 1,
    stubs: 0,
    movements: 2,
    alerts: 0,
    audit: 1,
    signIns: 0,
    recommendations: 2,
    jobRuns: 1,
  });
  expect(await applyRetention.run(context(shop.id, now))).toEqual({
    conversations: 0,
    orphanedEvents: 0,
    waitingLinks: 0,
    interactions: 0,
    visitors: 0,
    stubs: 0,
    movements: 0,
    alerts: 0,
    audit: 0,
    signIns: 0,
    recommendations: 0,
    jobRuns: 0,
  });
  expect(await store.conversations.findByKey(shop.id, 'talk')).toBeNull();
});

test('the worker runs a job of the table with its own store, and refuses any other name', async () => {
  const { port1, port2 } = new MessageChannel();
  const task = {
    job: 'apply-retention',
    shopId: randomId(),
    input: {},
    lease: undefined,
    openStoreOptions: { dataDirectory: directory },
    jobsModule: new URL('./job-definitions.ts', import.meta.url).href,
  };
  expect(await runJobTask({ ...task, port: port2 })).toMatchObject({ conversations: 0 });
  port1.close();
  const { port2: other } = new MessageChannel();
  await expect(runJobTask({ ...task, job: 'none', port: other })).rejects.toThrow('no job named "none"');
  other.close();
});
