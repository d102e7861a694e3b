import { expect, test } from 'vitest';
import { zonedTime } from './zoned-time.js';

test.each([
  ['UTC', '2026-06-01T12:00:00Z', '2026-06-01T12:00:00.000Z'],
  ['Europe/Berlin', '2026-01-15T23:30:00Z', '2026-01-15T22:30:00.000Z'],
  ['Europe/Berlin', '2026-07-15T00:00:00Z', '2026-07-14T22:00:00.000Z'],
  ['America/New_York', '2026-07-15T00:00:00Z', '2026-07-15T04:00:00.000Z'],
  ['Asia/Kathmandu', '2026-07-15T06:01:02Z', '2026-07-15T00:16:02.000Z'],
  // The last reading before summer time begins, and the first after.
  ['Europe/Berlin', '2026-03-29T01:59:59Z', '2026-03-29T00:59:59.000Z'],
  ['Europe/Berlin', '2026-03-29T03:00:00Z', '2026-03-29T01:00:00.000Z'],
  ['America/New_York', '2026-11-01T03:00:00Z', '2026-11-01T08:00:00.000Z'],
])('zonedTime(%s) takes a clock that shows %s for the instant %s', (zone, wall, instant) => {
  expect(new Date(zonedTime(zone)(Date.parse(wall))).toISOString()).toBe(instant);
});
