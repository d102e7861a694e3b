import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../../test/running-server.js';
import type { CreatedShop } from '../shops/service.js';

let server: TestServer;
let shop: CreatedShop;
let nextShop = 0;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());
beforeEach(async () => {
  shop = await server.createShop(`shop-${nextShop++}`);
  await server.asOwner(shop, 'PUT', '/v1/products/mug', { key: 'mug', title: 'Mug', url: '/mug', price: 1 });
});

const post = async (path: string, body: object) => (await server.asOwner(shop, 'POST', path, body)).json;
const stock = async () => {
  const product = await server.store.products.findByKey(shop.shop.id, 'mug');
  return (await server.store.inventory.findByProduct(shop.shop.id, product!.id))?.stockLevel;
};

describe('POST /v1/stock-levels', () => {
  it('stores a newer report and counts an older one as a duplicate', async () => {
    const levels = (stockLevel: number, asOf: string) =>
      post('/v1/stock-levels', { levels: [{ product: 'mug', stockLevel, asOf }] });
    expect(await levels(10, '2026-01-02T00:00:00Z')).toMatchObject({ accepted: 1, duplicates: 0 });
    expect(await levels(99, '2026-01-01T00:00:00Z')).toMatchObject({ accepted: 0, duplicates: 1 });
    expect(await stock()).toBe(10);
    expect(await levels(7, '2026-01-03T00:00:00Z')).toMatchObject({ accepted: 1 });
    expect(await stock()).toBe(7);
  });

  it('names unknown products, future levels and fractions, and stores the rest', async () => {
    const future = new Date(server.clock.now.getTime() + 6 * 60_000).toISOString();
    const levels = [
      { product: 'mug', stockLevel: 5 },
      { product: 'none', stockLevel: 5 },
      { product: 'mug', stockLevel: 5, asOf: future },
      { product: 'mug', stockLevel: 0.5 },
      { product: 'none', stockLevel: 5, asOf: future },
    ];
    const { accepted, rejected } = await post('/v1/stock-levels', { levels });
    expect(accepted).toBe(1);
    expect(rejected.map(({ index, code }: { index: number; code: string }) => [index, code])).toEqual([
      [1, 'unknown-product'],
      [2, 'event-in-future'],
      [3, 'invalid-request'],
      [4, 'unknown-product'],
    ]);
    const unknown = 'no product of this shop has this key or alias';
    expect(rejected[0]).toEqual({
      index: 1,
      code: 'unknown-product',
      pointer: '/levels/1/product',
      detail: unknown,
    });
    expect(rejected[3].errors).toEqual([
      { code: 'unknown-product', pointer: '/levels/4/product', detail: unknown },
      { code: 'event-in-future', pointer: '/levels/4/asOf', detail: expect.stringMatching(/five minutes/) },
    ]);
  });
});

describe('stock and orders', () => {
  const order = (fields: object) =>
    post('/v1/orders', {
      mode: 'live',
      orders: [{ key: 'A1', lines: [{ product: 'mug', quantity: 30, unitPrice: 1 }], ...fields }],
    });
  const minutesAgo = (minutes: number) =>
    new Date(server.clock.now.getTime() - minutes * 60_000).toISOString();

  it('a count from ten minutes ago keeps the sale of five minutes ago', async () => {
    const levels = (asOf: string) =>
      post('/v1/stock-levels', { levels: [{ product: 'mug', stockLevel: 100, asOf }] });
    await levels(minutesAgo(60));
    await order({ placedAt: minutesAgo(5) });
    expect(await stock()).toBe(70);
    await levels(minutesAgo(10));
    expect(await stock()).toBe(70);
    // Returned just now, after either count.
    await order({ placedAt: minutesAgo(5), status: 'cancelled' });
    await levels(minutesAgo(9));
    expect(await stock()).toBe(100);
  });

  it('a cancelled order of an uncounted product makes no stock', async () => {
    await order({ placedAt: minutesAgo(5) });
    await order({ placedAt: minutesAgo(5), status: 'cancelled' });
    expect(await stock()).toBeUndefined();
    const { json } = await server.asOwner(shop, 'GET', '/v1/inventory/mug');
    expect(json.item).not.toHaveProperty('stockLevel');
  });
});

describe('POST /v1/stock-movements', () => {
  it('applies a delivery once by its reference, and stores when stock last came', async () => {
    await post('/v1/stock-levels', { levels: [{ product: 'mug', stockLevel: 5 }] });
    const movements = [{ product: 'mug', quantity: 20, reason: 'receipt', reference: 'delivery 7' }];
    expect(await post('/v1/stock-movements', { movements })).toMatchObject({ accepted: 1 });
    expect(await post('/v1/stock-movements', { movements })).toMatchObject({ accepted: 0, duplicates: 1 });
    expect(await stock()).toBe(25);
    const { json } = await server.asOwner(shop, 'GET', '/v1/inventory/mug');
    expect(json.item.lastRestocked).toBeDefined();
  });
});
