import type { Day } from '../port/documents.js';

/** `2026-11-22` as the integer 20261122, and back. */
export const dayNumber = (day: Day): number => Number(day.replaceAll('-', ''));
export function dayText(value: number): Day {
  const digits = String(value);
  return `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`;
}
