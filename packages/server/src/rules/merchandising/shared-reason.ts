import type { ProductCard, Reason } from '@shelfwise/core/wire';
import type { ChosenProduct } from './drop-expired-new.js';

/** A reason that all products share is given once, with the row. Otherwise each product carries its own. */
export function withReasons(chosen: readonly ChosenProduct[]): { reason?: Reason; items: ProductCard[] } {
  const reason = sharedReason(chosen);
  return reason
    ? { reason, items: chosen.map(({ card }) => card) }
    : { items: chosen.map((one) => ({ ...one.card, reason: one.reason })) };
}

/** The reason that all products share, if there is one. */
export function sharedReason(chosen: readonly ChosenProduct[]): Reason | undefined {
  const first = chosen[0]?.reason;
  return first && chosen.every(({ reason }) => isSameReason(reason, first)) ? first : undefined;
}

function isSameReason(a: Reason, b: Reason): boolean {
  return a.code === b.code && a.product === b.product && a.category === b.category;
}
