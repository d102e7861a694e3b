import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../../../test/running-server.js';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

test('the list names the time of the last forecast that succeeded, whatever runs followed', async () => {
  const shop = await server.createShop('tea');
  const { jobRuns } = server.store;
  const minute = (n: number) => new Date(server.clock.now.getTime() + n * 60_000);
  const begin = (n: number) => jobRuns.start(shop.shop.id, 'forecast-demand', 1, minute(n));
  const good = await begin(0);
  const end = { status: 'succeeded' as const, summary: { forecastError: 0.3 }, finishedAt: minute(1) };
  await jobRuns.finish(shop.shop.id, good.id, end);
  const bad = await begin(2);
  await jobRuns.finish(shop.shop.id, bad.id, { status: 'failed', error: 'x', finishedAt: minute(3) });
  await begin(4);
  await jobRuns.request(shop.shop.id, 'forecast-demand', minute(5));
  const { json } = await server.asOwner(shop, 'GET', '/v1/inventory');
  expect(json.summary).toMatchObject({ forecastedAt: minute(1).toISOString(), forecastError: 0.3 });
});
