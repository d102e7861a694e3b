import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../test/running-server.js';
import { removeShop } from './remove-shop.js';
import { override } from '../../test/override.js';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

it('a running server stops answering for a shop that is deleted, and for no other', async () => {
  const [gone, kept] = [await server.createShop('gone'), await server.createShop('kept')];
  const ask = async (shop: typeof gone) => {
    const page = await server.asPage(shop, '/v1/recommendations', { placement: 'bestsellers', limit: 3 });
    return [(await server.asOwner(shop, 'GET', '/v1/shop')).status, page.json.code];
  };
  const before = await ask(gone);
  expect(before).toEqual(await ask(kept));
  expect(before[0]).toBe(200);
  const settleMs = { requests: 0, jobs: 0 };
  await removeShop({ store: server.store, shopName: 'gone', settleMs, clock: () => server.clock.now });
  // As a server that is another process notices it.
  server.clock.now = new Date(server.clock.now.getTime() + 5000);
  expect(await ask(gone)).toEqual([401, 'unknown-key']);
  expect(await ask(kept)).toEqual(before);
});

/** What is written under the shop's id so long after its removal began, and what is still there when that has ended. */
async function lateWrites(name: string, moments: number[], settleMs: { requests: number; jobs: number }) {
  const { store } = server;
  const { shop } = await server.createShop(name);
  const consent = { analytics: true, personalization: true, functionality: true };
  const late: Promise<unknown>[] = [];
  const after = (ms: number, work: () => Promise<unknown>) => late.push(wait(ms).then(work));
  const shops = override(store.shops, {
    beginRemoval: async (given: string) => {
      const found = await store.shops.beginRemoval(given);
      for (const ms of moments)
        after(ms, () => store.visitors.touch(shop.id, `at-${ms}`, consent, new Date()));
      return found;
    },
  });
  const lease = (ms: number) =>
    after(ms, () => store.leases.acquire(`job:${shop.id}:watch-data`, 'job', 60_000, new Date()));
  const remove = async () => {
    const removed = await removeShop({ store: { ...store, shops }, shopName: name, settleMs });
    await Promise.all(late);
    return { removed: removed.visitors, left: await store.raw.count(shop.id, 'visitors') };
  };
  return { lease, remove };
}

it('waits for requests that were under way', async () => {
  const { remove } = await lateWrites('asked', [0, 100, 200], { requests: 400, jobs: 400 });
  expect(await remove()).toEqual({ removed: 3, left: 0 });
});

it('waits for a job that held its lease, or is seen with one later', async () => {
  for (const takenAfter of [0, 100]) {
    const settleMs = { requests: 200, jobs: 600 };
    const { lease, remove } = await lateWrites(`worked-${takenAfter}`, [500], settleMs);
    lease(takenAfter);
    if (takenAfter === 0) await wait(20);
    expect(await remove()).toEqual({ removed: 1, left: 0 });
  }
});

it('waits for the jobs of a removal that was broken off: their leases went with it', async () => {
  const { remove } = await lateWrites('broken-off', [400], { requests: 100, jobs: 600 });
  await server.store.shops.beginRemoval('broken-off');
  expect(await remove()).toEqual({ removed: 1, left: 0 });
});
