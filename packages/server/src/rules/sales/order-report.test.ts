import type { OrderStatus } from '@shelfwise/core/wire';
import { describe, expect, it } from 'vitest';
import type { OrderDocument } from '../../stores/port/documents.js';
import {
  isEnded,
  isNewerReport,
  isUnchanged,
  lastReport,
  reportOf,
  withReportTime,
  type Report,
} from './order-report.js';

const at = (hour: number) => new Date(Date.UTC(2026, 10, 22, hour));
const report = (status: OrderStatus, hour?: number): Report => ({
  status,
  ...(hour !== undefined && { updatedAt: at(hour) }),
});
const order: OrderDocument = {
  id: 'id',
  shopId: 'shop',
  key: 'A1',
  placedAt: at(8),
  currency: 'GBP',
  lines: [{ productId: 'mug', quantity: 1, unitPrice: 500 }],
  status: 'placed',
  shipments: [],
  revision: 3,
  updatedAt: at(9),
} as unknown as OrderDocument;

describe('isEnded(…)', () => {
  it.each([
    ['placed', false],
    ['shipped', false],
    ['delivered', false],
    ['cancelled', true],
    ['refunded', true],
  ] as const)('is, for %s, %s', (status, ended) => {
    expect(isEnded(status)).toBe(ended);
  });
});

describe('isNewerReport(held, next)', () => {
  it.each([
    ['without dates, the later call holds', report('placed'), report('shipped'), true],
    ['an older date does not', report('placed', 10), report('shipped', 9), false],
    ['the same date does', report('placed', 10), report('shipped', 10), true],
    ['a newer date does', report('placed', 10), report('shipped', 11), true],
    ['a report without a date replaces one with a date', report('placed', 10), report('shipped'), true],
    ['an ended order stays ended without a date', report('cancelled'), report('placed'), false],
    ['an ended order is opened again by a date', report('cancelled'), report('placed', 10), true],
    [
      'an ended order is not opened again by its own date',
      report('refunded', 10),
      report('placed', 10),
      false,
    ],
    ['an ended order is opened again by a newer date', report('refunded', 10), report('placed', 11), true],
    ['an ended order can end otherwise', report('cancelled', 10), report('refunded', 10), true],
    ['an ended order can end otherwise without a date', report('cancelled'), report('refunded'), true],
    ['an open order ends without a date', report('placed', 10), report('cancelled'), true],
    ['an ended order is not ended by an older date', report('cancelled', 10), report('refunded', 9), false],
  ])('%s', (_, held, next, isNewer) => {
    expect(isNewerReport(held, next)).toBe(isNewer);
  });
});

describe('reportOf(…)', () => {
  it('takes status and time, if there is one', () => {
    expect(reportOf({ status: 'placed', updatedAt: at(10).toISOString() })).toEqual(report('placed', 10));
    expect(reportOf({ status: 'placed' }).updatedAt).toBeUndefined();
  });
});

describe('lastReport(…)', () => {
  it('is dated by the report', () => {
    expect(lastReport({ ...order, reportedAt: at(7) })).toEqual(report('placed', 7));
  });

  it('of an ended order without a date is dated by when it was stored, of an open one not at all', () => {
    expect(lastReport({ ...order, status: 'cancelled' })).toEqual(report('cancelled', 9));
    expect(lastReport(order).updatedAt).toBeUndefined();
  });
});

describe('withReportTime(…)', () => {
  it('dates a change by now, but never before the version that it replaces', () => {
    expect(withReportTime(order, at(12)).reportedAt).toEqual(at(12));
    expect(withReportTime({ ...order, reportedAt: at(11) }, at(12)).reportedAt).toEqual(at(12));
    expect(withReportTime({ ...order, reportedAt: at(13) }, at(12)).reportedAt).toEqual(at(13));
  });
});

describe('isUnchanged(…)', () => {
  const { id: _id, shopId: _shop, updatedAt: _at, ...next } = order;

  it('compares the fields of a report, and not those that we add', () => {
    const countedWith = { timeZone: 'Europe/London', currency: 'GBP' };
    expect(isUnchanged({ ...order, countedWith }, { ...next, revision: 4 })).toBe(true);
  });

  it.each([
    { status: 'shipped' as const },
    { lines: [{ productId: 'mug', quantity: 2, unitPrice: 500 }] },
    { userId: 'ann' },
    { reportedAt: at(9) },
  ])('is false when a report brings %o', (change) => {
    expect(isUnchanged(order, { ...next, ...change })).toBe(false);
  });
});
