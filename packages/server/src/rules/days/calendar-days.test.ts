import { expect, test } from 'vitest';
import { addDays, dayNumber, dayOfNumber } from './calendar-days.js';

test.each([
  ['1970-01-01', 0],
  ['1970-01-02', 1],
  ['1969-12-31', -1],
  ['2000-03-01', 11_017],
])('dayNumber(%s) is %d, and dayOfNumber(…) leads back', (day, number) => {
  expect(dayNumber(day)).toBe(number);
  expect(dayOfNumber(number)).toBe(day);
});

test.each([
  ['2026-02-28', 1, '2026-03-01'],
  ['2024-02-28', 1, '2024-02-29'],
  ['2026-01-01', -1, '2025-12-31'],
  ['2026-03-29', 1, '2026-03-30'],
  ['2026-10-25', -365, '2025-10-25'],
])('addDays(%s, %d) is %s', (day, days, other) => {
  expect(addDays(day, days)).toBe(other);
});
