import { expect, test } from 'vitest';
import { isAhead } from './is-ahead.js';

test('isAhead(…) allows a clock that is five minutes ahead, and no more', () => {
  const now = 1_000_000;
  expect(isAhead(now + 300_000, now)).toBe(false);
  expect(isAhead(now + 300_001, now)).toBe(true);
  expect(isAhead(0, now)).toBe(false);
});
