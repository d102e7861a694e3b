import { expect, test } from 'vitest';
import { londonInstant, londonWall } from './london-time.js';

const iso = (ms: number) => new Date(ms).toISOString().slice(0, 16);

test('londonInstant(...) is an hour earlier in summer and the same in winter', () => {
  expect(iso(londonInstant(Date.UTC(2026, 6, 1, 12)))).toBe('2026-07-01T11:00');
  expect(iso(londonInstant(Date.UTC(2026, 0, 1, 12)))).toBe('2026-01-01T12:00');
});

test('londonInstant(...) agrees with the time zone data of the platform on every day of a year', () => {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: 'Europe/London',
    dateStyle: 'short',
    timeStyle: 'short',
  });
  const utc = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', dateStyle: 'short', timeStyle: 'short' });
  for (let day = 0; day < 366; day += 1) {
    const wall = Date.UTC(2024, 0, 1 + day, 9, 30);
    expect(format.format(londonInstant(wall))).toBe(utc.format(wall));
    expect(londonWall(londonInstant(wall))).toBe(wall);
  }
});
