import type { ProductCard, Reason } from '@shelfwise/core/wire';
import { expect, test } from 'vitest';
import { sharedReason, withReasons } from './shared-reason.js';

const chosen = (...reasons: Reason[]) =>
  reasons.map((reason, index) => ({ card: { product: `p${index}` } as ProductCard, reason }));
const similar = (product: string): Reason => ({ code: 'similar-to', product });

test('a reason that all products share is given once', () => {
  const row = chosen(similar('mug'), similar('mug'));
  expect(sharedReason(row)).toEqual(similar('mug'));
  expect(withReasons(row)).toEqual({ reason: similar('mug'), items: [{ product: 'p0' }, { product: 'p1' }] });
});

test.each([
  ['code', { code: 'new' }, { code: 'bestseller' }],
  ['product', similar('mug'), similar('jug')],
  ['category', { code: 'more-from-shop', category: 'a' }, { code: 'more-from-shop', category: 'b' }],
] as [string, Reason, Reason][])('reasons that differ in their %s stay with their products', (_, a, b) => {
  const row = chosen(a, a, b);
  expect(sharedReason(row)).toBeUndefined();
  expect(withReasons(row)).toEqual({
    items: [
      { product: 'p0', reason: a },
      { product: 'p1', reason: a },
      { product: 'p2', reason: b },
    ],
  });
});

test('an empty row has no reason', () => {
  expect(withReasons([])).toEqual({ items: [] });
});
