import type { InventoryItem } from '@shelfwise/core/wire';
import { expect, test } from 'vitest';
import { inventoryCsv } from './inventory-csv.js';

const item: InventoryItem = {
  product: 'mug',
  title: 'Mug',
  categories: [],
  onOrder: 0,
  simulated: false,
  soldPerDay: 1,
  daysLeft: { p10: 3, p50: 5, p90: 9 },
  salesLostPerDay: 5851,
  restockAlert: true,
  status: 'order-now',
  leadTime: { mean: 7, sd: 2 },
  reviewPeriod: 7,
  minimumOrder: 1,
  packSize: 1,
  serviceLevel: 0.975,
};

test.each([
  ['GBP', '58.51'],
  ['JPY', '5851'],
  // Written without fillér, counted in them; and a thousand fils, though none is written.
  ['HUF', '58.51'],
  ['IQD', '5.851'],
])('the export has money in %s, states in words, per cents and the likely range', (currency, lost) => {
  const [head, row] = inventoryCsv([item], currency).split('\r\n');
  const titles = head!.split(',');
  const cell = (title: string) => row!.split(',')[titles.indexOf(title)];
  expect(cell(`Sales lost a day when out (${currency})`)).toBe(lost);
  expect(cell('Status')).toBe('Order now');
  expect(cell('Chance of not running out (%)')).toBe('97.5');
  expect([cell('Days left (likely from)'), cell('Days left (likely to)')]).toEqual(['3', '9']);
});
