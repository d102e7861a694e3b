import fc from 'fast-check';
import { expect, test } from 'vitest';
import { minimumHistoryDays, shiftInWeeks, weeksInYears } from './date-shift.js';

const dayMs = 86_400_000;
const first = Date.UTC(2009, 11, 1);

test('shiftInWeeks(...) moves the first December of the data to a December', () => {
  const weeks = shiftInWeeks(first, Date.UTC(2026, 10, 22));
  expect(new Date(first + weeks * 7 * dayMs).toISOString().slice(0, 10)).toBe('2024-12-03');
  expect(weeks).toBe(783);
});

test('shiftInWeeks(...) leaves at least 400 days, keeps weekdays, and stays within four days of the date', () => {
  fc.assert(
    fc.property(fc.integer({ min: 14_000, max: 40_000 }), (todayDay) => {
      const weeks = shiftInWeeks(first, todayDay * dayMs);
      const moved = first + weeks * 7 * dayMs;
      const history = todayDay * dayMs - moved;
      if (weeks > 0) expect(history).toBeGreaterThanOrEqual(minimumHistoryDays * dayMs);
      expect(new Date(moved).getUTCDay()).toBe(new Date(first).getUTCDay());
      // As late as possible: one year more would leave too little.
      const years = Math.round((weeks * 7) / 365.2425);
      const oneMore = first + weeksInYears(years + 1) * 7 * dayMs;
      expect(todayDay * dayMs - oneMore).toBeLessThan(minimumHistoryDays * dayMs);
      const sameYear = Date.UTC(2009 + years, 11, 1);
      expect(Math.abs(moved - sameYear)).toBeLessThanOrEqual(4 * dayMs);
    }),
  );
});
