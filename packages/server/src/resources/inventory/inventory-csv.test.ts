import { ownerLanguages, type InventoryItem } from '@shelfwise/core/wire';
import { expect, test } from 'vitest';
import { exportLanguage, inventoryCsv } from './inventory-csv.js';
import * as messagesByLanguage from './messages/index.js';

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
const english = (of: Partial<InventoryItem>) =>
  inventoryCsv([{ ...item, ...of }], { currency: 'GBP', language: 'en' });

test.each([
  ['GBP', '58.51'],
  ['JPY', '5851'],
  // Prices are written without fillér but counted in them; a dinar has a thousand fils, though none are
  // written.
  ['HUF', '58.51'],
  ['IQD', '5.851'],
])('inventoryCsv(…) words the status and writes %s in major units', (currency, lost) => {
  const [head, row] = inventoryCsv([item], { currency, language: 'en' }).split('\r\n');
  const titles = head!.split(',');
  const cell = (title: string) => row!.split(',')[titles.indexOf(title)];
  expect(cell(`Sales lost a day when out (${currency})`)).toBe(lost);
  expect(cell('Status')).toBe('Order now');
  expect(cell('Chance of not running out (%)')).toBe('97.5');
  expect([cell('Days left (likely from)'), cell('Days left (likely to)')]).toEqual(['3', '9']);
});

test('inventoryCsv(…) begins with a byte order mark and ends each line with CR LF', () => {
  const csv = english({});
  expect(csv.startsWith('\uFEFFProduct,Title,')).toBe(true);
  expect(csv.match(/\r\n/g)).toHaveLength(2);
  expect(csv.endsWith('\r\n')).toBe(true);
});

test.each([
  ['=1+1', "'=1+1"],
  ['+1', "'+1"],
  ['-1', "'-1"],
  ['@a', "'@a"],
  ['\tx', "'\tx"],
  ['  =1', "'  =1"],
  ['\n=1', '"\'\n=1"'],
  ['a=1', 'a=1'],
  ['a "b", c', '"a ""b"", c"'],
  ['a\nb', '"a\nb"'],
])('inventoryCsv(…) writes the title %j as %j', (title, cell) => {
  expect(english({ title })).toContain(`\r\nmug,${cell},,`);
});

test('inventoryCsv(…) writes a negative number without an apostrophe, and nothing for an absent one', () => {
  expect(english({ stockLevel: -3 })).toContain(',Order now,-3,0,');
  expect(english({})).toContain(',Order now,,0,');
});

test.each(ownerLanguages)('inventoryCsv(…) has words in %s for every column and status', (language) => {
  const { columns, status } = messagesByLanguage[language];
  const words = [...Object.values(columns), ...Object.values(status)];
  expect(words.filter((word) => word.trim() === '')).toEqual([]);
  expect(new Set(Object.values(columns)).size).toBe(Object.keys(messagesByLanguage.en.columns).length);
  expect(words.filter((word) => word.includes('{'))).toEqual([columns.salesLostPerDay]);
  expect(inventoryCsv([item], { currency: 'EUR', language })).toContain(status['order-now']);
});

test.each([
  ['de-AT', 'de'],
  ['nl', 'nl'],
  ['en-GB', 'en'],
  ['it', 'en'],
])('exportLanguage(…) of a shop with the locale %s is %s', (locale, language) => {
  expect(exportLanguage({ locale })).toBe(language);
});
