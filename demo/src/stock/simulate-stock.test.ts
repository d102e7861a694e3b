import { expect, test } from 'vitest';
import { simulateStock } from './simulate-stock.js';
import type { Supplier } from './suppliers.js';

const supplier: Supplier = { name: 'Test', leadTime: { mean: 10, sd: 2 }, minimumOrder: 12, packSize: 6 };
const steady = (days: number, units: number) => new Int32Array(days).fill(units);

test('simulateStock(...) of the same product and sales is the same', () => {
  expect(simulateStock('85048', steady(400, 3), supplier)).toEqual(
    simulateStock('85048', steady(400, 3), supplier),
  );
});

test('simulateStock(...) goes through the same days on the way to later ones', () => {
  const levels = [200, 201, 202].map((days) => simulateStock('85048', steady(days, 3), supplier).stockLevel);
  for (const [i, level] of levels.slice(1).entries()) {
    const change = level - levels[i]!;
    // A day sells three; a delivery adds whole packs.
    expect((change + 3) % supplier.packSize).toBe(0);
  }
});

test('simulateStock(...) keeps a steady seller in stock, neither empty nor piled up', () => {
  const { stockLevel, onOrder, lastRestocked } = simulateStock('22423', steady(600, 4), supplier);
  expect(stockLevel).toBeGreaterThanOrEqual(0);
  // S is demand of lead time, review and cover with some safety: about 60 days of sales, and one delivery over it.
  expect(stockLevel + onOrder).toBeLessThan(4 * 90);
  expect(lastRestocked).toBeGreaterThan(500);
});

test('simulateStock(...) of a product never sold is nothing', () => {
  expect(simulateStock('1', steady(100, 0), supplier)).toEqual({ stockLevel: 0, onOrder: 0 });
});

test('simulateStock(...) fills the shelves for a Christmas that last year had, too', () => {
  // Day 0 is 1 December; 52 weeks a year, five times the sales in the four weeks before Christmas.
  const isSeason = (day: number) => day % 364 > 357 || day % 364 < 24;
  const units = Int32Array.from({ length: 2 * 364 + 24 }, (_, day) => (isSeason(day) ? 15 : 3));
  const today = 2 * 364 - 4;
  const wanted = 14 * 15;
  for (const code of ['22086', '22947', '22910', '23084']) {
    const { stockLevel, onOrder } = simulateStock(code, units.subarray(0, today), supplier);
    expect(stockLevel + onOrder, code).toBeGreaterThan(wanted);
  }
});

test('simulateStock(...) buys nothing more of what has not sold for eight weeks', () => {
  const units = Int32Array.from({ length: 500 }, (_, day) => (day < 380 ? 4 : 0));
  const { onOrder, lastRestocked } = simulateStock('22423', units, supplier);
  expect(onOrder).toBe(0);
  expect(lastRestocked).toBeLessThan(460);
});
