import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../../test/running-server.js';
import type { CreatedShop } from './shops/service.js';

let server: TestServer;
let shop: CreatedShop;
beforeAll(async () => {
  server = await startTestServer();
  shop = await server.createShop('audited');
});
afterAll(() => server.close());

const product = (key: string) => ({ key, title: key, url: `/${key}`, price: 100 });

/** The entries that an owner's request adds to the audit log, newest first. */
async function entered(method: string, path: string, body: unknown) {
  const before = (await server.store.audit.list(shop.shop.id, 1000)).length;
  const { status } = await server.asOwner(shop, method, path, body);
  expect(status).toBeLessThan(300);
  const entries = await server.store.audit.list(shop.shop.id, 1000);
  return entries.slice(0, entries.length - before).map(({ action, detail }) => ({ action, ...detail }));
}

const requests: [action: string, method: string, path: string, body: unknown, detail?: object][] = [
  ['product.put', 'PUT', '/v1/products/tea', product('tea')],
  [
    'product.put-many',
    'POST',
    '/v1/products',
    { products: [product('tea'), product('pot'), { key: 'bad' }] },
    { count: 1 },
  ],
  [
    'inventory.set-terms-many',
    'POST',
    '/v1/inventory/terms',
    { terms: [{ product: 'tea', packSize: 6 }, { product: 'nothing' }] },
    { count: 1 },
  ],
  [
    'faq.upsert',
    'POST',
    '/v1/faq',
    { entries: [{ key: 'a', question: 'Q?', answer: 'A' }, { key: 'bad' }] },
    { entries: 1 },
  ],
  ['shop.patch', 'PATCH', '/v1/shop', { reviewPeriod: 9 }, { parts: ['reviewPeriod'] }],
  ['job.start', 'POST', '/v1/jobs', { job: 'watch-data' }],
];

test.each(requests)(
  '%s is recorded in the audit log once, with what was accepted',
  async (action, ...request) => {
    const [method, path, body, detail] = request;
    expect(await entered(method, path, body)).toEqual([{ action, ...detail }]);
    // The job may have begun, so that a second request is one of its own.
    if (action !== 'job.start') expect(await entered(method, path, body)).toEqual([]);
  },
);
