import { describe, expect, test } from 'vitest';
import {
  anInteraction,
  anOrder,
  at,
  aWrite,
  collect,
  randomId,
  type ContractContext,
} from './contract-context.js';
import type { DailySalesDocument, Id } from './documents.js';
import { Conflict } from './store-errors.js';

/** Orders and what follows from them; stock. */
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
      const [user, product] = [randomId(), randomId()];
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
      const ledger = await inventory.listMovements(context.shop, product, 5);
      expect(ledger.map(({ reason, quantity }) => `${reason} ${quantity}`)).toEqual(['sale -2', 'count 10']);
      expect(await orders.findByKey(context.otherShop, 'o1')).toBeNull();
    });

    test('a change names the revision it saw, takes back and adds; otherwise it is a conflict', async () => {
      const { orders, interactions, dailySales } = context.store;
      const [user, product] = [randomId(), randomId()];
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

    test('list, listByUser and iterate give each order once, in their order', async () => {
      const { orders } = context.store;
      const user = randomId();
      const days = ['03', '01', '02', '02', '04'];
      await orders.recordMany(
        context.shop,
        days.map((day, index) =>
          aWrite(
            anOrder(`o${index}`, {
              placedAt: at(`${day}T00:00:00`),
              ...(index < 3 && { userId: user }),
            }),
          ),
        ),
      );
      const listed: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await orders.list(context.shop, { limit: 2, ...(cursor && { cursor }) });
        listed.push(...page.items.map(({ placedAt }) => placedAt.toISOString().slice(8, 10)));
        cursor = page.nextCursor;
      } while (cursor);
      expect(listed).toEqual(['04', '03', '02', '02', '01']);
      const mine = await orders.listByUser(context.shop, user, 2);
      expect(mine.map(({ key }) => key)).toEqual(['o0', 'o2']);
      const all = await collect(orders.iterate(context.shop, at('02T00:00:00'), 2));
      expect(all.map(({ placedAt }) => placedAt.getUTCDate())).toEqual([2, 2, 3, 4]);
      expect(await orders.lastAt(context.shop)).toEqual(at('04T00:00:00'));
      const found = await orders.findByKeys(context.shop, ['o1', 'o4', 'none']);
      expect([...found.keys()].sort()).toEqual(['o1', 'o4']);

      const { otherShop } = context;
      expect(await orders.list(otherShop, { limit: 5 })).toEqual({ items: [] });
      expect(await orders.listByUser(otherShop, user, 5)).toEqual([]);
      expect(await collect(orders.iterate(otherShop))).toEqual([]);
      expect(await orders.lastAt(otherShop)).toBeNull();
      expect((await orders.findByKeys(otherShop, ['o1'])).size).toBe(0);
      expect(await orders.count(otherShop)).toBe(0);
    });

    test('linkVisitor(...) links an order that is linked to nobody, once', async () => {
      const { orders } = context.store;
      const [first, second] = [randomId(), randomId()];
      await orders.recordMany(context.shop, [aWrite(anOrder('o1'))]);
      await orders.linkVisitor(context.otherShop, 'o1', second);
      await orders.linkVisitor(context.shop, 'o1', first);
      await orders.linkVisitor(context.shop, 'o1', second);
      expect((await orders.findByKey(context.shop, 'o1'))?.userId).toBe(first);
      expect(await orders.listByUser(context.shop, first, 5)).toHaveLength(1);
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

    test('the first link to an order waits, up to a bound, until it expires', async () => {
      const { waitingLinks } = context.store;
      const [first, second] = [randomId(), randomId()];
      expect(await waitingLinks.add(context.shop, link('o1', first), 2)).toBe(true);
      expect(await waitingLinks.add(context.shop, link('o1', second), 2)).toBe(false);
      expect(await waitingLinks.add(context.otherShop, link('o1', second), 2)).toBe(true);
      expect(await waitingLinks.add(context.shop, link('o2', second), 2)).toBe(true);
      expect(await waitingLinks.add(context.shop, link('o3', second), 2)).toBe(false);
      const found = await waitingLinks.findMany(context.shop, ['o1', 'o2', 'o3']);
      expect([...found.keys()].sort()).toEqual(['o1', 'o2']);
      expect(found.get('o1')).toMatchObject({ ...link('o1', first), shopId: context.shop });
      const later = new Date(context.now.getTime() + hour);
      expect(await waitingLinks.add(context.shop, link('o3', second, later), 2)).toBe(true);
      expect((await waitingLinks.findMany(context.shop, ['o1', 'o2'])).size).toBe(0);
      expect(await waitingLinks.removeExpired(context.shop, new Date(later.getTime() + hour))).toBe(1);
    });

    test('a link follows its visitor into a merge, and is erased with them', async () => {
      const { visitors, waitingLinks } = context.store;
      const consent = { analytics: true, personalization: true, functionality: true };
      const guest = await visitors.touch(context.shop, 'guest-of-a-link', consent, context.now);
      const ids = await visitors.ensureCustomers(context.shop, ['ann'], context.now);
      await waitingLinks.add(context.shop, link('o1', guest.id), 9);
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

    test('replaceAll(...) may read what it replaces, and leaves other shops alone', async () => {
      const { dailySales, orders } = context.store;
      const product = randomId();
      await record([sale(product, 1), sale(product, 2, '2026-11-21')]);
      await orders.recordMany(context.otherShop, [aWrite(anOrder('x'), { sales: [sale(product, 9)] })]);
      async function* aDayEarlier() {
        for await (const batch of dailySales.iterate(context.shop))
          yield batch.map((one) => ({ ...one, day: one.day === '2026-11-20' ? '2026-11-19' : '2026-11-20' }));
      }
      await dailySales.replaceAll(context.shop, aDayEarlier());
      const days = (await dailySales.listByProduct(context.shop, product)).map(({ day }) => day);
      expect(days).toEqual(['2026-11-19', '2026-11-20']);
      expect(await dailySales.listByProduct(context.otherShop, product)).toEqual([sale(product, 9)]);
    });
  });

  describe('inventory', () => {
    const level = (productId: Id, stockLevel: number, time: string) => ({
      productId,
      stockLevel,
      asOf: at(time),
    });

    test('setLevels(...) believes the newer report and writes a count', async () => {
      const { inventory } = context.store;
      const product = randomId();
      const set = (stockLevel: number, time: string) =>
        inventory.setLevels(context.shop, [level(product, stockLevel, time)], 'key …4242');
      expect(await set(10, '20T10:00:00')).toEqual({ accepted: 1, duplicates: 0 });
      expect(await set(99, '20T09:00:00')).toEqual({ accepted: 0, duplicates: 1 });
      expect(await set(10, '20T10:00:00')).toEqual({ accepted: 0, duplicates: 1 });
      expect(await set(7, '20T11:00:00')).toEqual({ accepted: 1, duplicates: 0 });
      expect(await inventory.findByProduct(context.shop, product)).toMatchObject({
        stockLevel: 7,
        onOrder: 0,
        restockAlert: false,
        asOf: at('20T11:00:00'),
        updatedAt: context.now,
      });
      const ledger = await inventory.listMovements(context.shop, product, 5);
      expect(ledger.map(({ quantity, by }) => [quantity, by])).toEqual([
        [-3, 'key …4242'],
        [10, 'key …4242'],
      ]);
      expect(await inventory.findByProduct(context.otherShop, product)).toBeNull();
      expect(await inventory.listMovements(context.otherShop, product, 5)).toEqual([]);
    });

    test('applyMovements(...) counts each reference once; a receipt restocks', async () => {
      const { inventory } = context.store;
      const [product, unstated] = [randomId(), randomId()];
      const receipt = {
        productId: product,
        quantity: 12,
        reason: 'receipt' as const,
        reference: 'note 1',
        at: at('20T10:00:00'),
      };
      const sold = { ...receipt, productId: unstated, quantity: -1, reason: 'sale' as const };
      expect(await inventory.applyMovements(context.shop, [receipt, sold, receipt])).toEqual({
        accepted: 2,
        duplicates: 1,
      });
      expect(await inventory.applyMovements(context.shop, [receipt])).toEqual({ accepted: 0, duplicates: 1 });
      expect(await inventory.findByProduct(context.shop, product)).toMatchObject({
        stockLevel: 12,
        lastRestocked: at('20T10:00:00'),
      });
      // A sale of what nobody counted stands in the ledger; a level would be made up.
      expect(await inventory.findByProduct(context.shop, unstated)).toBeNull();
      expect(await inventory.listMovements(context.shop, unstated, 5)).toHaveLength(1);
    });

    test('applyMovements(...) at once loses none', async () => {
      const { inventory } = context.store;
      const product = randomId();
      await inventory.setLevels(context.shop, [level(product, 100, '20T00:00:00')], 'owner');
      await Promise.all(
        Array.from({ length: 10 }, (_, index) =>
          inventory.applyMovements(context.shop, [
            { productId: product, quantity: -1, reason: 'sale', reference: `o${index}`, at: context.now },
          ]),
        ),
      );
      expect((await inventory.findByProduct(context.shop, product))?.stockLevel).toBe(90);
    });

    test('terms and advice touch their own columns only', async () => {
      const { inventory } = context.store;
      const product = randomId();
      const terms = { supplier: 'Clay', leadTime: { mean: 5, sd: 1 }, packSize: 6 };
      const item = await inventory.setTerms(context.shop, product, terms);
      expect(item).toMatchObject(terms);
      expect(item).not.toHaveProperty('stockLevel');
      await inventory.setTermsMany(context.shop, [{ productId: product, unitCost: 120 }]);
      await inventory.setLevels(context.shop, [level(product, 5, '20T00:00:00')], 'owner');
      await inventory.setAdvice(context.shop, [
        {
          productId: product,
          restockAlert: true,
          predictedDemand: 14.5,
          reorderPoint: 9,
          stockoutDate: { p50: '2026-11-25' },
        },
      ]);
      expect(await inventory.findByProduct(context.shop, product)).toMatchObject({
        ...terms,
        unitCost: 120,
        stockLevel: 5,
        restockAlert: true,
        predictedDemand: 14.5,
        stockoutDate: { p50: '2026-11-25' },
      });
      await inventory.setAdvice(context.shop, [{ productId: product, restockAlert: false }]);
      const calm = await inventory.findByProduct(context.shop, product);
      expect(calm).toMatchObject({ supplier: 'Clay', stockLevel: 5, restockAlert: false });
      for (const field of ['predictedDemand', 'reorderPoint', 'stockoutDate'])
        expect(calm).not.toHaveProperty(field);
    });

    test('iterate(...) and listChangedSince(...) see all of their own shop', async () => {
      const { inventory } = context.store;
      const products = Array.from({ length: 5 }, randomId);
      await inventory.setTermsMany(
        context.shop,
        products.map((productId) => ({ productId, packSize: 2 })),
      );
      context.now = new Date(context.now.getTime() + 1000);
      await inventory.setTerms(context.shop, products[3]!, { packSize: 4 });
      const all = await collect(inventory.iterate(context.shop, 2));
      expect(all.map(({ productId }) => productId)).toEqual([...products].sort());
      const changed = await inventory.listChangedSince(context.shop, context.now, 10);
      expect(changed.map(({ productId }) => productId)).toEqual([products[3]]);
      const found = await inventory.findByProducts(context.shop, [products[0]!, randomId()]);
      expect([...found.keys()]).toEqual([products[0]]);
      expect(await collect(inventory.iterate(context.otherShop))).toEqual([]);
      expect(await inventory.listChangedSince(context.otherShop, new Date(0), 10)).toEqual([]);
      expect((await inventory.findByProducts(context.otherShop, products)).size).toBe(0);
    });
  });
}
