import { describe, expect, test } from 'vitest';
import { at, collect, randomId, type ContractContext, ledgerOf } from './context.js';
import type { Id } from '../../src/stores/port/documents.js';

/** Stock levels and the ledger behind them. */
export function inventoryContract(context: ContractContext): void {
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
      const ledger = await ledgerOf(context.store, context.shop, product);
      expect(ledger.map(({ quantity, by }) => [quantity, by])).toEqual([
        [-3, 'key …4242'],
        [10, 'key …4242'],
      ]);
      expect(await inventory.findByProduct(context.otherShop, product)).toBeNull();
      expect(await ledgerOf(context.store, context.otherShop, product)).toEqual([]);
    });

    test('setLevels(...) keeps what moved after the moment that was counted', async () => {
      const { inventory } = context.store;
      const [counted, uncounted] = [randomId(), randomId()];
      await inventory.setLevels(context.shop, [level(counted, 100, '20T08:00:00')], 'owner');
      const moved = (productId: Id, quantity: number, time: string) => ({
        productId,
        quantity,
        reason: quantity < 0 ? ('sale' as const) : ('return' as const),
        reference: `at ${time}`,
        at: at(time),
      });
      await inventory.applyMovements(context.shop, [
        moved(counted, -5, '20T09:00:00'),
        moved(counted, -30, '20T10:05:00'),
        moved(counted, 2, '20T10:06:00'),
        moved(uncounted, -4, '20T10:05:00'),
      ]);
      await inventory.applyMovements(context.otherShop, [moved(counted, -1, '20T10:05:00')]);
      await inventory.setLevels(
        context.shop,
        [level(counted, 95, '20T10:00:00'), level(uncounted, 10, '20T10:00:00')],
        'owner',
      );
      const held = await inventory.findByProducts(context.shop, [counted, uncounted]);
      expect(held.get(counted)).toMatchObject({ stockLevel: 67, asOf: at('20T10:00:00') });
      expect(held.get(uncounted)?.stockLevel).toBe(6);
      // A count among several of one call, and one on the very instant of a movement, which it has seen.
      await inventory.setLevels(
        context.shop,
        [level(counted, 60, '20T10:05:00'), level(counted, 70, '20T10:06:00')],
        'owner',
      );
      expect((await inventory.findByProduct(context.shop, counted))?.stockLevel).toBe(70);
      const ledger = await ledgerOf(context.store, context.shop, counted);
      expect(ledger.reduce((sum, { quantity }) => sum + quantity, 0)).toBe(70);
    });

    test('what comes back of a product that nobody counted stays in the ledger', async () => {
      const { inventory } = context.store;
      const product = randomId();
      const movement = { productId: product, reason: 'sale' as const, at: at('20T10:00:00') };
      await inventory.applyMovements(context.shop, [{ ...movement, quantity: -3, reference: 'o1/1' }]);
      await inventory.applyMovements(context.shop, [
        { ...movement, quantity: 3, reason: 'return', reference: 'o1/2' },
        { ...movement, quantity: 1, reason: 'adjustment', reference: 'found one' },
      ]);
      expect((await inventory.findByProduct(context.shop, product))?.stockLevel).toBeUndefined();
      expect(await ledgerOf(context.store, context.shop, product)).toHaveLength(3);
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
      expect(await ledgerOf(context.store, context.shop, unstated)).toHaveLength(1);
    });

    describe('of a count and what moved before or after it', () => {
      const receipt = (productId: Id, quantity: number, time: string) => ({
        productId,
        quantity,
        reason: 'receipt' as const,
        reference: `note of ${time}`,
        at: at(time),
      });
      const apply = (...movements: ReturnType<typeof receipt>[]) =>
        context.store.inventory.applyMovements(context.shop, movements);
      const count = (stated: ReturnType<typeof level> & { onOrder?: number }) =>
        context.store.inventory.setLevels(context.shop, [stated], 'owner');
      const held = (product: Id) => context.store.inventory.findByProduct(context.shop, product);

      test('a receipt is no longer on order, however often and in however many parts it comes', async () => {
        const product = randomId();
        await count({ ...level(product, 40, '20T08:00:00'), onOrder: 24 });
        const part = receipt(product, 10, '20T09:00:00');
        await apply(part);
        await apply(part);
        expect(await held(product)).toMatchObject({ stockLevel: 50, onOrder: 14 });
        // What counted wrongly was received: nobody knows whether it still comes.
        await apply(receipt(product, -2, '20T10:00:00'));
        expect(await held(product)).toMatchObject({ stockLevel: 48, onOrder: 14 });
        await apply(receipt(product, 20, '20T11:00:00'));
        expect(await held(product)).toMatchObject({ stockLevel: 68, onOrder: 0 });
      });

      test('what moved before the count, or in its very moment, changes the ledger alone', async () => {
        const product = randomId();
        await count(level(product, 97, '20T11:00:00'));
        const before = { productId: product, at: at('20T10:00:00') };
        const late = [
          { ...before, quantity: -3, reason: 'sale' as const, reference: 'o1' },
          { ...before, quantity: 2, reason: 'return' as const, reference: 'o2' },
          { ...before, quantity: -1, reason: 'adjustment' as const, reference: 'broken' },
          { ...before, quantity: 5, reason: 'receipt' as const, reference: 'note' },
          { ...before, quantity: -1, reason: 'sale' as const, reference: 'o3', at: at('20T11:00:00') },
        ];
        const { inventory } = context.store;
        expect(await inventory.applyMovements(context.shop, late)).toEqual({ accepted: 5, duplicates: 0 });
        expect(await inventory.applyMovements(context.shop, late)).toEqual({ accepted: 0, duplicates: 5 });
        expect(await held(product)).toMatchObject({ stockLevel: 97, lastRestocked: before.at });
        expect(await ledgerOf(context.store, context.shop, product)).toHaveLength(6);
        await apply(receipt(product, 4, '20T11:00:01'));
        expect((await held(product))?.stockLevel).toBe(101);
      });

      test('the stock is the same in whatever order they arrive', async () => {
        // 40 and 24 on their way; 10 of these come; a plain count; 6 more come; three sell.
        const reports: ((product: Id) => Promise<unknown>)[] = [
          (product) => count({ ...level(product, 40, '20T08:00:00'), onOrder: 24 }),
          (product) => apply(receipt(product, 10, '20T09:00:00')),
          (product) => count(level(product, 50, '20T10:00:00')),
          (product) => apply(receipt(product, 6, '20T11:00:00')),
          (product) =>
            context.store.inventory.applyMovements(context.shop, [
              { productId: product, quantity: -3, reason: 'sale', reference: 'o', at: at('20T12:00:00') },
            ]),
        ];
        for (const order of [
          [0, 1, 2, 3, 4],
          [0, 2, 1, 4, 3],
          [4, 0, 2, 3, 1],
          [1, 0, 3, 4, 2],
          [4, 3, 1, 0, 2],
        ]) {
          const product = randomId();
          for (const index of order) await reports[index]!(product);
          expect(await held(product), order.join()).toMatchObject({
            stockLevel: 53,
            onOrder: 8,
            lastRestocked: at('20T11:00:00'),
          });
        }
      });

      test('a number on order knows the deliveries before it, and not those after it', async () => {
        const product = randomId();
        await count({ ...level(product, 10, '20T10:00:00'), onOrder: 24 });
        await apply(receipt(product, 12, '20T09:00:00'));
        expect(await held(product)).toMatchObject({ stockLevel: 10, onOrder: 24 });
        await apply(receipt(product, 12, '20T12:00:00'));
        await count({ ...level(product, 10, '20T11:00:00'), onOrder: 30 });
        expect(await held(product)).toMatchObject({ stockLevel: 22, onOrder: 18 });
      });
    });

    test('lastMoved(...) tells when a product last came or went, and nothing of those that did not', async () => {
      const { inventory } = context.store;
      const [sold, recounted, same, still] = [randomId(), randomId(), randomId(), randomId()];
      const levels = [sold, recounted, same, still].map((productId) => level(productId, 5, '18T08:00:00'));
      await inventory.setLevels(context.shop, levels, 'owner');
      const sale = { productId: sold, quantity: -1, reason: 'sale' as const };
      await inventory.applyMovements(context.shop, [
        { ...sale, reference: 'o2', at: at('20T12:00:00') },
        { ...sale, reference: 'o1', at: at('20T11:00:00') },
      ]);
      await inventory.setLevels(
        context.shop,
        [level(recounted, 4, '20T09:00:00'), level(same, 5, '20T09:00:00')],
        'owner',
      );
      const asked = [sold, recounted, same, still, randomId()];
      expect(await inventory.lastMoved(context.shop, asked, at('20T09:00:00'))).toEqual(
        new Map([
          [sold, at('20T12:00:00')],
          [recounted, at('20T09:00:00')],
        ]),
      );
      expect(await inventory.lastMoved(context.shop, [still], at('18T08:00:00'))).toEqual(
        new Map([[still, at('18T08:00:00')]]),
      );
      expect((await inventory.lastMoved(context.shop, asked, at('20T12:00:01'))).size).toBe(0);
      expect((await inventory.lastMoved(context.otherShop, asked, new Date(0))).size).toBe(0);
    });

    test('firstStocked(...) tells when a product first came on the shelf', async () => {
      const { inventory } = context.store;
      const [received, counted, empty, soldOnly] = [randomId(), randomId(), randomId(), randomId()];
      const receipt = { productId: received, quantity: 5, reason: 'receipt' as const };
      await inventory.applyMovements(context.shop, [
        { ...receipt, reference: 'd2', at: at('20T12:00:00') },
        { ...receipt, reference: 'd1', at: at('19T12:00:00') },
        { productId: received, quantity: -1, reason: 'sale', reference: 'o1', at: at('18T12:00:00') },
        { productId: soldOnly, quantity: -1, reason: 'sale', reference: 'o1', at: at('18T12:00:00') },
      ]);
      await inventory.setLevels(
        context.shop,
        [level(counted, 4, '17T09:00:00'), level(empty, 0, '17T09:00:00')],
        'owner',
      );
      const asked = [received, counted, empty, soldOnly, randomId()];
      expect(await inventory.firstStocked(context.shop, asked)).toEqual(
        new Map([
          [received, at('19T12:00:00')],
          [counted, at('17T09:00:00')],
        ]),
      );
      expect((await inventory.firstStocked(context.otherShop, asked)).size).toBe(0);
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

    test('iterate(...) and listChangedSince(...) see all of their own shop', async () => {
      const { inventory } = context.store;
      const products = Array.from({ length: 5 }, randomId);
      await inventory.setTerms(
        context.shop,
        products.map((productId) => ({ productId, packSize: 2 })),
      );
      context.now = new Date(context.now.getTime() + 1000);
      await inventory.setTerms(context.shop, [{ productId: products[3]!, packSize: 4 }]);
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
