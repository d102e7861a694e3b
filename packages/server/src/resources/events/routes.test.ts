import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { shopOrigin, startTestServer, type TestServer } from '../../../test/running-server.js';
import type { CreatedShop } from '../shops/service.js';
import { VisitorService } from '../visitors/service.js';

let server: TestServer;
let shop: CreatedShop;
let nextShop = 0;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());
beforeEach(async () => {
  shop = await server.createShop(`shop-${nextShop++}`);
  const product = {
    key: 'mug',
    title: 'Mug',
    url: '/mug',
    price: 450,
    aliases: [{ type: 'sku', value: 'M-1' }],
  };
  await server.asOwner(shop, 'PUT', '/v1/products/mug', product);
});

const agreed = { analytics: true, personalization: true, functionality: true };
const visitor = { key: 'v'.repeat(22), consent: agreed };
const event = (fields: object = {}) => ({
  type: 'view',
  id: randomUUID(),
  at: server.clock.now.getTime(),
  product: 'mug',
  ...fields,
});
const send = (events: unknown[], more: object = {}) =>
  server.asPage(shop, '/v1/events', { visitor, events, ...more });
const stored = () => server.store.interactions.count(shop.shop.id);

describe('POST /v1/events', () => {
  it('stores an event once, however often it is sent', async () => {
    const events = [event(), event({ type: 'add_to_cart', quantity: 2, price: 450 })];
    expect((await send(events)).json).toEqual({ accepted: 2, duplicates: 0, rejected: [] });
    expect((await send(events)).json).toEqual({ accepted: 0, duplicates: 2, rejected: [] });
    expect(await stored()).toBe(2);
  });

  it('stores nineteen good events of twenty and names the bad one', async () => {
    const events: unknown[] = Array.from({ length: 20 }, () => event());
    events[13] = event({ quantity: -1 });
    const { status, json } = await send(events);
    expect(status).toBe(200);
    expect(json).toMatchObject({
      accepted: 19,
      rejected: [{ index: 13, code: 'invalid-request', pointer: '/events/13/quantity' }],
    });
  });

  it('names every fault of a bad event, each with its pointer', async () => {
    const { json } = await send([event(), event({ id: 'none', quantity: 0, product: '' })]);
    expect(json.rejected).toMatchObject([{ index: 1, pointer: json.rejected[0].errors[0].pointer }]);
    expect(json.rejected[0].errors.map(({ pointer }: { pointer: string }) => pointer).sort()).toEqual([
      '/events/1/id',
      '/events/1/product',
      '/events/1/quantity',
    ]);
  });

  it('refuses events more than five minutes ahead or seven days old, and none within', async () => {
    const now = server.clock.now.getTime();
    const minute = 60_000;
    const day = 24 * 60 * minute;
    const { json } = await send([
      event({ at: now + 5 * minute }),
      event({ at: now + 5 * minute + 1 }),
      event({ at: now - 7 * day }),
      event({ at: now - 7 * day - 1 }),
    ]);
    expect(json.accepted).toBe(2);
    expect(json.rejected.map(({ index, code }: { index: number; code: string }) => [index, code])).toEqual([
      [1, 'event-in-future'],
      [3, 'event-too-old'],
    ]);
  });

  it.each([
    ['no events', { events: [] }],
    ['101 events', { events: Array.from({ length: 101 }, () => ({})) }],
    ['events that are no list', { events: 'view' }],
    ['a visitor that is a number', { events: [{}], visitor: 7 }],
    ['a key with a control character', { events: [{}], visitor: { key: 'a\u0000'.repeat(20) } }],
  ])('refuses %s as a whole', async (_case, body) => {
    expect((await server.asPage(shop, '/v1/events', body)).json).toMatchObject({
      status: 400,
      code: 'invalid-request',
    });
  });

  it('accepts text/plain with a charset, as sendBeacon sends it', async () => {
    const { json } = await server.request('POST', '/v1/events', {
      headers: { origin: shopOrigin, 'content-type': 'text/plain;charset=UTF-8' },
      body: JSON.stringify({ key: shop.publishableKey, visitor, events: [event()] }),
    });
    expect(json.accepted).toBe(1);
  });

  it('finds a product by its alias, and makes a stub for one that the catalogue does not know yet', async () => {
    expect((await send([event({ product: 'm-1' }), event({ product: 'unheard-of' })])).json.accepted).toBe(2);
    const known = await server.store.products.findByKey(shop.shop.id, 'unheard-of');
    expect(known?.source).toBe('page');
    expect((await server.asOwner(shop, 'GET', '/v1/products/unheard-of')).status).toBe(404);
  });

  it('refuses unknown products once the shop holds 2,000 stubs', async () => {
    const keys = Array.from({ length: 2000 }, (_, n) => `stub-${n}`);
    await server.store.products.ensureStubs(shop.shop.id, keys, 2000);
    const { json } = await send([event({ product: 'one-too-many' }), event()]);
    expect(json).toMatchObject({
      accepted: 1,
      rejected: [
        {
          index: 0,
          code: 'unknown-product',
          pointer: '/events/0/product',
          detail: expect.stringMatching(/no product of this shop/) as string,
        },
      ],
    });
  });

  it('accepts five orders in a batch and ten waiting ones of a visitor, because no shopper places more', async () => {
    const orders = (from: number, count: number) =>
      Array.from({ length: count }, (_, n) => ({ ...event({ type: 'purchase' }), order: `O-${from + n}` }));
    const { json } = await send([...orders(0, 6), event()]);
    expect(json).toMatchObject({
      accepted: 6,
      rejected: [{ index: 5, code: 'too-many-requests', pointer: '/events/5' }],
    });
    await send(orders(10, 5));
    expect((await send(orders(20, 5))).json).toMatchObject({ accepted: 0, rejected: [] });
    const other = { visitor: { ...visitor, key: 'w'.repeat(22) } };
    expect((await send(orders(30, 1), other)).json.accepted).toBe(1);
  });

  it('accepts a hundred waiting orders from one network, however many visitors it makes up', async () => {
    const network = await startTestServer({ env: { SHELFWISE_TRUSTED_PROXIES: '127.0.0.1' } });
    onTestFinished(() => network.close());
    const crowded = await network.createShop('crowded');
    const send = async (n: number, address: string) => {
      const { json } = await network.request('POST', '/v1/events', {
        headers: { origin: shopOrigin, 'content-type': 'text/plain', 'x-forwarded-for': address },
        body: {
          key: crowded.publishableKey,
          visitor: { ...visitor, key: `made-up-visitor-${n}` },
          events: Array.from({ length: 5 }, (_, i) => ({
            type: 'purchase',
            id: randomUUID(),
            at: network.clock.now.getTime(),
            order: `${address}-${n}-${i}`,
          })),
        },
      });
      return json.accepted;
    };
    // An order that is sent again takes no further place.
    for (let n = 0; n < 19; n++) expect(await send(n, '2001:db8::1')).toBe(5);
    expect(await send(0, '2001:db8::1')).toBe(0);
    expect(await send(20, '2001:db8::2')).toBe(5);
    expect(await send(21, '2001:db8::3')).toBe(0);
    expect(await send(22, '2001:db8:0:1::1')).toBe(5);
  });

  it('drops what a bot sends', async () => {
    const { json } = await server.request('POST', '/v1/events', {
      headers: {
        origin: shopOrigin,
        'content-type': 'text/plain',
        'user-agent': 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)',
      },
      body: { key: shop.publishableKey, visitor, events: [event()] },
    });
    expect(json).toEqual({ accepted: 0, duplicates: 0, rejected: [] });
    expect(await stored()).toBe(0);
  });
});

describe('consent', () => {
  it('without consent, stores nothing about the visitor, but that a row was shown', async () => {
    const impression = {
      type: 'impression',
      id: randomUUID(),
      at: event().at,
      requestId: 'r1',
      products: ['mug'],
    };
    for (const consent of [undefined, { analytics: false }]) {
      const { json } = await send([event(), { ...impression, id: randomUUID() }], {
        visitor: { key: visitor.key, consent },
      });
      expect(json).toEqual({ accepted: 1, duplicates: 0, rejected: [] });
    }
    expect(await stored()).toBe(0);
    expect(await server.store.visitors.findByKey(shop.shop.id, visitor.key)).toBeNull();
  });

  it('is the shop’s default only when the page states none', async () => {
    await server.asOwner(shop, 'PATCH', '/v1/shop', { consentDefault: 'granted' });
    expect((await send([event()], { visitor: { key: visitor.key } })).json.accepted).toBe(1);
    const refused = { key: visitor.key, consent: { analytics: false } };
    expect((await send([event()], { visitor: refused })).json.accepted).toBe(0);
  });
});

describe('a customer', () => {
  const customerOf = async () => server.store.visitors.findByKey(shop.shop.id, 'customer:ann');
  const tokenFor = async (customer: string) =>
    (await server.asOwner(shop, 'POST', '/v1/customer-tokens', { customer })).json.token as string;

  it('is ignored when the page claims one without a token', async () => {
    await send([event()], { visitor: { ...visitor, customer: 'ann', customerKey: 'ann' } });
    expect(await customerOf()).toBeNull();
  });

  it("is ignored with another shop's token, or a made-up one", async () => {
    const stranger = await server.createShop(`stranger-${nextShop++}`);
    const { json } = await server.asOwner(stranger, 'POST', '/v1/customer-tokens', { customer: 'ann' });
    for (const token of [json.token, 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJhbm4ifQ.']) {
      expect((await send([event()], { visitor: { ...visitor, token } })).json.accepted).toBe(1);
    }
    expect(await customerOf()).toBeNull();
  });

  it('who is proved by a token takes over the browser’s history', async () => {
    await send([event()]);
    await send([event()], { visitor: { ...visitor, token: await tokenFor('ann') } });
    const ann = await customerOf();
    expect(await server.store.interactions.listByUser(shop.shop.id, ann!.id, 10)).toHaveLength(2);
  });

  it('who signs in at a shared browser does not inherit the history of the one before', async () => {
    await send([event()], { visitor: { ...visitor, token: await tokenFor('ann') } });
    await send([event()], { visitor: { ...visitor, token: await tokenFor('bob') } });
    const bob = await server.store.visitors.findByKey(shop.shop.id, 'customer:bob');
    const ann = await customerOf();
    expect(bob!.id).not.toBe(ann!.id);
    expect(await server.store.interactions.listByUser(shop.shop.id, bob!.id, 10)).toHaveLength(1);
    expect(await server.store.interactions.listByUser(shop.shop.id, ann!.id, 10)).toHaveLength(1);
  });
});

describe('a browser that several people use', () => {
  it('adds nothing to the history of a signed-in customer without their token', async () => {
    const tokenOf = async (customer: string) =>
      (await server.asOwner(shop, 'POST', '/v1/customer-tokens', { customer })).json.token as string;
    const see = async (product: string, token?: string) => {
      await server.asOwner(shop, 'PUT', `/v1/products/${product}`, {
        key: product,
        title: product,
        url: '/',
        price: 1,
      });
      await send([event({ product })], { visitor: { ...visitor, ...(token !== undefined && { token }) } });
    };
    const historyOf = async (key: string) => {
      const { id } = (await server.store.visitors.findByKey(shop.shop.id, key))!;
      const seen = await server.store.interactions.listByUser(shop.shop.id, id, 50);
      const products = await server.store.products.findByIds(
        shop.shop.id,
        seen.map(({ productId }) => productId),
      );
      return products.map(({ key }) => key).sort();
    };
    await see('before-signing-in');
    await see('as-ann', await tokenOf('ann'));
    await see('as-nobody');
    expect(await historyOf('customer:ann')).toEqual(['as-ann', 'before-signing-in']);
    expect(await historyOf(visitor.key)).toEqual(['as-nobody']);
    await see('as-bob', await tokenOf('bob'));
    expect(await historyOf('customer:bob')).toEqual(['as-bob', 'as-nobody']);
    await see('as-ann-again', await tokenOf('ann'));
    expect(await historyOf('customer:ann')).toEqual(['as-ann', 'as-ann-again', 'before-signing-in']);
    expect(await historyOf('customer:bob')).toEqual(['as-bob', 'as-nobody']);
  });
});

describe('POST /v1/visitors/erase', () => {
  it('removes the visitor and their history, and reports when there was nothing', async () => {
    await send([event()]);
    const erase = () => server.asPage(shop, '/v1/visitors/erase', { visitor });
    expect((await erase()).json).toEqual({ erased: true });
    expect(await stored()).toBe(0);
    expect((await erase()).json).toEqual({ erased: false });
    expect((await send([event()])).json.accepted).toBe(1);
  });

  it('holds whichever process erased: later events belong to a visitor who can be erased again', async () => {
    await send([event(), { ...event(), type: 'purchase', order: 'o-1' }]);
    const otherProcess = new VisitorService({
      store: server.store,
      customerTokens: { verifyCustomerToken: async () => null },
      clock: () => server.clock.now,
    });
    expect(await otherProcess.erase(shop.shop, visitor)).toBe(true);
    expect(await stored()).toBe(0);
    const { json } = await send([event(), { ...event(), type: 'purchase', order: 'o-2' }]);
    expect(json).toEqual({ accepted: 2, duplicates: 0, rejected: [] });
    const { id } = (await server.store.visitors.findByKey(shop.shop.id, visitor.key))!;
    expect(await server.store.interactions.listByUser(shop.shop.id, id, 9)).toHaveLength(1);
    const waiting = await server.store.waitingLinks.findMany(shop.shop.id, ['o-1', 'o-2']);
    expect([...waiting].map(([order, link]) => [order, link.userId])).toEqual([['o-2', id]]);
    expect((await server.asPage(shop, '/v1/visitors/erase', { visitor })).json).toEqual({ erased: true });
    expect(await stored()).toBe(0);
  });

  it('holds for events that were on their way', async () => {
    const erase = () => server.asPage(shop, '/v1/visitors/erase', { visitor });
    await send([event()]);
    await Promise.all([send([event()]), erase(), send([event()]), erase(), send([event()])]);
    await erase();
    expect(await stored()).toBe(0);
  });

  it('removes a conversation that belongs to no visitor, and no other one', async () => {
    const functionality = { consent: { functionality: true } };
    const say = async () =>
      (
        await server.asPage(shop, '/v1/chat/messages', {
          messageId: randomUUID(),
          text: 'hello',
          visitor: functionality,
        })
      ).json.conversation as string;
    const [mine, theirs] = [await say(), await say()];
    const erase = () =>
      server.asPage(shop, '/v1/visitors/erase', { visitor: functionality, conversation: mine });
    expect((await erase()).json).toEqual({ erased: true });
    const read = (name: string) =>
      server.request(
        'GET',
        `/v1/chat/conversations/${name}/messages?key=${shop.publishableKey}&after=0&wait=0`,
        { headers: { origin: shopOrigin } },
      );
    expect((await read(mine)).status).toBe(404);
    expect((await read(theirs)).status).toBe(200);
    expect((await erase()).json).toEqual({ erased: false });
  });
});
