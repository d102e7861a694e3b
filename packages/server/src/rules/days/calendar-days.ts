import { dayMs } from './durations.js';
import type { Day } from '../../stores/port/documents.js';

/** Days since 1970-01-01, for calendar arithmetic without hours and time zones. */
export function dayNumber(day: Day): number {
  return Math.round(Date.parse(`${day}T00:00:00Z`) / dayMs);
}

export function dayOfNumber(number: number): Day {
  return new Date(number * dayMs).toISOString().slice(0, 10);
}

export function addDays(day: Day, days: number): Day {
  return dayOfNumber(dayNumber(day) + days);
}
