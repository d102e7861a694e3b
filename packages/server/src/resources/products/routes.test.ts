import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { batchResult } from '@shelfwise/core/wire';
import { startTestServer, type TestServer } from '../../../test/running-server.js';
import type { CreatedShop } from '../shops/service.js';

let server: TestServer;
let shop: CreatedShop;
beforeAll(async () => {
  server = await startTestServer();
  shop = await server.createShop('catalogue');
});
afterAll(() => server.close());

const mug = { key: 'mug', title: 'Mug', url: '/mug', price: 450 };
const put = (product: { key: string } & Record<string, unknown>) =>
  server.asOwner(shop, 'PUT', `/v1/products/${encodeURIComponent(product.key)}`, product);

describe('/v1/products/{key}', () => {
  it('puts, reads, replaces and deletes a product; deleting twice is not found', async () => {
    const full = { ...mug, salePrice: 400, rating: { value: 4.5, count: 7 }, attributes: { colour: 'red' } };
    expect((await put(full)).json).toMatchObject({ ...full, groupKey: 'mug', availability: 'in_stock' });
    const { json } = await put(mug);
    expect(json.salePrice).toBeUndefined();
    expect((await server.asOwner(shop, 'GET', '/v1/products/mug')).json.title).toBe('Mug');
    expect((await server.asOwner(shop, 'DELETE', '/v1/products/mug')).status).toBe(204);
    expect((await server.asOwner(shop, 'GET', '/v1/products/mug')).json.code).toBe('not-found');
    expect((await server.asOwner(shop, 'DELETE', '/v1/products/mug')).status).toBe(404);
    expect((await put(mug)).status).toBe(200);
  });

  it('refuses a body with another key than the address', async () => {
    const { json } = await server.asOwner(shop, 'PUT', '/v1/products/mug', { ...mug, key: 'jug' });
    expect(json.code).toBe('invalid-request');
  });

  it.each([
    ['a key with slash, percent and spaces', { key: 'a/b %41 c' }],
    ['a right-to-left title', { key: 'rtl', title: 'كوب أحمر \u200f(كبير)' }],
    ['emoji and combining marks', { key: 'né\u0301 🦊', title: '👩‍👩‍👧 mug e\u0301' }],
    ['a title of 10,000 characters', { key: 'long', title: '長'.repeat(10_000) }],
    ['script in its title, as text', { key: 'xss', title: '<script>alert(1)</script>' }],
    ['a price of zero and no image', { key: 'free', price: 0 }],
  ])('stores a product with %s unchanged', async (_case, fields) => {
    const product = { ...mug, ...fields };
    expect((await put(product)).status).toBe(200);
    const { json } = await server.asOwner(shop, 'GET', `/v1/products/${encodeURIComponent(product.key)}`);
    expect(json).toMatchObject(product);
  });

  it.each([
    ['a negative price', { price: -1 }, '/price'],
    ['a price in words', { price: '4.50' }, '/price'],
    ['a price with a fraction', { price: 4.5 }, '/price'],
    ['a sale price above the price', { price: 400, salePrice: 401 }, '/salePrice'],
    ['an address that runs script', { url: 'javascript:alert(1)' }, '/url'],
    ['an empty title', { title: ' \u0000 ' }, '/title'],
    ['21 categories', { categories: Array.from({ length: 21 }, () => 'c') }, '/categories'],
  ])('refuses %s and points to it', async (_case, fields, pointer) => {
    const { json } = await put({ ...mug, ...fields });
    expect(json).toMatchObject({ status: 400, code: 'invalid-request', errors: [{ pointer }] });
  });
});

describe('POST /v1/products', () => {
  it('stores the good products and names the bad ones', async () => {
    const products = [{ ...mug, key: 'p1' }, 7, { ...mug, key: 'p2', price: -1 }];
    const { json } = await server.asOwner(shop, 'POST', '/v1/products', { products });
    expect(json).toMatchObject({
      accepted: 1,
      rejected: [
        { index: 1, pointer: '/products/1' },
        { index: 2, pointer: '/products/2/price' },
      ],
    });
  });

  it('names the first fault of a bad product, and all its faults up to twenty', async () => {
    const attributes = Object.fromEntries(Array.from({ length: 30 }, (_, n) => [`a${n}`, n]));
    const products = [
      { ...mug, key: '', price: -1, url: 'javascript:alert(1)' },
      { ...mug, key: 'p3', price: 'free' },
      { ...mug, key: 'p4', attributes },
    ];
    const { json } = await server.asOwner(shop, 'POST', '/v1/products', { products });
    const [several, single, many] = batchResult.parse(json).rejected;
    expect(several).toMatchObject({ index: 0, code: 'invalid-request', pointer: '/products/0/key' });
    expect(several!.errors).toMatchObject([
      { code: 'invalid-request', pointer: '/products/0/key', detail: several!.detail },
      { pointer: '/products/0/url', detail: 'must be an http(s) address or a path' },
      { pointer: '/products/0/price' },
    ]);
    expect(single).toMatchObject({ index: 1, pointer: '/products/1/price' });
    expect(single).not.toHaveProperty('errors');
    expect(many!.errors).toHaveLength(20);
  });

  it('accepts at most 1,000, and GET lists them all in pages', async () => {
    const many = await server.createShop('many');
    const products = Array.from({ length: 1000 }, (_, n) => ({ ...mug, key: `k${n}` }));
    expect((await server.asOwner(many, 'POST', '/v1/products', { products })).json.accepted).toBe(1000);
    const one = [...products, { ...mug, key: 'one-more' }];
    expect((await server.asOwner(many, 'POST', '/v1/products', { products: one })).status).toBe(400);
    const seen = new Set<string>();
    let cursor = '';
    do {
      const query = `?limit=400${cursor && `&cursor=${encodeURIComponent(cursor)}`}`;
      const { json } = await server.asOwner(many, 'GET', `/v1/products${query}`);
      for (const { key } of json.items) seen.add(key);
      cursor = json.nextCursor ?? '';
    } while (cursor !== '');
    expect(seen.size).toBe(1000);
    expect((await server.asOwner(many, 'GET', '/v1/products?limit=0')).status).toBe(400);
  });
});
