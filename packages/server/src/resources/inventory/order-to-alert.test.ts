import { afterAll, beforeAll, expect, test } from 'vitest';
import { jobContext } from '../../../test/job-context.js';
import { startTestServer, type TestServer } from '../../../test/running-server.js';
import { forecastDemand } from '../../jobs/forecast-demand.js';
import type { CreatedShop } from '../shops/service.js';
import { addDays } from '../../rules/days/calendar-days.js';

/** From a shop's first products to an alert, by HTTP on the embedded store, as an owner's server does it. */
let server: TestServer;
let shop: CreatedShop;
const today = '2026-06-15';

beforeAll(async () => {
  server = await startTestServer();
  server.clock.now = new Date(`${today}T12:00:00Z`);
  shop = await server.createShop('tea');
  await owner('POST', '/v1/products', {
    products: [
      { key: 'mug', title: 'Mug', url: '/mug', price: 500 },
      { key: 'jug', title: 'Jug', url: '/jug', price: 900 },
    ],
  });
  await owner('POST', '/v1/orders', {
    mode: 'import',
    orders: Array.from({ length: 120 }, (_, t) =>
      sale(`old-${t}`, `${addDays(today, t - 120)}T11:00:00Z`, 3 + (t % 3)),
    ),
  });
  await stockIs('mug', 400);
  await stockIs('jug', 0);
  await forecastDemand.run(
    jobContext({ shopId: shop.shop.id, store: server.store, now: () => server.clock.now }),
  );
});
afterAll(() => server.close());

const owner = async (method: string, path: string, body?: object) => {
  const { status, json } = await server.asOwner(shop, method, path, body);
  expect(status, path).toBe(200);
  return json;
};
const sale = (key: string, placedAt: string, quantity: number) => ({
  key,
  placedAt,
  lines: [{ product: 'mug', quantity, unitPrice: 500 }],
});
const aMinutePasses = () => {
  server.clock.now = new Date(server.clock.now.getTime() + 60_000);
};
const stockIs = (product: string, stockLevel: number, onOrder = 0) =>
  owner('POST', '/v1/stock-levels', { levels: [{ product, stockLevel, onOrder }] });
const sell = (key: string, quantity: number) => {
  aMinutePasses();
  const orders = [sale(key, server.clock.now.toISOString(), quantity)];
  return owner('POST', '/v1/orders', { mode: 'live', orders });
};
const receive = (quantity: number, reference: string) => {
  aMinutePasses();
  const movements = [{ product: 'mug', quantity, reason: 'receipt', reference }];
  return owner('POST', '/v1/stock-movements', { movements });
};
const alerts = async () => (await owner('GET', '/v1/alerts')).alerts as { kind: string; title: string }[];
const row = async () =>
  (await owner('GET', '/v1/inventory?search=mug')).items[0] as {
    status: string;
    stockLevel: number;
    onOrder: number;
    reorderPoint: number;
    orderQuantity: number;
  };

test('an order empties the stock, an alert opens, and a delivery closes it', async () => {
  expect(await alerts()).toEqual([]);
  expect(await row()).toMatchObject({ status: 'fine', stockLevel: 400, orderQuantity: 0 });

  const { reorderPoint } = await row();
  await sell('to the reorder point', 400 - reorderPoint);
  expect(await row()).toMatchObject({ status: 'order-now', stockLevel: reorderPoint });
  expect(await alerts()).toMatchObject([
    {
      kind: 'reorder',
      severity: 'warning',
      product: 'mug',
      values: expect.objectContaining({ title: 'Mug', quantity: (await row()).orderQuantity }),
    },
  ]);

  await sell('to the last', reorderPoint);
  expect(await row()).toMatchObject({ status: 'out', stockLevel: 0 });
  const open = await alerts();
  expect(open.map(({ kind }) => kind).sort()).toEqual(['out-of-stock', 'reorder']);
  expect(open).toContainEqual(
    expect.objectContaining({
      kind: 'out-of-stock',
      severity: 'critical',
      values: expect.objectContaining({ title: 'Mug' }),
    }),
  );
  const { summary } = await owner('GET', '/v1/inventory');
  expect(summary.out).toBeGreaterThan(0);
  expect(summary.salesLostPerDay).toBeGreaterThan(0);

  await receive(400, 'delivery-1');
  expect(await row()).toMatchObject({ status: 'fine', stockLevel: 400 });
  expect(await alerts()).toEqual([]);
});

test('a delivery lowers what is on order, so that the next alert comes in time', async () => {
  aMinutePasses();
  await stockIs('mug', 0, 400);
  expect((await alerts()).map(({ kind }) => kind)).toEqual(['out-of-stock']);
  await receive(400, 'delivery-2');
  expect(await row()).toMatchObject({ status: 'fine', stockLevel: 400, onOrder: 0 });
  const { reorderPoint } = await row();
  await sell('to the reorder point again', 400 - reorderPoint);
  expect(await row()).toMatchObject({ status: 'order-now', stockLevel: reorderPoint, onOrder: 0 });
  expect((await alerts()).map(({ kind }) => kind)).toEqual(['reorder']);
});

test('deleting a product closes its alerts and no others', async () => {
  aMinutePasses();
  await stockIs('mug', 0);
  expect((await alerts()).map(({ kind }) => kind).sort()).toEqual(['out-of-stock', 'reorder']);
  expect((await server.asOwner(shop, 'DELETE', '/v1/products/jug')).status).toBe(204);
  expect(await alerts()).toHaveLength(2);
  const { id } = (await server.store.products.findByKey(shop.shop.id, 'mug'))!;
  expect((await server.asOwner(shop, 'DELETE', '/v1/products/mug')).status).toBe(204);
  expect(await alerts()).toEqual([]);
  const inventory = await server.store.inventory.findByProduct(shop.shop.id, id);
  expect(inventory).toMatchObject({ stockLevel: 0, restockAlert: false });
});
