import { expect, test } from 'vitest';
import { mostFrequentPrice, usualPrice } from './prices.js';

const dayMs = 86_400_000;
/** `count` sales a day apart at one price. */
const sales = (firstDay: number, count: number, price: number) =>
  Array.from({ length: count }, (_, i) => ({ at: (firstDay + i) * dayMs, price }));

test('mostFrequentPrice(...) is the last of equally frequent ones', () => {
  expect(mostFrequentPrice([...sales(0, 2, 100), ...sales(2, 2, 120)])).toBe(120);
  expect(mostFrequentPrice([])).toBeUndefined();
});

test('usualPrice(...) follows the last sixty days', () => {
  expect(usualPrice([...sales(0, 30, 100), ...sales(200, 3, 150)])).toEqual({ price: 150 });
});

test('usualPrice(...) is a sale only when the usual price really fell by a tenth', () => {
  expect(usualPrice([...sales(0, 20, 200), ...sales(100, 10, 150)])).toEqual({ price: 200, salePrice: 150 });
  expect(usualPrice([...sales(0, 20, 200), ...sales(100, 10, 185)])).toEqual({ price: 185 });
});

test('usualPrice(...) says nothing of a fall after few sales', () => {
  expect(usualPrice([...sales(0, 20, 200), ...sales(100, 3, 100)])).toEqual({ price: 100 });
});
