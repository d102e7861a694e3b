import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OrderDocument, SalesSettings } from '../../stores/port/documents.js';
import { orderWrite, purchasesOf, salesOf } from './order-effects.js';
import { shopDay } from '../days/shop-day.js';

const settings: SalesSettings = { timeZone: 'Europe/London', currency: 'GBP', wholesaleFrom: 48 };
const now = new Date('2026-06-15T12:00:00Z');

const version = fc.record({
  placedAt: fc.constantFrom(new Date('2026-06-14T22:59:00Z'), new Date('2026-06-14T23:01:00Z')),
  currency: fc.constantFrom('GBP', 'USD'),
  userId: fc.constantFrom(undefined, 'ann', 'bob'),
  status: fc.constantFrom('placed', 'shipped', 'cancelled', 'refunded' as const),
  lines: fc.array(
    fc.record({
      productId: fc.constantFrom('mug', 'jug', 'hat'),
      quantity: fc.integer({ min: 1, max: 60 }),
      unitPrice: fc.integer({ min: 0, max: 900 }),
    }),
    { minLength: 1, maxLength: 4 },
  ),
});

function document(fields: object, revision: number): OrderDocument {
  const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
  return {
    id: 'order',
    shopId: 'shop',
    key: 'A1',
    shipments: [],
    stockMoved: true,
    updatedAt: now,
    ...given,
    revision,
  } as unknown as OrderDocument;
}

describe('orderWrite(former, next)', () => {
  it('leads through any corrections to what the last version says alone', () => {
    fc.assert(
      fc.property(fc.array(version, { minLength: 1, maxLength: 5 }), (versions) => {
        const sales = new Map<string, number[]>();
        const stock = new Map<string, number>();
        const purchases = new Map<string, unknown>();
        let former: OrderDocument | null = null;
        for (const [index, fields] of versions.entries()) {
          const next: OrderDocument = document(fields, index + 1);
          const write = orderWrite(former, next, settings, now);
          expect(write.replaces).toBe(former?.revision);
          for (const { productId, day, quantity, wholesaleQuantity, revenue } of write.sales) {
            const held = sales.get(`${productId}/${day}`) ?? [0, 0, 0];
            sales.set(`${productId}/${day}`, [
              held[0]! + quantity,
              held[1]! + wholesaleQuantity,
              held[2]! + revenue,
            ]);
          }
          for (const { productId, quantity } of write.movements) {
            stock.set(productId, (stock.get(productId) ?? 0) + quantity);
          }
          for (const eventId of write.withdrawnEventIds) purchases.delete(eventId);
          for (const purchase of write.interactions) purchases.set(purchase.eventId, purchase);
          former = next;
        }
        const last = former!;
        const nonZero = [...sales].filter(([, values]) => values.some((value) => value !== 0));
        expect(new Map(nonZero)).toEqual(
          new Map(
            salesOf(last, settings).map(
              (day) =>
                [`${day.productId}/${day.day}`, [day.quantity, day.wholesaleQuantity, day.revenue]] as const,
            ),
          ),
        );
        expect([...purchases.values()]).toEqual(expect.arrayContaining(purchasesOf(last)));
        expect(purchases.size).toBe(purchasesOf(last).length);
        const isSold = last.status !== 'cancelled' && last.status !== 'refunded';
        for (const product of ['mug', 'jug', 'hat']) {
          const units = last.lines.reduce(
            (sum, line) => sum + (line.productId === product ? line.quantity : 0),
            0,
          );
          expect(Math.abs(stock.get(product) ?? 0)).toBe(isSold ? units : 0);
        }
      }),
    );
  });

  it('gives the same purchase the same id whoever reports it', () => {
    const order = document(
      {
        userId: 'ann',
        status: 'placed',
        placedAt: now,
        currency: 'GBP',
        lines: [{ productId: 'mug', quantity: 1, unitPrice: 5 }],
      },
      1,
    );
    const [first] = purchasesOf(order);
    expect(first!.eventId).toMatch(/^[\da-f]{8}-[\da-f]{4}-8[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
    expect(purchasesOf({ ...order, revision: 7 })[0]!.eventId).toBe(first!.eventId);
    expect(purchasesOf({ ...order, userId: 'bob' })[0]!.eventId).toBe(first!.eventId);
  });
});

describe('shopDay(instant, timeZone)', () => {
  it.each([
    ['2026-06-14T23:01:00Z', 'Europe/London', '2026-06-15'],
    ['2026-12-14T23:59:59Z', 'Europe/London', '2026-12-14'],
    ['2026-03-08T04:59:00Z', 'America/New_York', '2026-03-07'],
    ['2026-01-01T00:00:00Z', 'Pacific/Kiritimati', '2026-01-01'],
    ['2026-01-01T10:30:00Z', 'Pacific/Kiritimati', '2026-01-02'],
  ])('%s in %s is %s', (instant, timeZone, day) => {
    expect(shopDay(new Date(instant), timeZone)).toBe(day);
  });
});
