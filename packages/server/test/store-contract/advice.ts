import { describe, expect, test } from 'vitest';
import { at, randomId, type ContractContext } from './context.js';
import type { Id } from '../../src/stores/port/documents.js';
import { Conflict } from '../../src/stores/port/store-errors.js';
import type { Lease } from '../../src/stores/port/store.js';

/** The owner's terms, and what is decided about products from their stock. */
export function adviceContract(context: ContractContext): void {
  describe('terms and advice', () => {
    const level = (productId: Id, stockLevel: number, time: string) => ({
      productId,
      stockLevel,
      asOf: at(time),
    });

    test('terms and advice touch their own columns only', async () => {
      const { inventory } = context.store;
      const product = randomId();
      const terms = { supplier: 'Clay', leadTime: { mean: 5, sd: 1 }, packSize: 6 };
      const set = (given: object) => inventory.setTerms(context.shop, [{ productId: product, ...given }]);
      expect(await set(terms)).toEqual({ accepted: 1, duplicates: 0 });
      expect(await set({ packSize: 6 })).toEqual({ accepted: 0, duplicates: 1 });
      const item = await inventory.findByProduct(context.shop, product);
      expect(item).toMatchObject(terms);
      expect(item).not.toHaveProperty('stockLevel');
      await inventory.setTerms(context.shop, [{ productId: product, unitCost: 120 }]);
      await inventory.setLevels(context.shop, [level(product, 5, '20T00:00:00')], 'owner');
      const advise = (advice: object) =>
        inventory.advise(context.shop, [product], context.now, ({ productId }) => ({
          advice: { productId, restockAlert: false, ...advice },
          open: [],
          close: [],
        }));
      const sold = { soldPerDay: 1.5, lastSold: '2026-11-20' };
      const first = { restockAlert: true, predictedDemand: 14.5, reorderPoint: 9, ...sold };
      await advise({ ...first, stockoutDate: { p50: '2026-11-25' } });
      expect(await inventory.findByProduct(context.shop, product)).toMatchObject({
        ...terms,
        unitCost: 120,
        stockLevel: 5,
        restockAlert: true,
        predictedDemand: 14.5,
        stockoutDate: { p50: '2026-11-25' },
      });
      await advise({});
      const calm = await inventory.findByProduct(context.shop, product);
      expect(calm).toMatchObject({ supplier: 'Clay', stockLevel: 5, restockAlert: false });
      for (const field of ['predictedDemand', 'reorderPoint', 'stockoutDate', 'soldPerDay', 'lastSold'])
        expect(calm).not.toHaveProperty(field);
    });

    test('advise(...) decides from the stock as it is, and opens and closes alerts with it', async () => {
      const { inventory, alerts } = context.store;
      const [sold, kept] = [randomId(), randomId()];
      const levels = [level(sold, 9, '20T00:00:00'), level(kept, 9, '20T00:00:00')];
      await inventory.setLevels(context.shop, levels, 'owner');
      const alert = (key: string, productId: Id) => ({
        key,
        kind: 'out-of-stock' as const,
        severity: 'critical' as const,
        productId,
        values: { title: key },
        since: context.now,
      });
      await alerts.openMany(context.shop, [alert('kept', kept), alert('of-nobody', randomId())]);
      const decide = ({ productId, stockLevel }: { productId: Id; stockLevel?: number }) => {
        const key = productId === sold ? 'sold' : 'kept';
        const isOut = stockLevel === 0;
        return {
          advice: { productId, restockAlert: isOut },
          open: isOut ? [alert(key, productId)] : [],
          close: isOut ? [] : [key],
          stockLevel,
        };
      };
      const openKeys = async () => (await alerts.listOpen(context.shop)).map(({ key }) => key).sort();
      expect(await inventory.advise(context.shop, [sold, kept], context.now, () => undefined)).toEqual([]);
      expect(await openKeys()).toEqual(['kept', 'of-nobody']);
      // A sale and decisions at once: whichever is last, the last decision knows the sale or the sale is decided about.
      const sale = {
        productId: sold,
        quantity: -9,
        reason: 'sale' as const,
        reference: 'o',
        at: context.now,
      };
      await Promise.all([
        inventory.advise(context.shop, [sold, kept, sold], context.now, decide),
        inventory
          .applyMovements(context.shop, [sale])
          .then(() => inventory.advise(context.shop, [sold], context.now, decide)),
        inventory.advise(context.shop, [kept, sold], context.now, decide),
      ]);
      expect(await openKeys()).toEqual(['of-nobody', 'sold']);
      expect(await inventory.findByProduct(context.shop, sold)).toMatchObject({
        stockLevel: 0,
        restockAlert: true,
      });
      const decided = await inventory.advise(context.shop, [sold, kept], context.now, decide);
      expect(decided.map(({ stockLevel }) => stockLevel).sort()).toEqual([0, 9]);
      expect(await alerts.listOpen(context.otherShop)).toEqual([]);
    });

    test('advise(...) for a lease that was taken over writes nothing', async () => {
      const { inventory, alerts, leases } = context.store;
      const productId = randomId();
      await inventory.setLevels(context.shop, [level(productId, 3, '20T00:00:00')], 'owner');
      const name = `job:${context.shop}:forecast`;
      const paused = (await leases.acquire(name, 'paused', 1000, context.now))!;
      const later = new Date(context.now.getTime() + 1000);
      const present = (await leases.acquire(name, 'present', 1000, later))!;
      const advise = (lease: Lease, reorderPoint: number) =>
        inventory.advise(
          context.shop,
          [productId],
          context.now,
          () => ({
            advice: { productId, restockAlert: true, reorderPoint },
            open: [
              {
                key: `reorder:${reorderPoint}`,
                kind: 'reorder',
                severity: 'warning',
                values: {},
                since: later,
              },
            ],
            close: [],
          }),
          lease,
        );
      await advise(present, 7);
      await expect(advise(paused, 8)).rejects.toBeInstanceOf(Conflict);
      expect((await inventory.findByProduct(context.shop, productId))?.reorderPoint).toBe(7);
      expect(await alerts.listOpen(context.shop)).toMatchObject([{ key: 'reorder:7' }]);
    });
  });
}
