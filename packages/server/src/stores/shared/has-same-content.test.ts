import { expect, test } from 'vitest';
import { hasSameContent } from './has-same-content.js';

const held = {
  id: 'a'.repeat(24),
  shopId: 'b'.repeat(24),
  updatedAt: new Date(1),
  title: 'Mug',
  rating: { value: 4, count: 2 },
  aliases: [{ type: 'sku', value: 'm' }],
  asOf: new Date(5),
};

test('hasSameContent(...) ignores the order of fields and those that the store sets', () => {
  const { id: _id, shopId: _shopId, updatedAt: _updatedAt, rating, ...rest } = held;
  expect(hasSameContent(held, { rating: { count: 2, value: rating.value }, ...rest })).toBe(true);
});

test('hasSameContent(...) counts undefined as absent, at every depth', () => {
  const { rating, ...rest } = held;
  expect(
    hasSameContent({ ...rest, rating: { value: 4 } }, { ...rest, rating: { ...rating, count: undefined } }),
  ).toBe(true);
  expect(hasSameContent(held, { ...held, url: undefined })).toBe(true);
});

test.each([
  ['a text', { title: 'Jug' }],
  ['a nested number', { rating: { value: 4, count: 3 } }],
  ['an element of a list', { aliases: [{ type: 'sku', value: 'n' }] }],
  ['an instant', { asOf: new Date(6) }],
  ['one field more', { url: 'https://shop.example' }],
])('hasSameContent(...) sees %s that differs', (_, change) => {
  expect(hasSameContent(held, { ...held, ...change })).toBe(false);
});
