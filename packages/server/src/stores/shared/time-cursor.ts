import { InvalidCursor } from '../port/store-errors.js';

/**
 * The cursor of a list in the order of time: `<milliseconds>.<what tells documents of one instant apart>`. It comes back
 * from outside, so its form is checked before a query is made of it.
 */
export const toTimeCursor = (at: number, id: string | number): string => `${at}.${id}`;

/** Throws `InvalidCursor` unless an adapter with such ids can have made it. */
export function parseTimeCursor(cursor: string, id: RegExp): { at: number; id: string } {
  const [, millis, rest] = /^(-?\d{1,16})\.(\w{1,24})$/.exec(cursor) ?? [];
  const at = Number(millis);
  if (rest === undefined || !id.test(rest) || Math.abs(at) > 8.64e15) {
    throw new InvalidCursor('No page gave this cursor.');
  }
  return { at, id: rest };
}
