import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { jobContext } from '../../test/job-context.js';
import { startTestServer, type TestServer } from '../../test/running-server.js';
import type { CreatedShop } from '../resources/shops/service.js';
import { mergeStubs } from './merge-stubs.js';
import { override } from '../../test/override.js';

let server: TestServer;
let shop: CreatedShop;
let nextShop = 0;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());
beforeEach(async () => {
  shop = await server.createShop(`shop-${nextShop++}`);
});

const sku = 'SKU-REV-1';
const visitor = { key: 'v'.repeat(22), consent: { analytics: true } };
const minutesAgo = (minutes: number) => new Date(server.clock.now.getTime() - minutes * 60_000);
const post = async (path: string, body: object) => (await server.asOwner(shop, 'POST', path, body)).json;
const view = () =>
  server.asPage(shop, '/v1/events', {
    visitor,
    events: [{ type: 'view', id: randomUUID(), at: server.clock.now.getTime(), product: sku }],
  });
const order = (key: string, quantity: number, minutes: number, fields: object = {}) => ({
  key,
  placedAt: minutesAgo(minutes).toISOString(),
  customer: 'ann',
  lines: [{ product: sku, quantity, unitPrice: 100 }],
  ...fields,
});
const report = (...orders: object[]) => post('/v1/orders', { mode: 'live', orders });
const count = (stockLevel: number, minutes: number) =>
  post('/v1/stock-levels', {
    levels: [{ product: sku, stockLevel, asOf: minutesAgo(minutes).toISOString() }],
  });
const importCatalogue = () =>
  post('/v1/products', {
    products: [
      {
        key: 'P-REV-1',
        title: 'Mug',
        url: '/mug',
        price: 100,
        aliases: [{ type: 'sku', value: sku.toLowerCase() }],
      },
    ],
  });
const product = async () => (await server.store.products.findByKey(shop.shop.id, 'P-REV-1'))!;
const stock = async () =>
  (await server.store.inventory.findByProduct(shop.shop.id, (await product()).id))?.stockLevel;
const sold = async () =>
  (await server.store.dailySales.listByProduct(shop.shop.id, (await product()).id)).reduce(
    (sum, { quantity }) => sum + quantity,
    0,
  );
const bought = async () => {
  const ann = (await server.store.visitors.findByKey(shop.shop.id, 'customer:ann'))!;
  return server.store.interactions.listByUser(shop.shop.id, ann.id, 9, ['purchase']);
};
const later = () => new Date(server.clock.now.getTime() + 2 * 60_000);
const isDue = () => mergeStubs.isDue(server.store, shop.shop.id, null, later());
const merge = () => mergeStubs.run(jobContext({ shopId: shop.shop.id, store: server.store, now: later }));

it('moves to the product what was booked on its stub, and books there what follows', async () => {
  await view();
  await count(100, 60);
  await report(order('A1', 3, 50), order('A2', 4, 40));
  await importCatalogue();
  expect(await isDue()).toBe(true);

  await report(order('A3', 5, 30));
  expect(await sold()).toBe(5);
  expect(await bought()).toHaveLength(3);

  expect(await merge()).toEqual({ stubs: 1, orders: 2 });
  expect(await isDue()).toBe(false);
  expect(await merge()).toEqual({ stubs: 0, orders: 0 });
  expect(await server.store.products.findByKey(shop.shop.id, sku)).toBeNull();
  expect(await stock()).toBe(88);
  expect(await sold()).toBe(12);
  const { id } = await product();
  expect((await bought()).map(({ productId }) => productId)).toEqual([id, id, id]);
  const seen = (await server.store.visitors.findByKey(shop.shop.id, visitor.key))!;
  const views = await server.store.interactions.listByUser(shop.shop.id, seen.id, 9);
  expect(views).toMatchObject([{ productId: id, interactionType: 'view' }]);
  expect((await server.asOwner(shop, 'GET', '/v1/orders/A1')).json.lines).toMatchObject([
    { product: 'P-REV-1' },
  ]);

  // The effects of an order from before the merge stay.
  expect(await report(order('A1', 3, 50))).toMatchObject({ duplicates: 1 });
  await report(order('A1', 3, 50, { status: 'cancelled' }));
  expect([await stock(), await sold(), (await bought()).length]).toEqual([91, 9, 2]);
});

it('keeps a count of the product that is newer than the sales of its stub', async () => {
  await report(order('A1', 3, 50));
  await importCatalogue();
  await count(70, 10);
  expect(await stock()).toBe(70);
  await merge();
  expect([await stock(), await sold()]).toEqual([70, 3]);
});

it('leaves stubs alone whose key no product has, and waits for requests that are under way', async () => {
  await view();
  expect(await isDue()).toBe(false);
  await importCatalogue();
  expect(await mergeStubs.isDue(server.store, shop.shop.id, null, server.clock.now)).toBe(false);
});

it('is due after a change of the catalogue, ten minutes after the last search and not before', async () => {
  await view();
  await importCatalogue();
  const lastSuccess = later();
  const isDueAfter = (minutes: number) =>
    mergeStubs.isDue(
      server.store,
      shop.shop.id,
      lastSuccess,
      new Date(lastSuccess.getTime() + minutes * 60_000),
    );
  // The stub is still there, because unchanged products were searched before.
  expect(await isDueAfter(60)).toBe(false);
  const change = await product();
  const early = new Date(change.updatedAt.getTime() - 30_000);
  const isDueAfterEarly = (minutes: number) =>
    mergeStubs.isDue(server.store, shop.shop.id, early, new Date(early.getTime() + minutes * 60_000));
  expect(await isDueAfterEarly(9)).toBe(false);
  expect(await isDueAfterEarly(10)).toBe(true);
});

it('is due at once when a run left stubs', async () => {
  const keys = Array.from({ length: 1001 }, (_, n) => `SKU-${n}`);
  await server.store.products.ensureStubs(shop.shop.id, keys, keys.length);
  const products = keys.map((value, n) => ({
    key: `P-${n}`,
    title: 'Mug',
    url: '/mug',
    price: 100,
    aliases: [{ type: 'sku', value }],
  }));
  await post('/v1/products', { products: products.slice(0, 1000) });
  await post('/v1/products', { products: products.slice(1000) });
  const record = async () => {
    const run = await server.store.jobRuns.start(shop.shop.id, 'merge-stubs', 1, later());
    const summary = await merge();
    await server.store.jobRuns.finish(shop.shop.id, run.id, {
      status: 'succeeded',
      summary,
      finishedAt: later(),
    });
    return summary;
  };
  const isDueNow = () => mergeStubs.isDue(server.store, shop.shop.id, later(), later());
  expect(await record()).toEqual({ stubs: 1000, orders: 0, left: 1 });
  expect(await isDueNow()).toBe(true);
  expect(await record()).toEqual({ stubs: 1, orders: 0 });
  expect(await isDueNow()).toBe(false);
});

it('leaves a stub whose product changed during the run, and is due again after ten minutes', async () => {
  const { store } = server;
  await view();
  await report(order('A1', 3, 50));
  await importCatalogue();
  const startedAt = later();
  const changed = { ...(await product()), title: 'Large mug', updatedAt: startedAt };
  const interactions = override(store.interactions, {
    moveProducts: async (...moves: Parameters<typeof store.interactions.moveProducts>) => {
      await store.interactions.moveProducts(...moves);
      await store.raw.restore(shop.shop.id, 'products', [changed]);
    },
  });
  const run = await store.jobRuns.start(shop.shop.id, 'merge-stubs', 1, startedAt);
  const context = { shopId: shop.shop.id, store: { ...store, interactions }, now: () => startedAt };
  const summary = await mergeStubs.run(jobContext(context));
  await store.jobRuns.finish(shop.shop.id, run.id, { status: 'succeeded', summary, finishedAt: startedAt });
  expect(summary).toEqual({ stubs: 0, orders: 1 });
  expect(await store.products.findByKey(shop.shop.id, sku)).not.toBeNull();

  const isDueAfter = (minutes: number) =>
    mergeStubs.isDue(store, shop.shop.id, startedAt, new Date(startedAt.getTime() + minutes * 60_000));
  expect(await isDueAfter(2)).toBe(false);
  expect(await isDueAfter(11)).toBe(true);
  const again = { ...context, store, now: () => new Date(startedAt.getTime() + 11 * 60_000) };
  expect(await mergeStubs.run(jobContext(again))).toEqual({ stubs: 1, orders: 0 });
});
