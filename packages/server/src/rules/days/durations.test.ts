import { expect, test } from 'vitest';
import { dayMs, hourMs, weekMs } from './durations.js';

test('an hour, a day and a week in milliseconds', () => {
  expect([hourMs, dayMs, weekMs]).toEqual([3_600_000, 86_400_000, 604_800_000]);
});
