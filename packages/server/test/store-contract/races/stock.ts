import { expect, test } from 'vitest';
import { anOrder, at, aWrite, randomId } from '../context.js';
import type { Id } from '../../../src/stores/port/documents.js';
import { meet, type RaceContext } from './race-context.js';

export function racesOfStock(context: RaceContext): void {
  const counted = (productId: Id, stockLevel: number) => () =>
    context.there.inventory.setLevels(
      context.shop,
      [{ productId, stockLevel, asOf: at('20T10:00:00') }],
      'owner',
    );
  const movement = (productId: Id, reason: 'sale' | 'receipt', quantity: number) => ({
    productId,
    quantity,
    reason,
    reference: randomId(),
    at: at('20T10:01:00'),
  });
  const moved = (productId: Id, reason: 'sale' | 'receipt', quantity: number) => () =>
    context.here.inventory.applyMovements(context.shop, [movement(productId, reason, quantity)]);
  const ordered = (productId: Id, quantity: number) => () =>
    context.here.orders.recordMany(context.shop, [
      aWrite(anOrder(randomId()), { movements: [movement(productId, 'sale', -quantity)] }),
    ]);
  const levelIs = (productId: Id, stockLevel: number) => async () => {
    const held = await context.there.inventory.findByProduct(context.shop, productId);
    expect(held?.stockLevel).toBe(stockLevel);
  };

  test('a first count and an order at once: the level knows both', () =>
    meet(async () => {
      const product = randomId();
      return { one: ordered(product, 1), other: counted(product, 10), after: levelIs(product, 9) };
    }));

  test('a first count of a product with terms, and a sale at once: the level knows both', () =>
    meet(async () => {
      const product = randomId();
      await context.here.inventory.setTerms(context.shop, [{ productId: product, packSize: 6 }]);
      return { one: moved(product, 'sale', -1), other: counted(product, 10), after: levelIs(product, 9) };
    }));

  test('a first count and a delivery at once: the level knows both', () =>
    meet(async () => {
      const product = randomId();
      return { one: moved(product, 'receipt', 5), other: counted(product, 10), after: levelIs(product, 15) };
    }));

  test('a later count and a sale at once: the level knows both', () =>
    meet(async () => {
      const product = randomId();
      const asOf = at('20T09:00:00');
      await context.here.inventory.setLevels(
        context.shop,
        [{ productId: product, stockLevel: 3, asOf }],
        'owner',
      );
      return { one: moved(product, 'sale', -1), other: counted(product, 10), after: levelIs(product, 9) };
    }));

  test('a sale of the product that a counted one is merged into: the level knows both', () =>
    meet(async () => {
      const [from, into] = [randomId(), randomId()];
      await counted(from, 10)();
      const merge = () => context.there.inventory.mergeMany(context.shop, [{ from, into }]);
      return { one: moved(into, 'sale', -1), other: merge, after: levelIs(into, 9) };
    }));
}
