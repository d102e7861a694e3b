import { expect, test } from 'vitest';
import type { ShopProduct } from '../catalogue/catalogue.js';
import { createProductSearch } from './product-search.js';

const titles = {
  1: 'Regency Cakestand 3 Tier',
  2: 'Cake Stand White Lace',
  3: 'Christmas Tree Star',
  4: 'Set of 6 Christmas Crackers',
  5: 'Red Retrospot Mug',
  6: 'Blue Polkadot Mug',
  7: 'Stand for Plates',
  8: 'Card Cat and Tree',
};
const cards = Object.entries(titles).map(([code, title], index): ShopProduct => ({
  code: `2242${code}`,
  title,
  description: '',
  category: ['Kitchen and dining', 'Baking'],
  colors: [],
  pattern: 'plain',
  price: 100,
  discontinued: false,
  popularity: index,
}));
const search = createProductSearch(cards, (product) => [product]);
const found = (query: string) => search(query).map(({ title }) => title);

test.each([
  ['cakstand', 'Regency Cakestand 3 Tier'],
  ['cakestands', 'Cake Stand White Lace'],
  ['cake stand', 'Regency Cakestand 3 Tier'],
  ['chrismas', 'Christmas Tree Star'],
  ['christmas craker', 'Set of 6 Christmas Crackers'],
  ['retro mug', 'Red Retrospot Mug'],
  ['22425', 'Red Retrospot Mug'],
])('“%s” finds %s', (query, title) => {
  expect(found(query)).toContain(title);
});

test('all words of a query must match, what was typed first', () => {
  expect(found('red mug')).toEqual(['Red Retrospot Mug']);
  expect(found('cake stand')[0]).toBe('Cake Stand White Lace');
});

test('where nothing has all the words, what has some of them is shown; nonsense finds nothing', () => {
  expect(found('mug elephant')).toEqual(expect.arrayContaining(['Red Retrospot Mug', 'Blue Polkadot Mug']));
  expect(found('zzzqqq')).toEqual([]);
  expect(found('  ,. ')).toEqual([]);
});

test('two short words are not taken for one that is spelt wrong', () => {
  expect(found('cakstand')).not.toContain('Card Cat and Tree');
});

test('a code must be typed right: another number is another product', () => {
  expect(found('22999')).toEqual([]);
});
