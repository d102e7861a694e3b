import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { jobContext } from '../../../test/job-context.js';
import { startTestServer, type TestServer } from '../../../test/running-server.js';
import { forecastDemand } from '../../jobs/forecast-demand.js';
import type { CreatedShop } from '../shops/service.js';
import { addDays } from '../../rules/days/calendar-days.js';

let server: TestServer;
let shop: CreatedShop;
beforeAll(async () => {
  server = await startTestServer();
  shop = await server.createShop('stock-routes');
  await server.asOwner(shop, 'PUT', '/v1/products/mug', {
    key: 'mug',
    title: 'Mug',
    url: '/mug',
    price: 500,
  });
  await server.asOwner(shop, 'POST', '/v1/stock-levels', { levels: [{ product: 'mug', stockLevel: 500 }] });
  await server.store.raw.restore(shop.shop.id, 'dailySales', await sales());
  await forecastDemand.run(
    jobContext({ shopId: shop.shop.id, store: server.store, now: () => server.clock.now }),
  );
});
afterAll(() => server.close());

const today = () => server.clock.now.toISOString().slice(0, 10);
const mug = async () => (await server.store.products.findByKey(shop.shop.id, 'mug'))!.id;

async function sales() {
  const productId = await mug();
  return Array.from({ length: 120 }, (_, t) => ({
    productId,
    day: addDays(today(), t - 120),
    quantity: 3 + (t % 3),
    wholesaleQuantity: 0,
    revenue: 2000,
  }));
}

describe('routes of inventory and alerts', () => {
  it.each([
    ['GET', '/v1/inventory', undefined, 200],
    ['GET', '/v1/inventory/mug', undefined, 200],
    ['GET', '/v1/inventory/none', undefined, 404],
    ['PATCH', '/v1/inventory/mug', { packSize: 6 }, 200],
    ['PATCH', '/v1/inventory/mug', { packSize: -6 }, 400],
    ['PATCH', '/v1/inventory/none', { packSize: 6 }, 404],
    ['GET', '/v1/inventory/export.csv?language=nl', undefined, 200],
    ['GET', '/v1/inventory/export.csv?language=ar', undefined, 400],
    ['GET', '/v1/alerts', undefined, 200],
    ['GET', '/v1/alerts?cursor=made-up', undefined, 400],
    ['POST', '/v1/alerts/snooze', { alert: 'reorder:none', days: 3 }, 404],
  ] as const)('%s %s with %j returns %d', async (method, path, body, status) => {
    expect((await server.asOwner(shop, method, path, body)).status).toBe(status);
  });

  it('export the table in the language of the query, else in that of the shop', async () => {
    const exported = async (query: string) =>
      (await server.asOwner(shop, 'GET', `/v1/inventory/export.csv${query}`)).text;
    expect(await exported('')).toContain('In stock');
    expect(await exported('?language=de')).toContain('Auf Lager');
    await server.asOwner(shop, 'PATCH', '/v1/shop', { locale: 'fr-BE' });
    expect(await exported('')).toContain('En stock');
    await server.asOwner(shop, 'PATCH', '/v1/shop', { locale: 'en' });
  });

  it('name a day to order only where there is something to order', async () => {
    const item = async () => (await server.asOwner(shop, 'GET', '/v1/inventory/mug')).json.item;
    const plenty = await item();
    expect(plenty.orderQuantity).toBe(0);
    expect(plenty).not.toHaveProperty('orderBy');
    const levels = (stockLevel: number) =>
      server.asOwner(shop, 'POST', '/v1/stock-levels', { levels: [{ product: 'mug', stockLevel }] });
    await levels(1);
    await expect.poll(item).toMatchObject({ orderBy: today() });
    await levels(500);
    await expect.poll(item).not.toHaveProperty('orderBy');
  });

  it('page alerts without a gap or a repetition, and list those of one product', async () => {
    const keys = ['a', 'b', 'c'].map((name) => `job-failed:${name}`);
    const now = server.clock.now;
    await server.store.alerts.openMany(shop.shop.id, [
      ...keys.map((key) => ({
        key,
        kind: 'job-failed' as const,
        severity: 'info' as const,
        values: { job: key, attempts: 1 },
        since: now,
      })),
      {
        key: 'reorder:mug',
        kind: 'reorder',
        severity: 'warning',
        productId: await mug(),
        values: { title: 'Mug', quantity: 3 },
        since: now,
      },
    ]);
    const seen: string[] = [];
    let cursor = '';
    do {
      const { json } = await server.asOwner(shop, 'GET', `/v1/alerts?limit=1${cursor}`);
      expect(json.total).toBe(4);
      seen.push(...json.alerts.map(({ key }: { key: string }) => key));
      cursor = json.nextCursor ? `&cursor=${json.nextCursor}` : '';
    } while (cursor);
    expect(seen).toEqual(['reorder:mug', ...keys]);
    const { json } = await server.asOwner(shop, 'GET', '/v1/alerts?product=mug');
    expect(json).toMatchObject({ total: 1, alerts: [{ key: 'reorder:mug', product: 'mug' }] });
  });
});
