import { describe, expect, test } from 'vitest';
import {
  anInteraction,
  anOrder,
  aProduct,
  at,
  aVisitor,
  aWrite,
  randomId,
  type ContractContext,
  ledgerOf,
} from './context.js';
import type { Id } from '../../src/stores/port/documents.js';

/** A stub whose key turns out to be another name of a product: what is booked on it moves there. */
export function mergesContract(context: ContractContext): void {
  const later = () => new Date(context.now.getTime() + 1);

  describe('merges', () => {
    test('a stub is shadowed once a product of the catalogue has its key as another name', async () => {
      const { products } = context.store;
      await products.ensureStubs(context.shop, ['SKU-1', 'sku-2', 'sku-3', 'other'], 9);
      await products.ensureStubs(context.otherShop, ['SKU-1'], 9);
      const named = (key: string, value: string) => aProduct(key, { aliases: [{ type: 'sku', value }] });
      await products.upsertMany(context.shop, [
        named('p1', 'sku-1'),
        named('p2', 'SKU-2'),
        named('p3', 'sku-3'),
      ]);
      await products.delete(context.shop, 'p3', context.now);
      const found = await products.listShadowed(context.shop, later(), 9);
      expect(found.map(({ stub, product }) => `${stub.key} ${product.key}`).sort()).toEqual([
        'SKU-1 p1',
        'sku-2 p2',
      ]);
      expect(await products.listShadowed(context.shop, later(), 1)).toHaveLength(1);
      expect(await products.listShadowed(context.shop, context.now, 9)).toEqual([]);
      expect(await products.listShadowed(context.otherShop, later(), 9)).toEqual([]);
    });

    test('mayShadow(...) is true only where there are stubs, other names and changes of the catalogue', async () => {
      const { products } = context.store;
      const began = new Date(0);
      const may = (since = began, before = later(), shop = context.shop) =>
        products.mayShadow(shop, since, before);
      expect(await may()).toBe(false);
      await products.ensureStubs(context.shop, ['sku-1'], 9);
      expect(await may()).toBe(false);
      await products.upsertMany(context.shop, [aProduct('p1')]);
      expect(await may()).toBe(false);
      await products.upsertMany(context.shop, [aProduct('p2', { aliases: [{ type: 'sku', value: 'any' }] })]);
      expect(await may()).toBe(true);
      expect(await may(began, context.now)).toBe(false);
      expect(await may(context.now)).toBe(true);
      expect(await may(later())).toBe(false);
      expect(await may(began, later(), context.otherShop)).toBe(false);
      await products.upsertMany(context.shop, [aProduct('sku-1')]);
      expect(await may()).toBe(false);
    });

    test('removeEmptied(...) removes a stub only when nothing is booked on it', async () => {
      const { products, orders } = context.store;
      const made = await products.ensureStubs(context.shop, ['sold', 'taken-back', 'seen'], 9);
      const ids = [...made.values()].map(({ id }) => id);
      const sale = (key: string, quantity: number) => ({
        productId: made.get(key)!.id,
        day: '2026-11-20',
        quantity,
        wholesaleQuantity: 0,
        revenue: quantity,
      });
      const record = (...sales: ReturnType<typeof sale>[]) =>
        orders.recordMany(context.shop, [aWrite(anOrder(randomId()), { sales })]);
      await record(sale('sold', 2), sale('taken-back', 2));
      await record(sale('taken-back', -2));
      const product = aProduct('confirmed');
      await products.upsertMany(context.shop, [product]);
      const confirmed = (await products.findByKey(context.shop, 'confirmed'))!.id;
      const merges = [...ids, confirmed].map((from) => ({ from, into: confirmed }));
      expect(await products.removeEmptied(context.otherShop, merges, later())).toBe(0);
      expect(await products.removeEmptied(context.shop, merges, later())).toBe(2);
      const left = await products.resolveKeys(context.shop, ['sold', 'taken-back', 'seen', 'confirmed']);
      expect([...left.keys()].sort()).toEqual(['confirmed', 'sold']);
    });

    test('removeEmptied(...) leaves a stub whose product has changed since: its key may mean the stub again', async () => {
      const { products } = context.store;
      const stub = (await products.ensureStubs(context.shop, ['sku-1'], 9)).get('sku-1')!.id;
      const alias = { aliases: [{ type: 'sku' as const, value: 'sku-1' }] };
      await products.upsertMany(context.shop, [aProduct('changed', alias), aProduct('deleted', alias)]);
      const before = later();
      const found = await products.resolveKeys(context.shop, ['changed', 'deleted']);
      context.now = new Date(before.getTime() + 1000);
      await products.upsertMany(context.shop, [aProduct('changed')]);
      await products.delete(context.shop, 'deleted', context.now);
      for (const { id: into } of found.values())
        expect(await products.removeEmptied(context.shop, [{ from: stub, into }], before)).toBe(0);
      expect((await products.findByKey(context.shop, 'sku-1'))?.id).toBe(stub);
    });

    test('moveProducts(...) rewrites whose interactions they are, once each', async () => {
      const { interactions } = context.store;
      const [stub, other, product] = [randomId(), randomId(), randomId()];
      const user = await aVisitor(context.store, context.shop);
      const theirUser = await aVisitor(context.store, context.otherShop);
      const twice = anInteraction(user, stub);
      const all = [
        anInteraction(user, stub),
        twice,
        { ...twice, productId: product },
        anInteraction(user, other),
        anInteraction(user, randomId()),
      ];
      await interactions.appendMany(context.shop, all);
      await interactions.appendMany(context.otherShop, [anInteraction(theirUser, stub)]);
      const merges = [
        { from: stub, into: product },
        { from: other, into: product },
      ];
      for (let time = 1; time <= 2; time++) {
        await interactions.moveProducts(context.shop, merges);
        const held = await interactions.listByUser(context.shop, user, 9);
        expect(held.filter(({ productId }) => productId === product)).toHaveLength(3);
        expect(held).toHaveLength(4);
      }
      const theirs = await interactions.listByUser(context.otherShop, theirUser, 9);
      expect(theirs).toMatchObject([{ productId: stub }]);
    });

    describe('mergeMany(...)', () => {
      const level = (productId: Id, stockLevel: number, time: string) =>
        context.store.inventory.setLevels(context.shop, [{ productId, stockLevel, asOf: at(time) }], 'owner');
      const move = (productId: Id, quantity: number, time: string, reference = randomId()) =>
        context.store.inventory.applyMovements(context.shop, [
          { productId, quantity, reason: quantity < 0 ? 'sale' : 'return', reference, at: at(time) },
        ]);
      const merge = async (from: Id, into: Id) => {
        const { inventory } = context.store;
        for (let time = 1; time <= 2; time++) await inventory.mergeMany(context.shop, [{ from, into }]);
        expect(await inventory.findByProduct(context.shop, from)).toBeNull();
        expect(await ledgerOf(context.store, context.shop, from)).toEqual([]);
        return inventory.findByProduct(context.shop, into);
      };

      test('takes the stub’s count where the product has none, less what was sold of the product', async () => {
        const { inventory } = context.store;
        const [stub, product] = [randomId(), randomId()];
        await inventory.setTerms(context.shop, [{ productId: product, packSize: 6 }]);
        await move(product, -1, '20T07:00:00');
        await level(stub, 40, '20T08:00:00');
        await move(stub, -3, '20T09:00:00', 'o1');
        await move(product, -2, '20T10:00:00', 'o1');
        expect(await merge(stub, product)).toMatchObject({
          stockLevel: 35,
          asOf: at('20T08:00:00'),
          packSize: 6,
        });
        const ledger = await ledgerOf(context.store, context.shop, product);
        // An order with the product by both names is one entry.
        expect(ledger.map(({ quantity }) => quantity).sort((a, b) => a - b)).toEqual([-5, -1, 40]);
      });

      test('keeps the later count, less what was sold of the other after it', async () => {
        const [stub, product] = [randomId(), randomId()];
        await level(stub, 40, '20T08:00:00');
        await move(stub, -3, '20T09:00:00');
        await level(product, 20, '20T10:00:00');
        await move(stub, -4, '20T11:00:00');
        expect(await merge(stub, product)).toMatchObject({ stockLevel: 16, asOf: at('20T10:00:00') });
      });

      test('waits no longer for what was received under the other name', async () => {
        const { inventory } = context.store;
        const [stub, product] = [randomId(), randomId()];
        const asOf = at('20T08:00:00');
        await inventory.setLevels(
          context.shop,
          [{ productId: product, stockLevel: 4, onOrder: 24, asOf }],
          'owner',
        );
        await inventory.applyMovements(context.shop, [
          { productId: stub, quantity: 10, reason: 'receipt', reference: 'note', at: at('20T09:00:00') },
        ]);
        expect(await merge(stub, product)).toMatchObject({ stockLevel: 14, onOrder: 14, asOf });
      });

      test('makes up no stock where nobody counted', async () => {
        const [stub, product] = [randomId(), randomId()];
        await move(stub, -3, '20T09:00:00');
        expect(await merge(stub, product)).toBeNull();
        expect(await ledgerOf(context.store, context.shop, product)).toHaveLength(1);
        // A count from before the sale, which comes after the merge, knows it.
        await level(product, 10, '20T08:00:00');
        const held = await context.store.inventory.findByProduct(context.shop, product);
        expect(held?.stockLevel).toBe(7);
      });
    });
  });
}
