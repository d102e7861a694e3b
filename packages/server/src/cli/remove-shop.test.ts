import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../test/running-server.js';
import { removeShop } from './remove-shop.js';

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
