import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { anOrder, openOrdersShop, startOrdersServer, type OrdersShop } from '../../../test/orders-shop.js';
import type { TestServer } from '../../../test/running-server.js';
import { OrderService } from './service.js';
import { override } from '../../../test/override.js';

let server: TestServer;
let { shop, mugId, report, stock, sales, purchasesOf } = {} as OrdersShop;
beforeAll(async () => {
  server = await startOrdersServer();
});
afterAll(() => server.close());
beforeEach(async () => {
  ({ shop, mugId, report, stock, sales, purchasesOf } = await openOrdersShop(server));
});

describe('POST /v1/orders', () => {
  it('lowers the stock, adds to the sales of the day and remembers who bought', async () => {
    expect(await report([anOrder({ customer: 'ann' })])).toEqual({
      accepted: 1,
      duplicates: 0,
      rejected: [],
    });
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
    await report([anOrder({ placedAt, email: 'ann@example.com' })]);
    await report([anOrder({ placedAt })]);
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
    await report([anOrder({ placedAt: '2026-06-15T11:40:00Z' })]);
    const visitor = { key: 'c'.repeat(22), consent: { analytics: true } };
    const events = [{ type: 'purchase', id: randomUUID(), at: server.clock.now.getTime(), order: 'A1' }];
    expect((await server.asPage(shop, '/v1/events', { visitor, events })).json.accepted).toBe(1);
    const known = await server.store.visitors.findByKey(shop.shop.id, visitor.key);
    expect(await server.store.interactions.listByUser(shop.shop.id, known!.id, 50)).toHaveLength(1);
    expect(await stock()).toBe(97);
  });

  it('is a duplicate when sent again, also twice in one call', async () => {
    expect(await report([anOrder(), anOrder()])).toMatchObject({ accepted: 1, duplicates: 1 });
    expect(await report([anOrder()])).toMatchObject({ accepted: 0, duplicates: 1 });
    expect(await stock()).toBe(97);
  });

  it('follows corrections: the last version counts', async () => {
    await report([anOrder({ customer: 'ann' })]);
    await report([anOrder({ customer: 'ann', lines: [{ product: 'mug', quantity: 5, unitPrice: 400 }] })]);
    expect(await stock()).toBe(95);
    expect(await sales()).toMatchObject([{ quantity: 5, revenue: 2000 }]);
    expect(await purchasesOf('ann')).toMatchObject([{ quantity: 5 }]);
    await report([anOrder({ customer: 'ann', lines: [{ product: 'jug', quantity: 1, unitPrice: 1200 }] })]);
    expect(await stock()).toBe(100);
    expect((await sales()).filter((day) => day.quantity !== 0)).toEqual([]);
  });

  it.each(['cancelled', 'refunded'])('takes everything back once when it is %s', async (status) => {
    await report([anOrder({ customer: 'ann' })]);
    await report([anOrder({ customer: 'ann', status })]);
    await report([anOrder({ customer: 'ann', status })]);
    expect(await stock()).toBe(100);
    expect((await sales()).reduce((sum, day) => sum + day.quantity + day.revenue, 0)).toBe(0);
    expect(await purchasesOf('ann')).toEqual([]);
  });

  it('in import mode fills the history and leaves the stock alone, also when cancelled later', async () => {
    const old = anOrder({ placedAt: '2024-01-05T10:00:00Z' });
    expect(await report([old], 'import')).toMatchObject({ accepted: 1 });
    expect(await stock()).toBe(100);
    expect(await sales()).toMatchObject([{ day: '2024-01-05', quantity: 3 }]);
    await report([{ ...old, status: 'cancelled' }]);
    expect(await stock()).toBe(100);
  });

  it('leaves the stock alone where the shop reports its levels itself', async () => {
    await server.asOwner(shop, 'PATCH', '/v1/shop', { stockSource: 'reported' });
    await report([anOrder()]);
    expect(await stock()).toBe(100);
    expect(await sales()).toMatchObject([{ quantity: 3 }]);
  });

  it('counts units of an order in a foreign currency, and no revenue', async () => {
    await report([anOrder({ currency: 'USD' })]);
    expect(await sales()).toMatchObject([{ quantity: 3, revenue: 0 }]);
  });

  it('stores the good orders of a batch and names the bad ones', async () => {
    const future = anOrder({ key: 'F', placedAt: '2026-06-15T12:05:01Z' });
    const result = await report([anOrder(), { key: 'B' }, anOrder({ key: 'C', lines: [] }), future]);
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
      report([anOrder({ lines: [{ product: 'mug', quantity, unitPrice: 450 }] })]),
    );
    await Promise.all(versions);
    const held = (await server.asOwner(shop, 'GET', '/v1/orders/A1')).json.lines[0].quantity;
    expect(await stock()).toBe(100 - held);
    expect(await sales()).toMatchObject([{ quantity: held }]);
  });
});

it('acknowledges written orders although the alerts fail', async () => {
  const lines: unknown[] = [];
  const orders = new OrderService({
    store: server.store,
    secrets: { digest: () => '' },
    clock: () => server.clock.now,
    log: { warn: (...line: unknown[]) => void lines.push(line) },
    stockAdvice: { onStockChanged: () => Promise.reject(new Error('alerts are away')) },
  });
  expect(await orders.record(shop.shop, 'live', [anOrder()])).toMatchObject({ accepted: 1 });
  expect(await stock()).toBe(97);
  expect(lines).toHaveLength(1);
});

it('links no order to a visitor who was erased or merged during the call', async () => {
  const { store } = server;
  const lookedUp = new Set<string>();
  const meanwhile = async (id: string) => {
    if (lookedUp.has(id)) return;
    if (lookedUp.size === 0) await store.visitors.erase(shop.shop.id, id);
    lookedUp.add(id);
  };
  const orders = new OrderService({
    store: {
      ...store,
      visitors: override(store.visitors, {
        async ensureCustomers(...args) {
          const ids = await store.visitors.ensureCustomers(...args);
          for (const id of ids.values()) await meanwhile(id);
          return ids;
        },
      }),
    },
    secrets: { digest: () => '' },
    clock: () => server.clock.now,
    log: { warn: () => undefined },
  });
  expect(await orders.record(shop.shop, 'live', [anOrder({ customer: 'ann' })])).toMatchObject({
    accepted: 1,
  });
  const [erased, now] = [...lookedUp];
  const ann = await store.visitors.findByKey(shop.shop.id, 'customer:ann');
  expect(ann?.id).toBe(now);
  expect((await store.orders.findByKey(shop.shop.id, 'A1'))?.userId).toBe(now);
  expect(await store.interactions.listByUser(shop.shop.id, erased!, 9)).toEqual([]);
  expect(await purchasesOf('ann')).toHaveLength(1);
  expect(await stock()).toBe(97);
});

describe('GET /v1/orders', () => {
  it('lists the newest first in pages, and returns one by its key', async () => {
    const orders = [1, 2, 3].map((n) => anOrder({ key: `K${n}`, placedAt: `2026-06-1${n}T10:00:00Z` }));
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
