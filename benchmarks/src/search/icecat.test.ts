import { expect, test } from 'vitest';
import { createTypo, ndcgAt10 } from './icecat.js';

test('ndcgAt10(...) is 1 for the ideal order, and counts unjudged products as 0', () => {
  const ratings = new Map([
    ['a', 3],
    ['b', 1],
    ['c', 0],
  ]);
  expect(ndcgAt10(ratings, ['a', 'b', 'c'])).toBeCloseTo(1);
  // gains 7 and 1; at places 2 and 3: 7/log2(3) + 1/log2(4), ideal 7 + 1/log2(3)
  expect(ndcgAt10(ratings, ['x', 'a', 'b'])).toBeCloseTo((7 / Math.log2(3) + 1 / 2) / (7 + 1 / Math.log2(3)));
});

test('createTypo() changes the longest word alone, the same way each time', () => {
  const once = createTypo()('usb keyboard');
  expect(once).not.toBe('usb keyboard');
  expect(once.startsWith('usb ')).toBe(true);
  expect(createTypo()('usb keyboard')).toBe(once);
  expect(createTypo()('tv')).toBe('tv');
});
