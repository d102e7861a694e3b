import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { placements, recommendationResponse, type RecommendationRequest } from '@shelfwise/core/wire';
import { jobContext } from '../../../test/job-context.js';
import { shopOrigin, startTestServer, type TestServer } from '../../../test/running-server.js';
import { learnRecommendations } from '../../jobs/learn-recommendations.js';
import type { CreatedShop } from '../shops/service.js';

let server: TestServer;
let shop: CreatedShop;
const allowed = { analytics: true, personalization: true, functionality: true };
const refused = { analytics: false, personalization: false, functionality: false };
const visitorKey = 'visitor-key-0123456789';

/** Mugs go with spoons; lamps with bulbs; the red mug has a pink sibling. */
const products = [
  { key: 'mug-red', groupKey: 'mug', title: 'Owl mug', variantTitle: 'Red', categories: ['Kitchen'] },
  { key: 'mug-pink', groupKey: 'mug', title: 'Owl mug', variantTitle: 'Pink', categories: ['Kitchen'] },
  { key: 'spoon', title: 'Tea spoon', categories: ['Kitchen'] },
  { key: 'pot', title: 'Owl tea pot', categories: ['Kitchen'], salePrice: 800 },
  { key: 'lamp', title: 'Garden lamp', categories: ['Garden'] },
  { key: 'bulb', title: 'Lamp bulb', categories: ['Garden'], aliases: [{ type: 'sku', value: 'BULB-1' }] },
  { key: 'secret', title: 'Owl mug, hidden', hidden: true },
  { key: 'gone', title: 'Owl mug, sold out', availability: 'out_of_stock' },
].map((product) => ({ url: `/p/${product.key}`, price: 1000, ...product }));

beforeAll(async () => {
  server = await startTestServer();
  shop = await server.createShop('recommended');
  await server.asOwner(shop, 'POST', '/v1/products', { products });
  const order = (n: number, customer: string, lines: string[], quantity = 1) => ({
    key: `order-${n}`,
    placedAt: new Date(server.clock.now.getTime() - (20 - n) * 86_400_000).toISOString(),
    customer,
    lines: lines.map((product) => ({ product, quantity, unitPrice: 1000 })),
  });
  const orders = [
    ...[1, 2, 3, 4].map((n) => order(n, `c${n}`, ['mug-red', 'spoon'])),
    ...[5, 6, 7].map((n) => order(n, `c${n}`, ['lamp', 'bulb'])),
    ...[8, 9, 10].map((n) => order(n, `c${n}`, ['mug-pink', 'spoon', 'pot'])),
    order(11, 'anna', ['mug-red']),
  ];
  await server.asOwner(shop, 'POST', '/v1/orders', { mode: 'import', orders });
  await learn();
});
afterAll(() => server.close());

async function learn(name = 'recommended') {
  const { id } = (await server.store.shops.findByName(name))!;
  const summary = await learnRecommendations.run(
    jobContext({ shopId: id, store: server.store, now: () => server.clock.now }),
  );
  return summary;
}

const ask = async (request: Partial<RecommendationRequest> & Record<string, unknown>) => {
  const answer = await server.asPage(shop, '/v1/recommendations', request);
  expect(answer.status).toBe(200);
  expect(answer.headers.get('cache-control')).toBe('private, no-store');
  return recommendationResponse.parse(answer.json);
};
const keysOf = (response: { items: { group: string }[] }) => response.items.map(({ group }) => group);

describe('GET /v1/recommendations', () => {
  const get = (query: string) =>
    server.request('GET', `/v1/recommendations?key=${shop.publishableKey}&${query}`, {
      headers: { origin: 'https://shop.example' },
    });

  it('shows what is bought together with its reason, and may be cached', async () => {
    const { status, headers, json } = await get('placement=bought-together&product=mug-red&limit=1');
    expect(status).toBe(200);
    expect(headers.get('cache-control')).toBe('public, max-age=60');
    expect(json).toMatchObject({
      placement: 'bought-together',
      filledBy: 'bought-together',
      personal: false,
      reason: { code: 'bought-with', product: 'Owl mug' },
      items: [{ product: 'spoon', title: 'Tea spoon', price: 1000, currency: 'GBP' }],
    });
    expect(json.items[0].reason).toBeUndefined();
  });

  it('accepts the limit as text and a repeated exclude', async () => {
    const { json } = await get('placement=bestsellers&limit=24&exclude=spoon&exclude=lamp');
    expect(keysOf(json)).not.toContain('spoon');
    expect(keysOf(json)).not.toContain('lamp');
  });

  it('treats an empty text as absent, because pages send those', async () => {
    const { status, json } = await get('placement=trending&product=&category=&limit=2&rows=');
    expect(status).toBe(200);
    expect(json.items).toHaveLength(2);
    expect((await get('placement=trending&product=nothing-like-it&category=')).status).toBe(200);
  });

  it('refuses a limit of 25, an unknown placement and a key that is too long', async () => {
    for (const query of [
      'placement=related&limit=25',
      'placement=nowhere',
      `placement=related&product=${'x'.repeat(201)}`,
    ]) {
      expect((await get(query)).json).toMatchObject({ status: 400, code: 'invalid-request' });
    }
  });

  it('gives each answer its own id, and none that is older than the last change of stock, catalogue or model', async () => {
    const own = await server.createShop('fresh');
    const ask = async () => {
      server.clock.now = new Date(server.clock.now.getTime() + 5_000);
      const { json } = await server.request(
        'GET',
        `/v1/recommendations?key=${own.publishableKey}&placement=bestsellers`,
        { headers: { origin: 'https://shop.example' } },
      );
      return recommendationResponse.parse(json);
    };
    const products = ['a', 'b'].map((key) => ({ key, title: `Thing ${key}`, url: `/${key}`, price: 1 }));
    await server.asOwner(own, 'POST', '/v1/products', { products });
    const [first, second] = [await ask(), await ask()];
    expect(second).toEqual({ ...first, requestId: second.requestId });
    expect(second.requestId).not.toBe(first.requestId);
    expect(keysOf(first).sort()).toEqual(['a', 'b']);

    const level = (stockLevel: number) =>
      server.asOwner(own, 'POST', '/v1/stock-levels', {
        levels: [{ product: 'a', stockLevel, asOf: server.clock.now.toISOString() }],
      });
    expect((await level(0)).json).toMatchObject({ accepted: 1 });
    expect(keysOf(await ask())).toEqual(['b']);
    await level(3);
    expect(keysOf(await ask()).sort()).toEqual(['a', 'b']);
    await server.asOwner(own, 'DELETE', '/v1/products/b');
    expect(keysOf(await ask())).toEqual(['a']);
    await server.asOwner(own, 'PUT', '/v1/products/a', { ...products[0], price: 2 });
    expect((await ask()).items).toMatchObject([{ product: 'a', price: 2, currency: 'GBP' }]);
    expect((await ask()).reason).toEqual({ code: 'new' });
    await learn('fresh');
    // After a long time without requests, the next one waits for a read of the store.
    server.clock.now = new Date(server.clock.now.getTime() + 6 * 60_000);
    // The product is learned but has no sales, so it is no bestseller.
    expect(await ask()).toMatchObject({ filledBy: 'new', reason: { code: 'new' } });
  });

  it.each(['before', 'after'] as const)(
    'calls a product new for 60 days and no longer, %s a training',
    async (when) => {
      const name = `ageing-${when}-training`;
      const own = await server.createShop(name);
      const began = server.clock.now;
      onTestFinished(() => {
        server.clock.now = began;
      });
      await server.asOwner(own, 'PUT', '/v1/products/a', { key: 'a', title: 'Thing', url: '/a', price: 1 });
      const { createdAt } = (await server.store.products.findByKey(own.shop.id, 'a'))!;
      if (when === 'after') await learn(name);
      const askOn = async (day: number) => {
        server.clock.now = new Date(createdAt.getTime() + day * 86_400_000);
        const { json } = await server.request(
          'GET',
          `/v1/recommendations?key=${own.publishableKey}&placement=bestsellers`,
          { headers: { origin: shopOrigin } },
        );
        return recommendationResponse.parse(json);
      };
      expect(await askOn(0)).toMatchObject({ filledBy: 'new', reason: { code: 'new' } });
      expect(await askOn(60)).toMatchObject({ filledBy: 'new', reason: { code: 'new' } });
      const old = await askOn(60.01);
      expect(old).toMatchObject({ filledBy: 'more-from-shop', reason: { code: 'more-from-shop' } });
    },
  );

  it('does not repeat the other rows of the page, as long as there is something else', async () => {
    const filledBy = async (query: string) => (await get(query)).json.filledBy;
    expect(await filledBy('placement=recently-viewed&limit=2')).toBe('bestsellers');
    expect(
      await filledBy('placement=recently-viewed&limit=2&rows=bestsellers,for-you,recently-viewed,what'),
    ).toBe('new');
  });

  it('ignores a customer claimed in the address', async () => {
    const { json } = await get('placement=buy-again&visitor=anna');
    expect(json.personal).toBe(false);
  });
});

describe('POST /v1/recommendations', () => {
  it('fills every placement with a reason, without hidden or sold-out products and repeated groups', async () => {
    for (const placement of placements) {
      const response = await ask({ placement, product: 'mug-red', limit: 24 });
      const groups = keysOf(response);
      expect(new Set(groups).size).toBe(groups.length);
      expect([...groups].sort()).toEqual(['bulb', 'lamp', 'pot', 'spoon']);
      for (const item of response.items) expect(item.reason ?? response.reason).toBeDefined();
    }
  });

  it('never shows the product’s own variants, the cart, or what the page already shows, by any of their names', async () => {
    const response = await ask({
      placement: 'trending',
      product: 'mug-pink',
      cart: ['BULB-1'],
      exclude: ['lamp'],
    });
    expect(keysOf(response).sort()).toEqual(['pot', 'spoon']);
  });

  it('offers the variants that can be bought', async () => {
    const { items } = await ask({ placement: 'bought-together', product: 'spoon', limit: 1 });
    expect(items[0]).toMatchObject({
      group: 'mug',
      variants: [
        { product: 'mug-pink', title: 'Pink' },
        { product: 'mug-red', title: 'Red' },
      ],
    });
  });

  it('follows what was just viewed, without a stored visitor', async () => {
    const response = await ask({ placement: 'for-you', recent: ['lamp'], limit: 1 });
    expect(response).toMatchObject({
      personal: true,
      reason: { code: 'because-you-viewed', product: 'Garden lamp' },
      items: [{ group: 'bulb' }],
    });
  });

  it('names and shows the variant that was opened, on its page, in the visit and from the store', async () => {
    const own = await server.createShop('named');
    const named = [
      { key: 'throw-black', groupKey: 'throw', title: 'Black knitted throw' },
      { key: 'throw-natural', groupKey: 'throw', title: 'Natural knitted throw' },
      { key: 'cushion', title: 'Knitted cushion' },
    ].map((product) => ({ url: `/p/${product.key}`, price: 1000, ...product }));
    await server.asOwner(own, 'POST', '/v1/products', { products: named });
    const orders = ['ann', 'bea', 'cleo', 'dan'].map((customer, n) => ({
      key: `named-${n}`,
      placedAt: new Date(server.clock.now.getTime() - (5 - n) * 86_400_000).toISOString(),
      customer,
      lines: [n < 3 ? 'throw-black' : 'throw-natural', ...(n < 3 ? ['cushion'] : [])].map((product) => ({
        product,
        quantity: 1,
        unitPrice: 1000,
      })),
    }));
    await server.asOwner(own, 'POST', '/v1/orders', { mode: 'import', orders });
    await learn('named');
    const rows = async (request: object) =>
      recommendationResponse.parse(
        (await server.asPage(own, '/v1/recommendations', { limit: 1, ...request })).json,
      );
    const cushion = { items: [{ product: 'cushion' }] };
    const because = (code: string) => ({ ...cushion, reason: { code, product: 'Natural knitted throw' } });

    expect(await rows({ placement: 'bought-together', product: 'throw-natural' })).toMatchObject(
      because('bought-with'),
    );
    expect(await rows({ placement: 'for-you', recent: ['throw-black', 'throw-natural'] })).toMatchObject(
      because('because-you-viewed'),
    );
    expect(await rows({ placement: 'recently-viewed', recent: ['throw-natural'] })).toMatchObject({
      items: [{ product: 'throw-natural' }],
    });

    await server.asPage(own, '/v1/events', {
      visitor: { key: visitorKey, consent: allowed },
      events: [{ type: 'view', id: randomUUID(), at: server.clock.now.getTime(), product: 'throw-natural' }],
    });
    expect(
      await rows({ placement: 'for-you', visitor: { key: visitorKey, consent: allowed } }),
    ).toMatchObject(because('because-you-viewed'));

    const { json } = await server.asOwner(own, 'POST', '/v1/customer-tokens', { customer: 'dan' });
    const dan = { visitor: { token: json.token, consent: allowed } };
    expect(await rows({ placement: 'for-you', recent: ['throw-black'], ...dan })).toMatchObject({
      ...cushion,
      reason: { code: 'because-you-viewed', product: 'Black knitted throw' },
    });
    expect(await rows({ placement: 'for-you', ...dan })).toMatchObject(because('because-you-bought'));
  });

  it('completes a cart', async () => {
    const response = await ask({ placement: 'cart', cart: ['lamp'], limit: 1 });
    expect(response).toMatchObject({ reason: { code: 'goes-with-cart' }, items: [{ group: 'bulb' }] });
  });

  it('knows a consenting customer by token alone, with the variant that they bought', async () => {
    const { json } = await server.asOwner(shop, 'POST', '/v1/customer-tokens', { customer: 'anna' });
    const known = await ask({
      placement: 'buy-again',
      visitor: { token: json.token, consent: { ...refused, personalization: true } },
      limit: 1,
    });
    expect(known).toMatchObject({
      personal: true,
      reason: { code: 'bought-before' },
      items: [{ product: 'mug-red' }],
    });
    const claimed = await ask({
      placement: 'buy-again',
      visitor: { token: 'not a token', consent: allowed },
      limit: 1,
    });
    expect(claimed.personal).toBe(false);
  });

  it.each([{ ...allowed, personalization: false }, undefined])(
    'uses nothing of a customer whose consent is %j, with or without a token',
    async (consent) => {
      const { json } = await server.asOwner(shop, 'POST', '/v1/customer-tokens', { customer: 'anna' });
      for (const placement of ['buy-again', 'for-you', 'recently-viewed'] as const) {
        const { personal, reason, items } = await ask({
          placement,
          visitor: { token: json.token, key: visitorKey, consent: consent! },
        });
        expect(personal).toBe(false);
        const reasons = [reason, ...items.map((item) => item.reason)].map((each) => each?.code);
        expect(reasons).not.toContain('bought-before');
        expect(reasons).not.toContain('because-you-bought');
      }
    },
  );

  it('uses the stored history of a visitor only with consent to personalization', async () => {
    const { json } = await server.asPage(shop, '/v1/events', {
      visitor: { key: visitorKey, consent: allowed },
      session: 'session-0123456789abcd',
      events: [{ type: 'view', id: randomUUID(), at: server.clock.now.getTime(), product: 'pot' }],
    });
    expect(json).toMatchObject({ accepted: 1 });
    const asked = { placement: 'recently-viewed' as const, limit: 1 };
    const remembered = await ask({ ...asked, visitor: { key: visitorKey, consent: allowed } });
    expect(remembered).toMatchObject({ personal: true, items: [{ group: 'pot' }] });
    const forgotten = await ask({
      ...asked,
      visitor: { key: visitorKey, consent: { ...allowed, personalization: false } },
    });
    expect(forgotten.personal).toBe(false);
  });

  it('leaves out products that were deleted or hidden after training, within five seconds', async () => {
    await server.asOwner(shop, 'PUT', '/v1/products/temp', {
      key: 'temp',
      title: 'Owl jug',
      url: '/t',
      price: 0,
    });
    await learn();
    server.clock.now = new Date(server.clock.now.getTime() + 5_000);
    expect(keysOf(await ask({ placement: 'similar', product: 'pot', limit: 24 }))).toContain('temp');
    await server.asOwner(shop, 'DELETE', '/v1/products/temp');
    server.clock.now = new Date(server.clock.now.getTime() + 5_000);
    expect(keysOf(await ask({ placement: 'similar', product: 'pot', limit: 24 }))).not.toContain('temp');
  });

  it('logs the shown products under the request id', async () => {
    const response = await ask({ placement: 'trending' });
    const { id } = (await server.store.shops.findByName('recommended'))!;
    expect(response.requestId).toMatch(/^[0-9a-f-]{36}$/);
    await vi.waitFor(
      async () => {
        const counts = await server.store.recommendationLog.summarize(id, new Date(0));
        expect(counts.find(({ placement }) => placement === 'trending')!.requests).toBeGreaterThan(0);
      },
      { timeout: 30_000, interval: 100 },
    );
  });

  it('returns a row for an empty shop, for one product, and before any training', async () => {
    const empty = await server.createShop('empty');
    const first = await server.asPage(empty, '/v1/recommendations', { placement: 'for-you' });
    expect(first.json).toMatchObject({ items: [], personal: false });
    await server.asOwner(empty, 'PUT', '/v1/products/one', {
      key: 'one',
      title: 'Only one',
      url: '/1',
      price: 0,
    });
    server.clock.now = new Date(server.clock.now.getTime() + 5_000);
    const second = await server.asPage(empty, '/v1/recommendations', { placement: 'for-you' });
    expect(second.json).toMatchObject({ reason: { code: 'new' }, items: [{ product: 'one', price: 0 }] });
  });

  it('does not know another shop’s products', async () => {
    const other = await server.createShop('other');
    const { json } = await server.asPage(other, '/v1/recommendations', {
      placement: 'bought-together',
      product: 'mug-red',
    });
    expect(json.items).toEqual([]);
  });
});
