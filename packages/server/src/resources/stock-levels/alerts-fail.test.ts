import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../../test/running-server.js';
import { Unavailable } from '../../stores/port/store-errors.js';
import { override } from '../../../test/override.js';

let server: TestServer;
let isAway = false;
beforeAll(async () => {
  server = await startTestServer({
    wrapStore: (store) => ({
      ...store,
      inventory: override(store.inventory, {
        advise: (...given) =>
          isAway ? Promise.reject(new Unavailable('away')) : store.inventory.advise(...given),
      }),
    }),
  });
});
afterAll(() => server.close());

it('a written level is acknowledged although its alerts fail, and sending it again repairs them', async () => {
  const shop = await server.createShop('tea');
  await server.asOwner(shop, 'PUT', '/v1/products/mug', { key: 'mug', title: 'Mug', url: '/', price: 1 });
  const mug = (await server.store.products.findByKey(shop.shop.id, 'mug'))!;
  await server.store.forecasts.putMany(shop.shop.id, [
    {
      productId: mug.id,
      madeAt: server.clock.now,
      startDay: server.clock.now.toISOString().slice(0, 10),
      horizon: 1,
      levels: [0.5],
      quantiles: [2],
      cumulative: { days: [1, 84], means: [2, 168], levels: [0.5, 0.99], quantiles: [2, 4, 168, 200] },
      model: 'test',
    },
  ]);
  const levels = [{ product: 'mug', stockLevel: 0, asOf: server.clock.now.toISOString() }];
  const report = () => server.asOwner(shop, 'POST', '/v1/stock-levels', { levels });
  const openAlerts = async () => (await server.store.alerts.listOpen(shop.shop.id)).map(({ key }) => key);
  isAway = true;
  const first = await report();
  expect([first.status, first.json]).toEqual([200, { accepted: 1, duplicates: 0, rejected: [] }]);
  expect(server.logLines.join('')).toContain('stock alerts not brought up to date');
  expect(await openAlerts()).toEqual([]);
  isAway = false;
  expect((await report()).json).toEqual({ accepted: 0, duplicates: 1, rejected: [] });
  expect((await openAlerts()).sort()).toEqual(['out-of-stock:mug', 'reorder:mug']);
});
