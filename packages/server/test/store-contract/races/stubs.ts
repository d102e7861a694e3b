import { expect, test } from 'vitest';
import { anOrder, aProduct, aWrite, collect, randomId } from '../context.js';
import type { Id } from '../../../src/stores/port/documents.js';
import { meet, type RaceContext } from './race-context.js';

const dayMs = 86_400_000;
const daysAgo = (days: number) => new Date(Date.now() - days * dayMs);
const fields = { productId: '', day: '2026-11-20', quantity: 1, wholesaleQuantity: 0, revenue: 1 };

export function racesOfStubs(context: RaceContext): void {
  /** Stubs that were made so many days ago and not asked for since. */
  const forgotten = async (keys: readonly string[], days: number): Promise<Id[]> => {
    const made = [...(await context.here.products.ensureStubs(context.shop, keys, 1e6)).values()];
    const old = made.map((stub) => ({ ...stub, createdAt: daysAgo(days), updatedAt: daysAgo(days) }));
    await context.here.raw.restore(context.shop, 'products', old);
    return made.map(({ id }) => id);
  };
  const order = async (key: string) => {
    const { products, orders } = context.here;
    const { id: productId } = (await products.ensureStubs(context.shop, [key], 1e6)).get(key)!;
    await orders.recordMany(context.shop, [
      aWrite(anOrder(randomId(), { lines: [{ productId, quantity: 1, unitPrice: 1 }] }), {
        sales: [{ ...fields, productId }],
      }),
    ]);
  };
  const everyLineHasItsProduct = async () => {
    const held = await collect(context.here.orders.iterate(context.shop));
    const ids = [...new Set(held.flatMap(({ lines }) => lines.map(({ productId }) => productId)))];
    const found = await context.here.products.findByIds(context.shop, ids);
    expect(found.map(({ id }) => id).sort()).toEqual(ids.sort());
  };

  test('an order of what retention takes for forgotten has a product', () =>
    meet(async () => {
      const keys = Array.from({ length: 12 }, randomId);
      await forgotten(keys, 20);
      const orderAll = async () => {
        for (const key of keys) await order(key);
      };
      const remove = () => context.there.products.removeStubs(context.shop, daysAgo(14), 100);
      return { one: orderAll, other: remove, after: everyLineHasItsProduct };
    }));

  test('an order by a name that its product has just lost has a product, though the stub was being removed', () =>
    meet(async () => {
      const keys = Array.from({ length: 12 }, randomId);
      const stubs = await forgotten(keys, 0);
      const products = keys.map((key) => aProduct(`p-${key}`, { aliases: [{ type: 'sku', value: key }] }));
      await context.here.products.upsertMany(context.shop, products);
      const before = new Date(Date.now() + 1);
      const found = await context.here.products.resolveKeys(
        context.shop,
        products.map(({ key }) => key),
      );
      const merges = products.map(({ key }, place) => ({ from: stubs[place]!, into: found.get(key)!.id }));
      // The clock stands still for nobody: what changes from here on has changed after `before`.
      while (Date.now() <= before.getTime()) await new Promise((resolve) => setTimeout(resolve, 1));
      const orderAll = async () => {
        for (const key of keys) {
          await context.here.products.upsertMany(context.shop, [aProduct(`p-${key}`)]);
          await order(key);
        }
      };
      const remove = () => context.there.products.removeEmptied(context.shop, merges, before);
      return { one: orderAll, other: remove, after: everyLineHasItsProduct };
    }));
}
