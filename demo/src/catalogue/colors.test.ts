import { expect, test } from 'vitest';
import { isColorWord, titleColors } from './colors.js';

test('titleColors(...) finds colours in the order of the title', () => {
  expect(titleColors('Pink / White Ribbed Melamine Jug')).toEqual(['pink', 'white']);
});

test('titleColors(...) takes the more exact of two names', () => {
  expect(titleColors('Feather Pen, Hot Pink')).toEqual(['hot pink']);
  expect(titleColors('Light Blue Candle')).toEqual(['light blue']);
});

test('titleColors(...) takes hints such as strawberry only without a colour', () => {
  expect(titleColors('Strawberry Lunch Box')).toEqual(['red']);
  expect(titleColors('Blue Strawberry Lunch Box')).toEqual(['blue']);
  expect(titleColors('Jigsaw Tree')).toEqual([]);
});

test('isColorWord(...) knows names, not hints', () => {
  expect(isColorWord('Pink')).toBe(true);
  expect(isColorWord('strawberry')).toBe(false);
});
