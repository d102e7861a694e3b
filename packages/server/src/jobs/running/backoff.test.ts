import { expect, test } from 'vitest';
import { backoffMs } from './backoff.js';

test('backoffMs(...) doubles up to a minute', () => {
  expect([1, 2, 3, 7, 50].map((attempt) => backoffMs(attempt, 1))).toEqual([
    1000, 2000, 4000, 60_000, 60_000,
  ]);
});

test('backoffMs(...) spreads over the second half of the wait', () => {
  expect(backoffMs(3, 0)).toBe(2000);
  expect(backoffMs(3, 0.5)).toBe(3000);
});
