import { describe, expect, test } from 'vitest';
import {
  anInteraction,
  anOrder,
  at,
  aVisitor,
  aWrite,
  collect,
  randomId,
  type ContractContext,
  ledgerOf,
} from './context.js';
import type { DailySalesDocument, Id } from '../../src/stores/port/documents.js';
import { Conflict, InvalidCursor } from '../../src/stores/port/store-errors.js';

/** Orders, the links that wait for them, and the sales of each day. */
export function ordersContract(context: ContractContext): void {
  const sale = (productId: Id, quantity: number, day = '2026-11-20'): DailySalesDocument => ({
    productId,
    day,
    quantity,
    wholesaleQuantity: 0,
    revenue: quantity * 250,
  });

  describe('orders', () => {
    test('recordMany(...) writes orders with all that follows from them', async () => {
      const { orders, interactions, dailySales, inventory } = context.store;
      const [user, product] = [await aVisitor(context.store, context.shop), randomId()];
      await inventory.setLevels(
        context.shop,
        [{ productId: product, stockLevel: 10, asOf: at('19T00:00:00') }],
        'owner',
      );
      const order = anOrder('o1', {
        userId: user,
        lines: [{ productId: product, quantity: 2, unitPrice: 250 }],
        shipments: [{ carrier: 'Post', expected: '2026-11-24' }],
        emailDigest: 'abc',
      });
      const purchase = anInteraction(user, product, { interactionType: 'purchase' });
      const movement = {
        productId: product,
        quantity: -2,
        reason: 'sale' as const,
        reference: 'o1#1',
        at: order.placedAt,
      };
      await orders.recordMany(context.shop, [
        aWrite(order, { interactions: [purchase], movements: [movement], sales: [sale(product, 2)] }),
      ]);
      const held = await orders.findByKey(context.shop, 'o1');
      expect(held).toMatchObject({ ...order, shopId: context.shop, updatedAt: context.now });
      expect(held).not.toHaveProperty('postcodeDigest');
      expect(await interactions.listByUser(context.shop, user, 5)).toMatchObject([purchase]);
      expect(await dailySales.listByProduct(context.shop, product)).toEqual([sale(product, 2)]);
      expect((await inventory.findByProduct(context.shop, product))?.stockLevel).toBe(8);
      const ledger = await ledgerOf(context.store, context.shop, product);
      expect(ledger.map(({ reason, quantity }) => `${reason} ${quantity}`)).toEqual(['sale -2', 'count 10']);
      expect(await orders.findByKey(context.otherShop, 'o1')).toBeNull();
    });

    test('listByUser(...) lists a person’s orders of the shop, newest first', async () => {
      const { orders } = context.store;
      const visitorOf = (shop: Id) => aVisitor(context.store, shop);
      const [ann, bob] = [await visitorOf(context.shop), await visitorOf(context.shop)];
      const theirs = await visitorOf(context.otherShop);
      const placed = (key: string, userId: Id, day: string) =>
        aWrite(anOrder(key, { userId, placedAt: at(`${day}T12:00:00`) }));
      await orders.recordMany(context.shop, [
        placed('o1', ann, '17'),
        placed('o2', ann, '19'),
        placed('o3', bob, '20'),
        placed('o4', ann, '18'),
        aWrite(anOrder('o5')),
      ]);
      await orders.recordMany(context.otherShop, [placed('o6', theirs, '20')]);
      const keys = async (limit: number) =>
        (await orders.listByUser(context.shop, ann, limit)).map(({ key }) => key);
      expect(await keys(9)).toEqual(['o2', 'o4', 'o1']);
      expect(await keys(2)).toEqual(['o2', 'o4']);
      expect(await orders.listByUser(context.otherShop, ann, 9)).toEqual([]);
    });

    test('a change names the revision it saw, takes back and adds; otherwise it is a conflict', async () => {
      const { orders, interactions, dailySales } = context.store;
      const [user, product] = [await aVisitor(context.store, context.shop), randomId()];
      const purchase = anInteraction(user, product, { interactionType: 'purchase' });
      await orders.recordMany(context.shop, [
        aWrite(anOrder('o1', { userId: user }), { interactions: [purchase], sales: [sale(product, 2)] }),
      ]);
      const { id } = (await orders.findByKey(context.shop, 'o1'))!;
      const cancelled = anOrder('o1', { status: 'cancelled', revision: 2 });
      const takeBack = {
        withdrawnEventIds: [purchase.eventId],
        sales: [{ ...sale(product, -2) }],
      };
      await expect(orders.recordMany(context.shop, [aWrite(cancelled, takeBack)])).rejects.toBeInstanceOf(
        Conflict,
      );
      await expect(
        orders.recordMany(context.shop, [
          aWrite(anOrder('fresh'), { sales: [sale(product, 5)] }),
          aWrite(cancelled, { ...takeBack, replaces: 7 }),
        ]),
      ).rejects.toBeInstanceOf(Conflict);
      // The whole call is one transaction: nothing of it was written.
      expect(await orders.findByKey(context.shop, 'fresh')).toBeNull();
      expect((await dailySales.listByProduct(context.shop, product))[0]?.quantity).toBe(2);

      await orders.recordMany(context.shop, [aWrite(cancelled, { ...takeBack, replaces: 1 })]);
      expect(await orders.findByKey(context.shop, 'o1')).toMatchObject({ id, status: 'cancelled' });
      expect(await orders.findByKey(context.shop, 'o1')).not.toHaveProperty('userId');
      expect(await interactions.count(context.shop)).toBe(0);
      expect((await dailySales.listByProduct(context.shop, product))[0]?.quantity ?? 0).toBe(0);
      await expect(
        orders.recordMany(context.shop, [aWrite(cancelled, { replaces: 1 })]),
      ).rejects.toBeInstanceOf(Conflict);
    });

    test('two writers of one new order: one wins, the other hears of it', async () => {
      const { orders } = context.store;
      const results = await Promise.allSettled([
        orders.recordMany(context.shop, [aWrite(anOrder('o1'))]),
        orders.recordMany(context.shop, [aWrite(anOrder('o1'))]),
      ]);
      expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      expect(results.find(({ status }) => status === 'rejected')).toMatchObject({
        reason: { code: 'conflict' },
      });
      expect(await orders.count(context.shop)).toBe(1);
    });

    test('one order twice in a call: the later revision stands', async () => {
      const { orders, dailySales } = context.store;
      const product = randomId();
      await orders.recordMany(context.shop, [
        aWrite(anOrder('o1'), { sales: [sale(product, 2)] }),
        aWrite(anOrder('o1', { revision: 2, status: 'shipped' }), {
          replaces: 1,
          sales: [sale(product, 3)],
        }),
      ]);
      expect(await orders.findByKey(context.shop, 'o1')).toMatchObject({ revision: 2, status: 'shipped' });
      expect((await dailySales.listByProduct(context.shop, product))[0]?.quantity).toBe(5);
    });

    test('list and iterate give each order once, in their order', async () => {
      const { orders } = context.store;
      const days = ['03', '01', '02', '02', '04'];
      await orders.recordMany(
        context.shop,
        days.map((day, index) => aWrite(anOrder(`o${index}`, { placedAt: at(`${day}T00:00:00`) }))),
      );
      const listed: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await orders.list(context.shop, { limit: 2, ...(cursor && { cursor }) });
        listed.push(...page.items.map(({ placedAt }) => placedAt.toISOString().slice(8, 10)));
        cursor = page.nextCursor;
      } while (cursor);
      expect(listed).toEqual(['04', '03', '02', '02', '01']);
      const all = await collect(orders.iterate(context.shop, at('02T00:00:00'), 2));
      expect(all.map(({ placedAt }) => placedAt.getUTCDate())).toEqual([2, 2, 3, 4]);
      expect(await orders.lastAt(context.shop)).toEqual(at('04T00:00:00'));
      const found = await orders.findByKeys(context.shop, ['o1', 'o4', 'none']);
      expect([...found.keys()].sort()).toEqual(['o1', 'o4']);

      const { otherShop } = context;
      expect(await orders.list(otherShop, { limit: 5 })).toEqual({ items: [] });
      expect(await collect(orders.iterate(otherShop))).toEqual([]);
      expect(await orders.lastAt(otherShop)).toBeNull();
      expect((await orders.findByKeys(otherShop, ['o1'])).size).toBe(0);
      expect(await orders.count(otherShop)).toBe(0);
    });

    test.each([
      'abc',
      '',
      '1',
      '1.',
      '.1',
      '1.zzz',
      '1e3.5',
      '9999999999999999.5',
      '1.5.5',
      `0.${'z'.repeat(24)}`,
    ])('list(...) refuses %j, a cursor that no page gave', async (cursor) => {
      const asking = context.store.orders.list(context.shop, { limit: 2, cursor });
      await expect(asking).rejects.toBeInstanceOf(InvalidCursor);
    });
  });

  describe('waiting links', () => {
    const hour = 3600_000;
    const link = (orderKey: string, userId: Id, from = context.now) => ({
      orderKey,
      userId,
      at: from,
      expiresAt: new Date(from.getTime() + hour),
    });

    const visitorIn = (shop: Id) => aVisitor(context.store, shop);

    test('the first link to an order waits, up to a bound, until it expires', async () => {
      const { waitingLinks } = context.store;
      const [first, second] = [await visitorIn(context.shop), await visitorIn(context.shop)];
      const theirs = await visitorIn(context.otherShop);
      expect(await waitingLinks.add(context.shop, link('o1', first), { shop: 2, visitor: 2 })).toBe(true);
      expect(await waitingLinks.add(context.shop, link('o1', second), { shop: 2, visitor: 2 })).toBe(false);
      expect(await waitingLinks.add(context.otherShop, link('o1', theirs), { shop: 2, visitor: 2 })).toBe(
        true,
      );
      expect(await waitingLinks.add(context.shop, link('o2', second), { shop: 2, visitor: 2 })).toBe(true);
      expect(await waitingLinks.add(context.shop, link('o3', second), { shop: 2, visitor: 2 })).toBe(false);
      const found = await waitingLinks.findMany(context.shop, ['o1', 'o2', 'o3']);
      expect([...found.keys()].sort()).toEqual(['o1', 'o2']);
      expect(found.get('o1')).toMatchObject({ ...link('o1', first), shopId: context.shop });
      const later = new Date(context.now.getTime() + hour);
      expect(await waitingLinks.add(context.shop, link('o3', second, later), { shop: 2, visitor: 2 })).toBe(
        true,
      );
      expect((await waitingLinks.findMany(context.shop, ['o1', 'o2'])).size).toBe(0);
      expect(await waitingLinks.removeExpired(context.shop, new Date(later.getTime() + hour))).toBe(1);
    });

    test('one visitor cannot take up the places of a shop', async () => {
      const { waitingLinks } = context.store;
      const [one, other] = [await visitorIn(context.shop), await visitorIn(context.shop)];
      const caps = { shop: 9, visitor: 2 };
      const added: boolean[] = [];
      for (const [order, user] of [
        ['o1', one],
        ['o2', one],
        ['o3', one],
        ['o4', other],
      ] as const)
        added.push(await waitingLinks.add(context.shop, link(order, user), caps));
      expect(added).toEqual([true, true, false, true]);
    });

    test('a link follows its visitor into a merge, and is erased with them', async () => {
      const { visitors, waitingLinks } = context.store;
      const consent = { analytics: true, personalization: true, functionality: true };
      const guest = await visitors.touch(context.shop, 'guest-of-a-link', consent, context.now);
      const ids = await visitors.ensureCustomers(context.shop, ['ann'], context.now);
      await waitingLinks.add(context.shop, link('o1', guest.id), { shop: 9, visitor: 9 });
      await visitors.merge(context.shop, guest.id, ids.get('ann')!);
      const [moved] = (await waitingLinks.findMany(context.shop, ['o1'])).values();
      expect(moved?.userId).toBe(ids.get('ann'));
      await visitors.erase(context.shop, ids.get('ann')!);
      expect((await waitingLinks.findMany(context.shop, ['o1'])).size).toBe(0);
    });

    test('a merge is a new revision of the orders it moves', async () => {
      const { orders, visitors } = context.store;
      const consent = { analytics: true, personalization: true, functionality: true };
      const guest = await visitors.touch(context.shop, 'guest-of-an-order', consent, context.now);
      const ids = await visitors.ensureCustomers(context.shop, ['ann'], context.now);
      const order = anOrder('o1', { userId: guest.id, customerKey: 'ann', reportedAt: context.now });
      await orders.recordMany(context.shop, [aWrite(order)]);
      await visitors.merge(context.shop, guest.id, ids.get('ann')!);
      const held = await orders.findByKey(context.shop, 'o1');
      expect(held).toMatchObject({ userId: ids.get('ann'), revision: 2, reportedAt: context.now });
      const late = aWrite({ ...order, revision: 2 }, { replaces: 1 });
      await expect(orders.recordMany(context.shop, [late])).rejects.toBeInstanceOf(Conflict);
      await visitors.erase(context.shop, ids.get('ann')!);
      expect(await orders.findByKey(context.shop, 'o1')).not.toHaveProperty('customerKey');
    });
  });

  describe('daily sales', () => {
    const record = (sales: DailySalesDocument[]) =>
      context.store.orders.recordMany(context.shop, [aWrite(anOrder(randomId()), { sales })]);

    test('sales of a day add up; products come whole, days rising', async () => {
      const { dailySales } = context.store;
      const [a, b] = [randomId(), randomId()].sort() as [Id, Id];
      await record([sale(b, 1), sale(a, 2, '2026-11-21'), sale(a, 1)]);
      await record([{ ...sale(a, 4), wholesaleQuantity: 100 }]);
      expect(await collect(dailySales.iterate(context.shop))).toEqual([
        { ...sale(a, 5), wholesaleQuantity: 100 },
        sale(a, 2, '2026-11-21'),
        sale(b, 1),
      ]);
      expect(await dailySales.listByProduct(context.shop, a, '2026-11-21')).toHaveLength(1);
      expect(await collect(dailySales.iterate(context.shop, '2026-11-21'))).toHaveLength(1);
      expect(await collect(dailySales.iterate(context.otherShop))).toEqual([]);
      expect(await dailySales.listByProduct(context.otherShop, a)).toEqual([]);
    });

    test('markStockedOut(...) makes or marks the day, and sales keep the mark', async () => {
      const { dailySales } = context.store;
      const product = randomId();
      await record([sale(product, 1)]);
      await dailySales.markStockedOut(context.shop, [
        { productId: product, day: '2026-11-20' },
        { productId: product, day: '2026-11-21' },
      ]);
      await record([sale(product, 1)]);
      expect(await dailySales.listByProduct(context.shop, product)).toEqual([
        { ...sale(product, 2), stockedOut: true },
        { ...sale(product, 0, '2026-11-21'), stockedOut: true },
      ]);
    });
  });
}
