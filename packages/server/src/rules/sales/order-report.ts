import type { OrderStatus } from '@shelfwise/core/wire';

/** What tells one report of an order from another. */
export interface Report {
  status: OrderStatus;
  /** When this version came to be, where the shop's server says so. */
  updatedAt?: Date | undefined;
}

export const isEnded = (status: OrderStatus): boolean => status === 'cancelled' || status === 'refunded';

/**
 * Whether a report holds against the one before it. Platforms send messages again, late and out of order: an older one
 * says nothing new, and one that would take up an ended order again, and lower the stock again, must prove to be newer.
 */
export function isNewerReport(held: Report, next: Report): boolean {
  if (held.updatedAt && next.updatedAt && next.updatedAt < held.updatedAt) return false;
  if (!isEnded(held.status) || isEnded(next.status)) return true;
  return next.updatedAt !== undefined && (held.updatedAt === undefined || next.updatedAt > held.updatedAt);
}
