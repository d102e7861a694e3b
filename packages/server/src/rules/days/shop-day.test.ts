import { describe, expect, it } from 'vitest';
import { shopDay } from './shop-day.js';

describe('shopDay(instant, timeZone)', () => {
  it.each([
    ['2026-06-14T23:01:00Z', 'Europe/London', '2026-06-15'],
    ['2026-12-14T23:59:59Z', 'Europe/London', '2026-12-14'],
    ['2026-03-08T04:59:00Z', 'America/New_York', '2026-03-07'],
    ['2026-01-01T00:00:00Z', 'Pacific/Kiritimati', '2026-01-01'],
    ['2026-01-01T10:30:00Z', 'Pacific/Kiritimati', '2026-01-02'],
  ])('%s in %s is %s', (instant, timeZone, day) => {
    expect(shopDay(new Date(instant), timeZone)).toBe(day);
  });
});
