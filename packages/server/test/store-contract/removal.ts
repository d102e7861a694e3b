import { describe, expect, test } from 'vitest';
import { removeShop } from '../../src/cli/remove-shop.js';
import { collectionNames } from '../../src/stores/port/collections.js';
import type { Store } from '../../src/stores/port/store.js';
import { Conflict, NotFound, Unavailable } from '../../src/stores/port/store-errors.js';
import { aVisitor, aWrite, anOrder, randomId, type ContractContext } from './context.js';
import { fillShop } from './fill-shop.js';
import { testSettings } from './settings.js';
import { override } from '../override.js';

/** A shop that is deleted leaves nothing behind, and no other shop loses anything. */
export function removalContract(context: ContractContext): void {
  const settleMs = { requests: 0, jobs: 0 };
  const clock = () => context.now;
  const remove = (shopName: string, store = context.store) =>
    removeShop({ store, shopName, clock, settleMs });
  const counts = async (shopId: string) =>
    Object.fromEntries(
      await Promise.all(
        collectionNames.map(async (name) => [name, await context.store.raw.count(shopId, name)] as const),
      ),
    );

  describe('removal', () => {
    test('everything of a shop goes, also what came while it was being removed, and nothing of another', async () => {
      const { store } = context;
      const name = `removed-${context.shop}`;
      const shop = await fillShop(store, name, context.now);
      const other = await fillShop(store, `kept-${context.otherShop}`, context.now);
      const leaseOf = ({ id }: { id: string }) => `job:${id}:watch-data`;
      for (const one of [shop, other]) await store.leases.acquire(leaseOf(one), 'job', 60_000, context.now);
      const [held, others] = [await counts(shop.id), await counts(other.id)];
      let isLate = true;
      const withLateVisitor = {
        ...store,
        raw: override(store.raw, {
          async remove(...[shopId, collection, documents]: Parameters<Store['raw']['remove']>) {
            await store.raw.remove(shopId, collection, documents);
            if (isLate && collection === 'products') await aVisitor(store, shopId);
            if (collection === 'products') isLate = false;
          },
        }),
      };
      const removed = await remove(name, withLateVisitor);
      expect(Object.values(await counts(shop.id)).some((count) => count > 0)).toBe(false);
      // Visitors go before products: the late one was found when all was looked through again.
      expect(removed).toEqual({ ...held, visitors: held.visitors! + 1 });
      expect(await counts(other.id)).toEqual(others);
      expect((await store.leases.listHeld('job:', context.now)).map((lease) => lease.name)).toEqual(
        expect.not.arrayContaining([leaseOf(shop)]),
      );
      expect(await store.leases.listHeld(leaseOf(other), context.now)).toHaveLength(1);
      expect(await store.apiKeys.findByHash(`h${shop.id}`)).toBeNull();
      expect((await store.products.resolveKeys(shop.id, ['sku1'])).size).toBe(0);
      // The name is free, and what has it now is another shop.
      expect((await store.shops.create({ name, settings: testSettings })).id).not.toBe(shop.id);
    });

    test('from the first moment on nobody finds the shop; a removal that was interrupted is ended by its name', async () => {
      const { store } = context;
      const name = `removed-${context.shop}`;
      const { id } = await fillShop(store, name, context.now);
      const broken = {
        ...store,
        raw: override(store.raw, { remove: () => Promise.reject(new Unavailable('away')) }),
      };
      await expect(remove(name, broken)).rejects.toBeInstanceOf(Unavailable);
      expect(await store.shops.findById(id)).toBeNull();
      expect(await store.shops.findByName(name)).toBeNull();
      expect((await store.shops.list()).map((shop) => shop.id)).not.toContain(id);
      await expect(store.shops.updateSettings(id, testSettings)).rejects.toBeInstanceOf(NotFound);
      await expect(store.shops.create({ name, settings: testSettings })).rejects.toBeInstanceOf(Conflict);
      expect(await remove(name)).toMatchObject({ shops: 1, products: 5, models: 1 });
      await expect(remove(name)).rejects.toBeInstanceOf(NotFound);
    });

    test('a job that runs on publishes nothing', async () => {
      const { store } = context;
      const name = `removed-${context.shop}`;
      const { id } = await store.shops.create({ name, settings: testSettings });
      const lease = (await store.leases.acquire(`job:${id}:learn`, 'job', 60_000, context.now))!;
      await remove(name);
      const model = { metrics: {}, status: 'serving' as const };
      const put = store.models.put(id, 'recommender', new Uint8Array(1), model, lease);
      await expect(put).rejects.toBeInstanceOf(Conflict);
      expect(await store.leases.renew(lease, 60_000, context.now)).toBe(false);
      expect(await store.raw.count(id, 'modelChunks')).toBe(0);
    });

    test('a shop that nobody began to remove cannot be ended', async () => {
      const { store } = context;
      const { id } = await store.shops.create({ name: `kept-${context.shop}`, settings: testSettings });
      await store.orders.recordMany(id, [aWrite(anOrder(randomId()))]);
      await store.shops.endRemoval(id);
      expect(await store.shops.findById(id)).not.toBeNull();
    });
  });
}
