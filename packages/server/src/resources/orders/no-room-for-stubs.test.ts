import { expect, it, onTestFinished } from 'vitest';
import { startTestServer } from '../../../test/running-server.js';
import { override } from '../../../test/override.js';

it('POST /v1/orders names every line with an unknown product when the shop has no room for stubs', async () => {
  const server = await startTestServer({
    wrapStore: (store) => ({
      ...store,
      // Fills the shop's room of 100,000 stubs.
      products: override(store.products, {
        ensureStubs: (shopId, keys) => store.products.ensureStubs(shopId, keys, 0),
      }),
    }),
  });
  onTestFinished(() => server.close());
  const shop = await server.createShop('full');
  await server.asOwner(shop, 'PUT', '/v1/products/mug', { key: 'mug', title: 'Mug', url: '/m', price: 450 });
  const lines = ['lost', 'mug', 'found'].map((product) => ({ product, quantity: 1, unitPrice: 450 }));
  const order = { key: 'A1', placedAt: server.clock.now.toISOString(), lines };
  const { json } = await server.asOwner(shop, 'POST', '/v1/orders', { orders: [order] });
  const unknown = { code: 'unknown-product', detail: 'no product of this shop has this key or alias' };
  const lost = { ...unknown, pointer: '/orders/0/lines/0/product' };
  const found = { ...unknown, pointer: '/orders/0/lines/2/product' };
  expect(json).toEqual({
    accepted: 0,
    duplicates: 0,
    rejected: [{ index: 0, ...lost, errors: [lost, found] }],
  });
});
