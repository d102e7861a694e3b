import { describe, expect, test } from 'vitest';
import { at, collect, randomId, type ContractContext } from './contract-context.js';
import type { Id } from './documents.js';

/** Stock levels, the ledger behind them, and the owner's terms. */
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
