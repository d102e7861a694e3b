import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { InventoryItem } from '@shelfwise/core/wire';
import { jobContext } from '../../../test/job-context.js';
import { startTestServer, type TestServer } from '../../../test/running-server.js';
import { forecastDemand } from '../../jobs/forecast-demand.js';
import type { Store } from '../../stores/port/store.js';
import type { CreatedShop } from '../shops/service.js';
import { addDays } from '../../rules/days/calendar-days.js';
import { override } from '../../../test/override.js';

/** Products without terms of their own follow the shop's terms, at once when they change. */
let server: TestServer;
let shop: CreatedShop;
let nextShop = 0;
const today = '2026-06-15';

beforeAll(async () => {
  server = await startTestServer();
  server.clock.now = new Date(`${today}T12:00:00Z`);
});
afterAll(() => server.close());

const owner = async (method: string, path: string, body?: object) => {
  const { status, json } = await server.asOwner(shop, method, path, body);
  expect(status, path).toBe(200);
  return json;
};
const forecast = (store: Store = server.store) =>
  forecastDemand.run(jobContext({ shopId: shop.shop.id, store, now: () => server.clock.now }));
const item = async (key = 'mug'): Promise<InventoryItem> => (await owner('GET', `/v1/inventory/${key}`)).item;
const alerts = async () =>
  (await owner('GET', '/v1/alerts')).alerts.map(({ key }: { key: string }) => key).sort();

beforeEach(async () => {
  shop = await server.createShop(`tea-${nextShop++}`);
  const products = ['mug', 'jug'].map((key) => ({ key, title: key, url: `/${key}`, price: 500 }));
  await owner('POST', '/v1/products', { products });
  const orders = Array.from({ length: 120 }, (_, t) => ({
    key: `old-${t}`,
    placedAt: `${addDays(today, t - 120)}T11:00:00Z`,
    lines: ['mug', 'jug'].map((product) => ({ product, quantity: 3 + (t % 3), unitPrice: 500 })),
  }));
  await owner('POST', '/v1/orders', { mode: 'import', orders });
  await owner('POST', '/v1/inventory/terms', {
    terms: [{ product: 'jug', leadTime: { mean: 7, sd: 2 }, reviewPeriod: 7, serviceLevel: 0.95 }],
  });
  const levels = ['mug', 'jug'].map((product) => ({ product, stockLevel: 100 }));
  await owner('POST', '/v1/stock-levels', { levels });
  await forecast();
});

test.each([
  [{ leadTime: { mean: 45, sd: 5 } }, ['reorder:mug']],
  [{ reviewPeriod: 30 }, ['reorder:mug']],
  [{ serviceLevel: 0.8 }, []],
])('a shop that changes to %j gets the advice of products with these terms', async (terms, open) => {
  const before = await item();
  expect(await alerts()).toEqual([]);
  await owner('PATCH', '/v1/shop', terms);
  const byDefault = await item();
  expect(byDefault.reorderPoint).not.toBe(before.reorderPoint);
  expect(await alerts()).toEqual(open);
  // The sales lost a day do not depend on the terms.
  expect(before.salesLostPerDay).toBeGreaterThan(0);
  expect(byDefault.salesLostPerDay).toBe(before.salesLostPerDay);
  await owner('PATCH', '/v1/inventory/mug', terms);
  expect(await item()).toEqual(byDefault);
  // A product with its own terms keeps them.
  expect(await item('jug')).toMatchObject({ reorderPoint: before.reorderPoint, restockAlert: false });
});

test('terms that change during the forecast apply to its advice', async () => {
  await forecast({
    ...server.store,
    forecasts: override(server.store.forecasts, {
      async putMany(...given) {
        await server.store.forecasts.putMany(...given);
        await owner('PATCH', '/v1/shop', { leadTime: { mean: 45, sd: 5 } });
      },
    }),
  });
  const { reorderPoint } = await item();
  await owner('PATCH', '/v1/inventory/mug', { leadTime: { mean: 45, sd: 5 } });
  expect((await item()).reorderPoint).toBe(reorderPoint);
  expect(await alerts()).toEqual(['reorder:mug']);
});

test('terms of products that were sent a moment ago are accepted, although the catalogue is in memory', async () => {
  await owner('GET', '/v1/inventory');
  await owner('POST', '/v1/products', { products: [{ key: 'new', title: 'New', url: '/new', price: 500 }] });
  const { rejected } = await owner('POST', '/v1/inventory/terms', {
    terms: [
      { product: 'new', packSize: 6 },
      { product: 'none', packSize: 6 },
    ],
  });
  expect(rejected).toMatchObject([{ index: 1, code: 'unknown-product' }]);
});
