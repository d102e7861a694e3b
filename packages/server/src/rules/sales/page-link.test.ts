import { expect, test } from 'vitest';
import { isFreshLink } from './page-link.js';

const placedAt = new Date('2026-11-22T12:00:00Z');
const minute = 60_000;

test.each([
  [0, true],
  [30 * minute, true],
  [30 * minute + 1, false],
  [-5 * minute, true],
  [-5 * minute - 1, false],
])('isFreshLink(…) of a link %d ms after its order is %s', (after, isFresh) => {
  expect(isFreshLink(placedAt, new Date(placedAt.getTime() + after))).toBe(isFresh);
});
