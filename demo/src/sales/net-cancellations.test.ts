import fc from 'fast-check';
import { expect, test } from 'vitest';
import { netCancellations } from './net-cancellations.js';
import type { Cancellation, Sale } from './read-lines.js';

const sale = (invoice: string, at: number, quantity: number, customer = 'c', code = 'x'): Sale => ({
  invoice,
  at,
  customer,
  lines: [{ code, quantity, price: 100 }],
});
const cancellation = (at: number, quantity: number, customer = 'c', code = 'x'): Cancellation => ({
  at,
  quantity,
  customer,
  code,
  price: 100,
});
const kept = (sales: { lines: { quantity: number }[] }[]) => sales.map(({ lines }) => lines[0]?.quantity);

test('netCancellations(...) takes from the newest purchase first and goes on to older ones', () => {
  const netted = netCancellations([sale('1', 10, 5), sale('2', 20, 5)], [cancellation(30, 7)], 100);
  expect(kept(netted.sales)).toEqual([3, 0]);
  expect(netted.sales.map(({ changedAt }) => changedAt)).toEqual([30, 30]);
});

test('netCancellations(...) leaves other customers, other products and later purchases alone', () => {
  const netted = netCancellations(
    [sale('1', 10, 5, 'other'), sale('2', 10, 5, 'c', 'y'), sale('3', 40, 5)],
    [cancellation(30, 5)],
    100,
  );
  expect(kept(netted.sales)).toEqual([5, 5, 5]);
  expect(netted.unitsUnmatched).toBe(5);
});

test('netCancellations(...) knows nothing of what happens after its end', () => {
  const sales = [sale('1', 10, 5), sale('2', 50, 5)];
  expect(kept(netCancellations(sales, [cancellation(30, 5)], 29).sales)).toEqual([5]);
  expect(kept(netCancellations(sales, [cancellation(30, 5)], 30).sales)).toEqual([0]);
});

test('netCancellations(...) never loses a unit: bought = kept + cancelled, and nothing is below zero', () => {
  const event = fc.record({
    at: fc.nat(50),
    quantity: fc.integer({ min: 1, max: 9 }),
    customer: fc.constantFrom('a', 'b'),
  });
  fc.assert(
    fc.property(fc.array(event), fc.array(event), (bought, given) => {
      const byTime = (a: { at: number }, b: { at: number }) => a.at - b.at;
      const sales = [...bought]
        .sort(byTime)
        .map(({ at, quantity, customer }, i) => sale(String(i), at, quantity, customer));
      const cancellations = [...given]
        .sort(byTime)
        .map(({ at, quantity, customer }) => cancellation(at, quantity, customer));
      const netted = netCancellations(sales, cancellations, 100);
      const units = (list: (number | undefined)[]) =>
        list.reduce<number>((sum, each) => sum + (each ?? 0), 0);
      expect(units(kept(netted.sales)) + netted.unitsCancelled).toBe(
        units(bought.map(({ quantity }) => quantity)),
      );
      expect(netted.unitsCancelled + netted.unitsUnmatched).toBe(
        units(given.map(({ quantity }) => quantity)),
      );
      expect(Math.min(0, ...kept(netted.sales).map(Number))).toBe(0);
    }),
  );
});
