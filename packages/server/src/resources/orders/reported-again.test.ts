import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { anOrder, openOrdersShop, startOrdersServer, type OrdersShop } from '../../../test/orders-shop.js';
import type { TestServer } from '../../../test/running-server.js';

let server: TestServer;
let { shop, report, stock, sales, purchasesOf } = {} as OrdersShop;
beforeAll(async () => {
  server = await startOrdersServer();
});
afterAll(() => server.close());
beforeEach(async () => {
  ({ shop, report, stock, sales, purchasesOf } = await openOrdersShop(server));
});

describe('an order that is reported again', () => {
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

  it('keeps its first link, and accepts none from a page after half an hour', async () => {
    const [ann, thief] = [page('d'), page('e')];
    await report([anOrder({ placedAt: new Date(server.clock.now.getTime() - 29 * minute).toISOString() })]);
    expect((await purchase(ann)).json).toMatchObject({ accepted: 1 });
    expect((await purchase(thief)).json).toMatchObject({ accepted: 0, duplicates: 1 });
    expect((await held())?.userId).toBe(await idOf(ann));
    await report([
      anOrder({ key: 'old', placedAt: new Date(server.clock.now.getTime() - 31 * minute).toISOString() }),
    ]);
    const events = [{ type: 'purchase', id: randomUUID(), at: server.clock.now.getTime(), order: 'old' }];
    await server.asPage(shop, '/v1/events', { visitor: thief, events });
    expect(await server.store.orders.findByKey(shop.shop.id, 'old')).not.toHaveProperty('userId');
  });

  it('keeps the first link that waited for it in the store', async () => {
    const [ann, thief] = [page('f'), page('g')];
    expect((await purchase(ann)).json).toMatchObject({ accepted: 1 });
    expect((await purchase(thief)).json).toMatchObject({ accepted: 0, duplicates: 1 });
    const waiting = await server.store.waitingLinks.findMany(shop.shop.id, ['A1']);
    expect(waiting.get('A1')?.userId).toBe(await idOf(ann));
    await report([anOrder({ placedAt: server.clock.now.toISOString() })]);
    expect((await held())?.userId).toBe(await idOf(ann));
  });

  it('is not linked to a visitor whose page named it before it was placed', async () => {
    await purchase(page('h'));
    const later = new Date(server.clock.now.getTime() + 4 * minute).toISOString();
    server.clock.now = new Date(server.clock.now.getTime() + 10 * minute);
    await report([anOrder({ placedAt: new Date(Date.parse(later) + 5 * minute).toISOString() })]);
    server.clock.now = new Date(server.clock.now.getTime() - 10 * minute);
    expect(await held()).not.toHaveProperty('userId');
  });

  it.each([
    ['corrected', { lines: [{ product: 'mug', quantity: 5, unitPrice: 450 }] }, [5]],
    ['cancelled', { status: 'cancelled' }, []],
  ])('can be %s after its guest signed in, without counting twice', async (_how, change, quantities) => {
    const guest = page('i');
    await report([anOrder({ placedAt: server.clock.now.toISOString() })]);
    await purchase(guest);
    const { token } = (await server.asOwner(shop, 'POST', '/v1/customer-tokens', { customer: 'ann' })).json;
    const view = { type: 'view', id: randomUUID(), at: server.clock.now.getTime(), product: 'jug' };
    await server.asPage(shop, '/v1/events', { visitor: { ...guest, token }, events: [view] });
    expect(await purchasesOf('ann')).toMatchObject([{ quantity: 3 }]);
    await report([anOrder({ placedAt: server.clock.now.toISOString(), ...change })]);
    expect((await purchasesOf('ann')).map(({ quantity }) => quantity)).toEqual(quantities);
  });

  it('moves its purchases to the customer whom the server names, without doubling them', async () => {
    const guest = page('j');
    await report([anOrder({ placedAt: server.clock.now.toISOString() })]);
    await purchase(guest);
    await report([anOrder({ placedAt: server.clock.now.toISOString(), customer: 'bea' })]);
    expect(await purchasesOf('bea')).toMatchObject([{ quantity: 3 }]);
    const left = await server.store.interactions.listByUser(shop.shop.id, await idOf(guest), 5);
    expect(left).toEqual([]);
  });

  it.each(['cancelled', 'refunded'])('stays %s when an old report is sent again', async (status) => {
    await report([anOrder()]);
    await report([anOrder({ status, updatedAt: server.clock.now.toISOString() })]);
    expect(await report([anOrder()])).toEqual({ accepted: 0, duplicates: 1, rejected: [] });
    expect(await report([anOrder({ status: 'shipped' })])).toMatchObject({ accepted: 0 });
    expect(await stock()).toBe(100);
    expect((await held())?.status).toBe(status);
    const later = new Date(server.clock.now.getTime() + minute).toISOString();
    expect(await report([anOrder({ updatedAt: later })])).toMatchObject({ accepted: 1 });
    expect(await stock()).toBe(97);
  });

  it('counts as reported now when it has no date, so that no older report undoes it', async () => {
    const ago = (minutes: number) => new Date(server.clock.now.getTime() - minutes * minute).toISOString();
    const five = { lines: [{ product: 'mug', quantity: 5, unitPrice: 450 }] };
    await report([anOrder({ updatedAt: ago(60) })]);
    await report([anOrder(five)]);
    expect(await report([anOrder({ updatedAt: ago(45) })])).toMatchObject({ accepted: 0, duplicates: 1 });
    expect(await stock()).toBe(95);
    await report([anOrder({ ...five, status: 'cancelled' })]);
    expect(await report([anOrder({ status: 'shipped', updatedAt: ago(30) })])).toMatchObject({
      accepted: 0,
      duplicates: 1,
    });
    expect(await stock()).toBe(100);
    expect(await held()).toMatchObject({ status: 'cancelled', reportedAt: server.clock.now });
    // Two more left the stock, and five came back, when it was reported and not when the order was placed.
    await server.asOwner(shop, 'POST', '/v1/stock-levels', {
      levels: [{ product: 'mug', stockLevel: 90, asOf: ago(1) }],
    });
    expect(await stock()).toBe(93);
  });

  it('is refused with a future date, which would outdate every later report', async () => {
    const ahead = (minutes: number) => new Date(server.clock.now.getTime() + minutes * minute).toISOString();
    const { accepted, rejected } = await report([anOrder({ updatedAt: ahead(6) })]);
    expect(accepted).toBe(0);
    expect(rejected).toMatchObject([{ code: 'event-in-future', pointer: '/orders/0/updatedAt' }]);
    // The shop's clock is fast. A report without a date is no older than the one before.
    await report([anOrder({ updatedAt: ahead(4) })]);
    await report([anOrder({ status: 'cancelled' })]);
    expect(await report([anOrder({ updatedAt: ahead(3) })])).toMatchObject({ accepted: 0, duplicates: 1 });
    expect((await held())?.status).toBe('cancelled');
  });

  it('keeps its currency when that of the shop has changed', async () => {
    await report([anOrder()]);
    await server.asOwner(shop, 'PATCH', '/v1/shop', { currency: 'JPY' });
    expect(await report([anOrder()])).toMatchObject({ accepted: 0, duplicates: 1 });
    await report([anOrder({ status: 'shipped' })]);
    const currency = async () => (await server.asOwner(shop, 'GET', '/v1/orders/A1')).json.currency;
    expect(await currency()).toBe(shop.shop.settings.currency);
    await report([anOrder({ status: 'shipped', currency: 'EUR' })]);
    expect(await currency()).toBe('EUR');
  });

  it('moves no stock of a shop that reports its levels itself', async () => {
    await report([anOrder()]);
    await server.asOwner(shop, 'PATCH', '/v1/shop', { stockSource: 'reported' });
    const levels = [{ product: 'mug', stockLevel: 8, asOf: '2026-06-15T11:30:00Z' }];
    await server.asOwner(shop, 'POST', '/v1/stock-levels', { levels });
    await report([anOrder({ status: 'cancelled' })]);
    expect(await stock()).toBe(8);
    expect(await sales()).toMatchObject([{ quantity: 0 }]);
  });

  it('is a duplicate when it is older than the stored one, also within a call', async () => {
    const at = (minutes: number) =>
      new Date(Date.parse('2026-06-15T11:00:00Z') + minutes * minute).toISOString();
    const two = { lines: [{ product: 'mug', quantity: 2, unitPrice: 450 }] };
    await report([anOrder({ ...two, updatedAt: at(9) }), anOrder({ updatedAt: at(3) })]);
    expect(await stock()).toBe(98);
    expect(await report([anOrder({ updatedAt: at(5) })])).toMatchObject({ accepted: 0, duplicates: 1 });
    expect(await stock()).toBe(98);
    expect(await report([anOrder({ updatedAt: at(10) })])).toMatchObject({ accepted: 1 });
    expect(await stock()).toBe(97);
  });

  it('names its customer by the server’s own key', async () => {
    await report([anOrder({ customer: 'ann' })]);
    expect((await server.asOwner(shop, 'GET', '/v1/orders/A1')).json.customer).toBe('ann');
    await server.asPage(shop, '/v1/visitors/erase', {
      visitor: {
        token: (await server.asOwner(shop, 'POST', '/v1/customer-tokens', { customer: 'ann' })).json.token,
      },
    });
    expect((await server.asOwner(shop, 'GET', '/v1/orders/A1')).json).not.toHaveProperty('customer');
  });
});
