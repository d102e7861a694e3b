import { afterAll, beforeAll, expect, test } from 'vitest';
import { jobContext } from '../../test/job-context.js';
import { startTestServer, type TestServer } from '../../test/running-server.js';
import type { CreatedShop } from '../resources/shops/service.js';
import { forecastDemand } from './forecast-demand.js';

/**
 * The days that the nightly run marks as out of stock. It runs at 01:20 UTC, which is 18:20 of the day before
 * in California.
 */
let server: TestServer;
let shop: CreatedShop;
let nextShop = 0;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const owner = async (path: string, body: object, method = 'POST') => {
  const { status, json } = await server.asOwner(shop, method, path, body);
  expect(status, path).toBe(200);
  expect(json.rejected ?? []).toEqual([]);
};
const sell = (placedAt: string, quantity = 1) =>
  owner('/v1/orders', { orders: [{ key: placedAt, placedAt, lines: [line(quantity)] }] });
const line = (quantity: number) => ({ product: 'mug', quantity, unitPrice: 500 });
const count = (asOf: string, stockLevel: number) =>
  owner('/v1/stock-levels', { levels: [{ product: 'mug', stockLevel, asOf }] });
const move = (at: string, reason: string, quantity: number) =>
  owner('/v1/stock-movements', {
    movements: [{ product: 'mug', reason, quantity, at, reference: `${reason} ${at}` }],
  });

/** Today is 14 June in California. */
const night = '2026-06-15T01:20:00Z';
const today = '2026-06-14T22:00:00Z';
const yesterday = '2026-06-13T22:00:00Z';
const dayBefore = '2026-06-12T22:00:00Z';

test.each<[string, boolean, () => Promise<unknown>]>([
  ['sold out the day before', true, () => sell(dayBefore)],
  [
    'sold out the day before, and counted at none since',
    true,
    async () => [await sell(dayBefore), await count(yesterday, 0), await count(today, 0)],
  ],
  ['whose last was sold today', false, () => sell(today)],
  [
    'whose last went today as a wholesale order',
    false,
    async () => [await count(dayBefore, 10), await sell(today, 10)],
  ],
  ['whose last broke today', false, () => move(today, 'adjustment', -1)],
  ['found to be gone today', false, () => count(today, 0)],
  [
    'that came and broke yesterday',
    false,
    async () => [
      await sell(dayBefore),
      await move(yesterday, 'receipt', 2),
      await move('2026-06-13T23:00:00Z', 'adjustment', -2),
    ],
  ],
])('a product %s was out all of yesterday: %s', async (_which, wasOut, happens) => {
  server.clock.now = new Date(night);
  shop = await server.createShop(`out-${nextShop++}`);
  await owner('/v1/shop', { timeZone: 'America/Los_Angeles', wholesaleFrom: 10 }, 'PATCH');
  await owner('/v1/products', { products: [{ key: 'mug', title: 'Mug', url: '/mug', price: 500 }] });
  const days = ['2026-06-01', '2026-06-05', '2026-06-09'];
  const orders = days.map((day) => ({ key: day, placedAt: `${day}T20:00:00Z`, lines: [line(1)] }));
  await owner('/v1/orders', { mode: 'import', orders });
  await count('2026-06-10T08:00:00Z', 1);
  await happens();
  const { id } = (await server.store.products.findByKey(shop.shop.id, 'mug'))!;
  await forecastDemand.run(
    jobContext({ shopId: shop.shop.id, store: server.store, now: () => server.clock.now }),
  );
  const sales = await server.store.dailySales.listByProduct(shop.shop.id, id, '2026-06-13');
  const marked = sales.filter(({ stockedOut }) => stockedOut).map(({ day }) => day);
  expect(marked.includes('2026-06-13')).toBe(wasOut);
});
