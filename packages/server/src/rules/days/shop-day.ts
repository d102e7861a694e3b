import type { Day } from '../../stores/port/documents.js';

const formats = new Map<string, Intl.DateTimeFormat>();

/**
 * The calendar day of an instant in a time zone, such as `2026-11-22`. The `sv` locale formats days as ISO
 * 8601.
 */
export function shopDay(instant: Date, timeZone: string): Day {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('sv', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
    formats.set(timeZone, format);
  }
  return format.format(instant);
}
