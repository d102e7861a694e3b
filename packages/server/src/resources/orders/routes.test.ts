import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { jobContext } from '../../../test/job-context.js';
import { startTestServer, type TestServer } from '../../../test/running-server.js';
import { rebuildDailySales } from '../../jobs/rebuild-daily-sales.js';
import type { CreatedShop } from '../shops/service.js';
import { createOrderService } from './service.js';

let server: TestServer;
let shop: CreatedShop;
let mugId: string;
let nextShop = 0;
beforeAll(async () => {
  server = await startTestServer();
  server.clock.now = new Date('2026-06-15T12:00:00Z');
});
afterAll(() => server.close());
beforeEach(async () => {
  shop = await server.createShop(`shop-${nextShop++}`);
  const products = [
    { key: 'mug', title: 'Mug', url: '/mug', price: 450 },
    { key: 'jug', title: 'Jug', url: '/jug', price: 1200 },
  ];
  await server.asOwner(shop, 'POST', '/v1/products', { products });
  const levels = [{ product: 'mug', stockLevel: 100, asOf: '2026-06-15T08:00:00Z' }];
  await server.asOwner(shop, 'POST', '/v1/stock-levels', { levels });
  mugId = (await server.store.products.findByKey(shop.shop.id, 'mug'))!.id;
});

const order = (fields: object = {}) => ({
  key: 'A1',
  placedAt: '2026-06-15T11:00:00Z',
  lines: [{ product: 'mug', quantity: 3, unitPrice: 450 }],
  ...fields,
});
const report = async (orders: unknown[], mode = 'live') =>
  (await server.asOwner(shop, 'POST', '/v1/orders', { mode, orders })).json;
const stock = async () => (await server.store.inventory.findByProduct(shop.shop.id, mugId))?.stockLevel;
const sales = () => server.store.dailySales.listByProduct(shop.shop.id, mugId);
const recount = () =>
  rebuildDailySales.run(
    jobContext({ store: server.store, shopId: shop.shop.id, now: () => server.clock.now }),
  );
const purchasesOf = async (customer: string) => {
  const visitor = await server.store.visitors.findByKey(shop.shop.id, `customer:${customer}`);
  return server.store.interactions.listByUser(shop.shop.id, visitor!.id, 50, ['purchase']);
};

describe('POST /v1/orders', () => {
  it('lowers the stock, adds to the sales of the day and remembers who bought', async () => {
    expect(await report([order({ customer: 'ann' })])).toEqual({ accepted: 1, duplicates: 0, rejected: [] });
    expect(await stock()).toBe(97);
    expect(await sales()).toMatchObject([
      { day: '2026-06-15', quantity: 3, wholesaleQuantity: 0, revenue: 1350 },
    ]);
    expect(await purchasesOf('ann')).toMatchObject([{ productId: mugId, quantity: 3, price: 450 }]);
  });

  it('counts one sale that page, server and webhook report once', async () => {
    const visitor = { key: 'b'.repeat(22), consent: { analytics: true } };
    const page = { type: 'purchase', id: randomUUID(), at: server.clock.now.getTime(), order: 'A1' };
    await server.asPage(shop, '/v1/events', { visitor, events: [page] });
    const placedAt = '2026-06-15T11:40:00Z';
    await report([order({ placedAt, email: 'ann@example.com' })]);
    await report([order({ placedAt })]);
    await server.asPage(shop, '/v1/events', { visitor, events: [{ ...page, id: randomUUID() }] });
    expect(await stock()).toBe(97);
    expect(await sales()).toMatchObject([{ quantity: 3, revenue: 1350 }]);
    const known = await server.store.visitors.findByKey(shop.shop.id, visitor.key);
    const bought = await server.store.interactions.listByUser(shop.shop.id, known!.id, 50);
    expect(bought).toMatchObject([{ interactionType: 'purchase', productId: mugId, quantity: 3 }]);
    const held = await server.store.orders.findByKey(shop.shop.id, 'A1');
    expect(held?.emailDigest).toMatch(/^[\da-f]{64}$/);
    expect(JSON.stringify(held)).not.toContain('ann@example.com');
  });

  it('links a guest order that came first to the visitor whose page reports it', async () => {
    await report([order({ placedAt: '2026-06-15T11:40:00Z' })]);
    const visitor = { key: 'c'.repeat(22), consent: { analytics: true } };
    const events = [{ type: 'purchase', id: randomUUID(), at: server.clock.now.getTime(), order: 'A1' }];
    expect((await server.asPage(shop, '/v1/events', { visitor, events })).json.accepted).toBe(1);
    const known = await server.store.visitors.findByKey(shop.shop.id, visitor.key);
    expect(await server.store.interactions.listByUser(shop.shop.id, known!.id, 50)).toHaveLength(1);
    expect(await stock()).toBe(97);
  });

  it('is a duplicate when sent again, also twice in one call', async () => {
    expect(await report([order(), order()])).toMatchObject({ accepted: 1, duplicates: 1 });
    expect(await report([order()])).toMatchObject({ accepted: 0, duplicates: 1 });
    expect(await stock()).toBe(97);
  });

  it('follows corrections: what the last version says is what counts', async () => {
    await report([order({ customer: 'ann' })]);
    await report([order({ customer: 'ann', lines: [{ product: 'mug', quantity: 5, unitPrice: 400 }] })]);
    expect(await stock()).toBe(95);
    expect(await sales()).toMatchObject([{ quantity: 5, revenue: 2000 }]);
    expect(await purchasesOf('ann')).toMatchObject([{ quantity: 5 }]);
    await report([order({ customer: 'ann', lines: [{ product: 'jug', quantity: 1, unitPrice: 1200 }] })]);
    expect(await stock()).toBe(100);
    expect((await sales()).filter((day) => day.quantity !== 0)).toEqual([]);
  });

  it.each(['cancelled', 'refunded'])('takes everything back when it is %s, once', async (status) => {
    await report([order({ customer: 'ann' })]);
    await report([order({ customer: 'ann', status })]);
    await report([order({ customer: 'ann', status })]);
    expect(await stock()).toBe(100);
    expect((await sales()).reduce((sum, day) => sum + day.quantity + day.revenue, 0)).toBe(0);
    expect(await purchasesOf('ann')).toEqual([]);
  });

  it('in import mode fills the history and leaves the stock alone, also when cancelled later', async () => {
    const old = order({ placedAt: '2024-01-05T10:00:00Z' });
    expect(await report([old], 'import')).toMatchObject({ accepted: 1 });
    expect(await stock()).toBe(100);
    expect(await sales()).toMatchObject([{ day: '2024-01-05', quantity: 3 }]);
    await report([{ ...old, status: 'cancelled' }]);
    expect(await stock()).toBe(100);
  });

  it('leaves the stock alone where the shop reports its levels itself', async () => {
    await server.asOwner(shop, 'PATCH', '/v1/shop', { stockSource: 'reported' });
    await report([order()]);
    expect(await stock()).toBe(100);
    expect(await sales()).toMatchObject([{ quantity: 3 }]);
  });

  it("counts a sale on the day of the shop's time zone", async () => {
    // 23:30 UTC is half past midnight in London's summer.
    await report([order({ placedAt: '2026-06-14T23:30:00Z' })]);
    expect((await sales()).map(({ day }) => day)).toEqual(['2026-06-15']);
    await server.asOwner(shop, 'PATCH', '/v1/shop', { timeZone: 'America/New_York' });
    await recount();
    expect((await sales()).filter(({ quantity }) => quantity > 0)).toMatchObject([{ day: '2026-06-14' }]);
  });

  it('recounts while orders arrive and change: none is lost, none counts twice, marks stay', async () => {
    const late = (key: string, quantity = 3) =>
      order({ key, placedAt: '2026-06-14T23:30:00Z', lines: [{ product: 'mug', quantity, unitPrice: 450 }] });
    await report(Array.from({ length: 450 }, (_, index) => late(`K${index}`)));
    await server.store.dailySales.markStockedOut(shop.shop.id, [{ productId: mugId, day: '2026-06-15' }]);
    await server.asOwner(shop, 'PATCH', '/v1/shop', { timeZone: 'America/New_York' });
    const arriving = Array.from({ length: 20 }, (_, index) =>
      report([late(`K${index * 20}`, 4), late(`N${index}`)]),
    );
    await Promise.all([recount(), ...arriving]);
    await recount();
    const counted = (await sales()).filter(({ quantity }) => quantity !== 0);
    expect(counted).toMatchObject([
      { day: '2026-06-14', quantity: 470 * 3 + 20, revenue: (470 * 3 + 20) * 450 },
    ]);
    expect((await sales()).filter(({ stockedOut }) => stockedOut)).toMatchObject([{ day: '2026-06-15' }]);
  });

  it('is recounted until the settings have settled, and then left alone', async () => {
    const isDue = (now: Date) => rebuildDailySales.isDue(server.store, shop.shop.id, null, now);
    await server.asOwner(shop, 'PATCH', '/v1/shop', { wholesaleFrom: 48 });
    const { updatedAt } = (await server.store.shops.findById(shop.shop.id))!;
    const later = new Date(updatedAt.getTime() + 60_000);
    expect(await isDue(updatedAt)).toBe(false);
    await recount();
    expect(await isDue(later)).toBe(true);
    const before = server.clock.now;
    server.clock.now = later;
    await recount();
    server.clock.now = before;
    expect(await isDue(later)).toBe(false);
  });

  it('keeps wholesale lines apart, also when what counts as wholesale changes later', async () => {
    const lines = [
      { product: 'mug', quantity: 60, unitPrice: 300 },
      { product: 'mug', quantity: 2, unitPrice: 450 },
    ];
    await report([order({ lines })]);
    expect(await sales()).toMatchObject([{ quantity: 62, wholesaleQuantity: 0, revenue: 18_900 }]);
    await server.asOwner(shop, 'PATCH', '/v1/shop', { wholesaleFrom: 48 });
    await recount();
    expect(await sales()).toMatchObject([{ quantity: 2, wholesaleQuantity: 60, revenue: 18_900 }]);
  });

  it('leaves a foreign currency out of revenue, not out of units', async () => {
    await report([order({ currency: 'USD' })]);
    expect(await sales()).toMatchObject([{ quantity: 3, revenue: 0 }]);
  });

  it('keeps the good ones of a batch and names the bad ones', async () => {
    const future = order({ key: 'F', placedAt: '2026-06-15T12:05:01Z' });
    const result = await report([order(), { key: 'B' }, order({ key: 'C', lines: [] }), future]);
    expect(result).toMatchObject({
      accepted: 1,
      rejected: [
        { index: 1, code: 'invalid-request', pointer: '/orders/1/placedAt' },
        { index: 2, code: 'invalid-request', pointer: '/orders/2/lines' },
        { index: 3, code: 'event-in-future', pointer: '/orders/3/placedAt' },
      ],
    });
    expect(result.rejected[0].errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual([
      '/orders/1/placedAt',
      '/orders/1/lines',
    ]);
  });

  it('counts once when two reports arrive at the same time', async () => {
    const versions = [1, 2, 3, 4].map((quantity) =>
      report([order({ lines: [{ product: 'mug', quantity, unitPrice: 450 }] })]),
    );
    await Promise.all(versions);
    const held = (await server.asOwner(shop, 'GET', '/v1/orders/A1')).json.lines[0].quantity;
    expect(await stock()).toBe(100 - held);
    expect(await sales()).toMatchObject([{ quantity: held }]);
  });
});

describe('an order that a page, a webhook or a person reports again', () => {
  const minute = 60_000;
  const page = (key: string) => ({ key: key.repeat(22), consent: { analytics: true } });
  const purchase = (visitor: object) =>
    server.asPage(shop, '/v1/events', {
      visitor,
      events: [{ type: 'purchase', id: randomUUID(), at: server.clock.now.getTime(), order: 'A1' }],
    });
  const held = () => server.store.orders.findByKey(shop.shop.id, 'A1');
  const idOf = async (visitor: { key: string }) =>
    (await server.store.visitors.findByKey(shop.shop.id, visitor.key))!.id;

  it('keeps its first link, and takes none from a page when it is half an hour old', async () => {
    const [ann, thief] = [page('d'), page('e')];
    await report([order({ placedAt: new Date(server.clock.now.getTime() - 29 * minute).toISOString() })]);
    expect((await purchase(ann)).json).toMatchObject({ accepted: 1 });
    expect((await purchase(thief)).json).toMatchObject({ accepted: 0, duplicates: 1 });
    expect((await held())?.userId).toBe(await idOf(ann));
    await report([
      order({ key: 'old', placedAt: new Date(server.clock.now.getTime() - 31 * minute).toISOString() }),
    ]);
    const events = [{ type: 'purchase', id: randomUUID(), at: server.clock.now.getTime(), order: 'old' }];
    await server.asPage(shop, '/v1/events', { visitor: thief, events });
    expect(await server.store.orders.findByKey(shop.shop.id, 'old')).not.toHaveProperty('userId');
  });

  it('keeps the first link that waited for it, which lies in the store', async () => {
    const [ann, thief] = [page('f'), page('g')];
    expect((await purchase(ann)).json).toMatchObject({ accepted: 1 });
    expect((await purchase(thief)).json).toMatchObject({ accepted: 0, duplicates: 1 });
    const waiting = await server.store.waitingLinks.findMany(shop.shop.id, ['A1']);
    expect(waiting.get('A1')?.userId).toBe(await idOf(ann));
    await report([order({ placedAt: server.clock.now.toISOString() })]);
    expect((await held())?.userId).toBe(await idOf(ann));
  });

  it('is not taken by a page that named it before it was placed', async () => {
    await purchase(page('h'));
    const later = new Date(server.clock.now.getTime() + 4 * minute).toISOString();
    server.clock.now = new Date(server.clock.now.getTime() + 10 * minute);
    await report([order({ placedAt: new Date(Date.parse(later) + 5 * minute).toISOString() })]);
    server.clock.now = new Date(server.clock.now.getTime() - 10 * minute);
    expect(await held()).not.toHaveProperty('userId');
  });

  it.each([
    ['corrected', { lines: [{ product: 'mug', quantity: 5, unitPrice: 450 }] }, [5]],
    ['cancelled', { status: 'cancelled' }, []],
  ])('is %s after its guest signed in, and leaves one truth', async (_how, change, quantities) => {
    const guest = page('i');
    await report([order({ placedAt: server.clock.now.toISOString() })]);
    await purchase(guest);
    const { token } = (await server.asOwner(shop, 'POST', '/v1/customer-tokens', { customer: 'ann' })).json;
    const view = { type: 'view', id: randomUUID(), at: server.clock.now.getTime(), product: 'jug' };
    await server.asPage(shop, '/v1/events', { visitor: { ...guest, token }, events: [view] });
    expect(await purchasesOf('ann')).toMatchObject([{ quantity: 3 }]);
    await report([order({ placedAt: server.clock.now.toISOString(), ...change })]);
    expect((await purchasesOf('ann')).map(({ quantity }) => quantity)).toEqual(quantities);
  });

  it('moves its purchases to the customer the server names, instead of doubling them', async () => {
    const guest = page('j');
    await report([order({ placedAt: server.clock.now.toISOString() })]);
    await purchase(guest);
    await report([order({ placedAt: server.clock.now.toISOString(), customer: 'bea' })]);
    expect(await purchasesOf('bea')).toMatchObject([{ quantity: 3 }]);
    const left = await server.store.interactions.listByUser(shop.shop.id, await idOf(guest), 5);
    expect(left).toEqual([]);
  });

  it.each(['cancelled', 'refunded'])('stays %s when an old report is sent again', async (status) => {
    await report([order()]);
    await report([order({ status, updatedAt: server.clock.now.toISOString() })]);
    expect(await report([order()])).toEqual({ accepted: 0, duplicates: 1, rejected: [] });
    expect(await report([order({ status: 'shipped' })])).toMatchObject({ accepted: 0 });
    expect(await stock()).toBe(100);
    expect((await held())?.status).toBe(status);
    const later = new Date(server.clock.now.getTime() + minute).toISOString();
    expect(await report([order({ updatedAt: later })])).toMatchObject({ accepted: 1 });
    expect(await stock()).toBe(97);
  });

  it('without a date is as new as the moment it is heard, so that no older report undoes it', async () => {
    const ago = (minutes: number) => new Date(server.clock.now.getTime() - minutes * minute).toISOString();
    const five = { lines: [{ product: 'mug', quantity: 5, unitPrice: 450 }] };
    await report([order({ updatedAt: ago(60) })]);
    await report([order(five)]);
    expect(await report([order({ updatedAt: ago(45) })])).toMatchObject({ accepted: 0, duplicates: 1 });
    expect(await stock()).toBe(95);
    await report([order({ ...five, status: 'cancelled' })]);
    expect(await report([order({ status: 'shipped', updatedAt: ago(30) })])).toMatchObject({
      accepted: 0,
      duplicates: 1,
    });
    expect(await stock()).toBe(100);
    expect(await held()).toMatchObject({ status: 'cancelled', reportedAt: server.clock.now });
    // Two more were taken, and five came back, when it was heard; not when the order was placed.
    await server.asOwner(shop, 'POST', '/v1/stock-levels', {
      levels: [{ product: 'mug', stockLevel: 90, asOf: ago(1) }],
    });
    expect(await stock()).toBe(93);
  });

  it('is refused with a date that has not come, which would hold against every later report', async () => {
    const ahead = (minutes: number) => new Date(server.clock.now.getTime() + minutes * minute).toISOString();
    const { accepted, rejected } = await report([order({ updatedAt: ahead(6) })]);
    expect(accepted).toBe(0);
    expect(rejected).toMatchObject([{ code: 'event-in-future', pointer: '/orders/0/updatedAt' }]);
    // A clock that is somewhat fast: what is heard without a date is no older than what it said.
    await report([order({ updatedAt: ahead(4) })]);
    await report([order({ status: 'cancelled' })]);
    expect(await report([order({ updatedAt: ahead(3) })])).toMatchObject({ accepted: 0, duplicates: 1 });
    expect((await held())?.status).toBe('cancelled');
  });

  it('keeps its currency when that of the shop has changed', async () => {
    await report([order()]);
    await server.asOwner(shop, 'PATCH', '/v1/shop', { currency: 'JPY' });
    expect(await report([order()])).toMatchObject({ accepted: 0, duplicates: 1 });
    await report([order({ status: 'shipped' })]);
    const currency = async () => (await server.asOwner(shop, 'GET', '/v1/orders/A1')).json.currency;
    expect(await currency()).toBe(shop.shop.settings.currency);
    await report([order({ status: 'shipped', currency: 'EUR' })]);
    expect(await currency()).toBe('EUR');
  });

  it('moves no stock of a shop that reports its levels itself', async () => {
    await report([order()]);
    await server.asOwner(shop, 'PATCH', '/v1/shop', { stockSource: 'reported' });
    const levels = [{ product: 'mug', stockLevel: 8, asOf: '2026-06-15T11:30:00Z' }];
    await server.asOwner(shop, 'POST', '/v1/stock-levels', { levels });
    await report([order({ status: 'cancelled' })]);
    expect(await stock()).toBe(8);
    expect(await sales()).toMatchObject([{ quantity: 0 }]);
  });

  it('is a duplicate when it is older than what is held, also within a call', async () => {
    const at = (minutes: number) =>
      new Date(Date.parse('2026-06-15T11:00:00Z') + minutes * minute).toISOString();
    const two = { lines: [{ product: 'mug', quantity: 2, unitPrice: 450 }] };
    await report([order({ ...two, updatedAt: at(9) }), order({ updatedAt: at(3) })]);
    expect(await stock()).toBe(98);
    expect(await report([order({ updatedAt: at(5) })])).toMatchObject({ accepted: 0, duplicates: 1 });
    expect(await stock()).toBe(98);
    expect(await report([order({ updatedAt: at(10) })])).toMatchObject({ accepted: 1 });
    expect(await stock()).toBe(97);
  });

  it('tells whose it is, in the words of the server', async () => {
    await report([order({ customer: 'ann' })]);
    expect((await server.asOwner(shop, 'GET', '/v1/orders/A1')).json.customer).toBe('ann');
    await server.asPage(shop, '/v1/visitors/erase', {
      visitor: {
        token: (await server.asOwner(shop, 'POST', '/v1/customer-tokens', { customer: 'ann' })).json.token,
      },
    });
    expect((await server.asOwner(shop, 'GET', '/v1/orders/A1')).json).not.toHaveProperty('customer');
  });
});

it('acknowledges orders that are written though the alerts fail', async () => {
  const lines: unknown[] = [];
  const orders = createOrderService({
    store: server.store,
    secrets: { digest: () => '' },
    clock: () => server.clock.now,
    log: { warn: (...line: unknown[]) => void lines.push(line) },
    onStockChanged: () => Promise.reject(new Error('alerts are away')),
  });
  expect(await orders.record(shop.shop, 'live', [order()])).toMatchObject({ accepted: 1 });
  expect(await stock()).toBe(97);
  expect(lines).toHaveLength(1);
});

it('writes no order under who was erased, or merged, after they were looked up', async () => {
  const { store } = server;
  const lookedUp = new Set<string>();
  const meanwhile = async (id: string) => {
    if (lookedUp.has(id)) return;
    if (lookedUp.size === 0) await store.visitors.erase(shop.shop.id, id);
    lookedUp.add(id);
  };
  const orders = createOrderService({
    store: {
      ...store,
      visitors: {
        ...store.visitors,
        async ensureCustomers(...args) {
          const ids = await store.visitors.ensureCustomers(...args);
          for (const id of ids.values()) await meanwhile(id);
          return ids;
        },
      },
    },
    secrets: { digest: () => '' },
    clock: () => server.clock.now,
    log: { warn: () => undefined },
  });
  expect(await orders.record(shop.shop, 'live', [order({ customer: 'ann' })])).toMatchObject({ accepted: 1 });
  const [erased, now] = [...lookedUp];
  const ann = await store.visitors.findByKey(shop.shop.id, 'customer:ann');
  expect(ann?.id).toBe(now);
  expect((await store.orders.findByKey(shop.shop.id, 'A1'))?.userId).toBe(now);
  expect(await store.interactions.listByUser(shop.shop.id, erased!, 9)).toEqual([]);
  expect(await purchasesOf('ann')).toHaveLength(1);
  expect(await stock()).toBe(97);
});

describe('GET /v1/orders', () => {
  it('lists newest first in pages, and answers one by its key', async () => {
    const orders = [1, 2, 3].map((n) => order({ key: `K${n}`, placedAt: `2026-06-1${n}T10:00:00Z` }));
    await report(orders, 'import');
    const first = (await server.asOwner(shop, 'GET', '/v1/orders?limit=2')).json;
    expect(first.items.map(({ key }: { key: string }) => key)).toEqual(['K3', 'K2']);
    const cursor = encodeURIComponent(first.nextCursor);
    const second = (await server.asOwner(shop, 'GET', `/v1/orders?limit=2&cursor=${cursor}`)).json;
    expect(second.items.map(({ key }: { key: string }) => key)).toEqual(['K1']);
    const { json } = await server.asOwner(shop, 'GET', '/v1/orders/K1');
    expect(json).toMatchObject({ key: 'K1', lines: [{ product: 'mug', quantity: 3, unitPrice: 450 }] });
    expect((await server.asOwner(shop, 'GET', '/v1/orders/none')).status).toBe(404);
  });
});
