import { newForDays } from '@shelfwise/core/recommend';
import type { ProductCard, Reason, RowFilling } from '@shelfwise/core/wire';
import { dayMs } from '../days/durations.js';

export interface ChosenProduct {
  card: ProductCard;
  reason: Reason;
}

export interface Row {
  filledBy: RowFilling;
  personal: boolean;
  chosen: ChosenProduct[];
}

export interface FilledRow extends Row {
  /** Milliseconds since 1970 until which every product called new is new. Absent when none is called so. */
  goodUntil?: number;
}

/**
 * Removes the reason "new" from products that are no longer new. The model only knows which products were new
 * when it was trained. A group is new while its oldest variant is.
 */
export function dropExpiredNew(
  row: Row,
  variantsOf: (group: string) => readonly { createdAt: Date }[],
  now: Date,
): FilledRow {
  let goodUntil = Infinity;
  const chosen = row.chosen.map((one): ChosenProduct => {
    if (one.reason.code !== 'new') return one;
    const oldest = Math.min(...variantsOf(one.card.group).map(({ createdAt }) => createdAt.getTime()));
    const newUntil = oldest + newForDays * dayMs;
    if (newUntil < now.getTime()) return { ...one, reason: { code: 'more-from-shop' } };
    goodUntil = Math.min(goodUntil, newUntil);
    return one;
  });
  const isNoLongerNew =
    row.filledBy === 'new' && chosen.length > 0 && chosen.every(({ reason }) => reason.code !== 'new');
  return {
    ...row,
    chosen,
    ...(isNoLongerNew && { filledBy: 'more-from-shop' }),
    ...(goodUntil < Infinity && { goodUntil }),
  };
}
