import { isDeepStrictEqual } from 'node:util';
import type { OrderInput, OrderStatus } from '@shelfwise/core/wire';
import type { OrderDocument } from '../../stores/port/documents.js';
import type { New } from '../../stores/port/store.js';

/** The part of a report of an order that decides whether it replaces another report. */
export interface Report {
  status: OrderStatus;
  /** When this version of the order came to be, if the shop's server says so. */
  updatedAt?: Date | undefined;
}

export const isEnded = (status: OrderStatus): boolean => status === 'cancelled' || status === 'refunded';

/**
 * Whether a report replaces the one before it. Platforms send messages again, late and out of order, so an
 * older report is ignored. A report that would reopen an ended order, and so lower the stock again, must
 * prove to be newer.
 */
export function isNewerReport(held: Report, next: Report): boolean {
  if (held.updatedAt && next.updatedAt && next.updatedAt < held.updatedAt) return false;
  if (!isEnded(held.status) || isEnded(next.status)) return true;
  return next.updatedAt !== undefined && (held.updatedAt === undefined || next.updatedAt > held.updatedAt);
}

export const reportOf = ({ status, updatedAt }: Pick<OrderInput, 'status' | 'updatedAt'>): Report => ({
  status,
  updatedAt: updatedAt === undefined ? undefined : new Date(updatedAt),
});

/**
 * The report that a stored order came from. An ended order without a date of its own ended when we stored it.
 */
export const lastReport = ({
  status,
  reportedAt,
  updatedAt,
}: Pick<OrderDocument, 'status' | 'reportedAt' | 'updatedAt'>): Report => ({
  status,
  updatedAt: reportedAt ?? (isEnded(status) ? updatedAt : undefined),
});

/**
 * A change without a date of its own happened when it was reported, but never before the version that it
 * replaces.
 */
export const withReportTime = (change: New<OrderDocument>, now: Date): New<OrderDocument> =>
  change.reportedAt && change.reportedAt > now ? change : { ...change, reportedAt: now };

/** Whether the next version of an order says the same as the stored one. */
export function isUnchanged(held: OrderDocument, next: New<OrderDocument>): boolean {
  const { id: _id, shopId: _shopId, updatedAt: _at, revision: _held, countedWith: _with, ...before } = held;
  const { revision: _next, ...after } = next;
  return isDeepStrictEqual(before, after);
}
