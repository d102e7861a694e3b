import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OrderDocument, SalesSettings } from '../../stores/port/documents.js';
import { orderWrite, purchasesOf, salesOf, salesSettingsOf } from './order-effects.js';

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
  it('leads through any corrections to the effects of the last version alone', () => {
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

  it('gives the same purchase the same id however it is reported', () => {
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

describe('the effects of one order', () => {
  const line = (productId: string, quantity: number, unitPrice: number) => ({
    productId,
    quantity,
    unitPrice,
  });
  const order = (changes: object, revision = 1) =>
    document(
      {
        placedAt: now,
        currency: 'GBP',
        status: 'placed',
        userId: 'ann',
        lines: [line('mug', 2, 500), line('mug', 1, 400), line('jug', 48, 900)],
        ...changes,
      },
      revision,
    );

  it('salesOf(…) adds the lines of a product, with wholesale apart from its limit on', () => {
    expect(salesOf(order({}), settings)).toEqual([
      { productId: 'mug', day: '2026-06-15', quantity: 3, wholesaleQuantity: 0, revenue: 1400 },
      { productId: 'jug', day: '2026-06-15', quantity: 0, wholesaleQuantity: 48, revenue: 43_200 },
    ]);
    const { wholesaleFrom: _, ...noWholesale } = settings;
    expect(salesOf(order({ lines: [line('jug', 47, 1)] }), settings)[0]).toMatchObject({ quantity: 47 });
    expect(salesOf(order({ lines: [line('jug', 999, 1)] }), noWholesale)[0]).toMatchObject({ quantity: 999 });
  });

  it('salesOf(…) leaves revenue of another currency out, and is empty for an ended order', () => {
    expect(salesOf(order({ currency: 'USD' }), settings)[0]).toMatchObject({ quantity: 3, revenue: 0 });
    expect(salesOf(order({ status: 'refunded' }), settings)).toEqual([]);
  });

  it('purchasesOf(…) has one purchase per product, at the price of its last line', () => {
    expect(purchasesOf(order({}))).toMatchObject([
      {
        userId: 'ann',
        productId: 'mug',
        interactionType: 'purchase',
        timestamp: now,
        quantity: 3,
        price: 400,
      },
      { productId: 'jug', quantity: 48, price: 900 },
    ]);
    expect(purchasesOf(order({ userId: undefined }))).toEqual([]);
    expect(purchasesOf(order({ status: 'cancelled' }))).toEqual([]);
  });

  it('purchasesOf(…) gives other ids to another order, product, quantity, price and time', () => {
    const idOf = (changes: object) =>
      purchasesOf(order({ lines: [line('mug', 1, 5)], ...changes }))[0]!.eventId;
    const ids = [
      idOf({}),
      idOf({ key: 'A2' }),
      idOf({ lines: [line('jug', 1, 5)] }),
      idOf({ lines: [line('mug', 2, 5)] }),
      idOf({ lines: [line('mug', 1, 6)] }),
      idOf({ placedAt: new Date(now.getTime() + 1) }),
    ];
    expect(new Set(ids).size).toBe(ids.length);
    // The instant comes first: 2026-06-15T12:00:00Z in hexadecimal milliseconds.
    expect(ids[0]!.slice(0, 13)).toBe(
      now
        .getTime()
        .toString(16)
        .padStart(12, '0')
        .replace(/^(.{8})/, '$1-'),
    );
    expect(idOf({ placedAt: new Date(-5) }).slice(0, 13)).toBe('00000000-0000');
  });

  it('orderWrite(…) takes stock when the order was placed, and moves a change when it was reported', () => {
    const first = order({ placedAt: new Date('2026-06-14T10:00:00Z') });
    expect(orderWrite(null, first, settings, now)).toMatchObject({
      movements: [
        { productId: 'mug', quantity: -3, reason: 'sale', reference: 'order/A1/1', at: first.placedAt },
        { productId: 'jug', quantity: -48, reason: 'sale', reference: 'order/A1/1', at: first.placedAt },
      ],
      withdrawnEventIds: [],
      order: { countedWith: settings },
    });
    expect(orderWrite(null, first, settings, now)).not.toHaveProperty('replaces');
    const reportedAt = new Date('2026-06-15T11:00:00Z');
    const less = order({ lines: [line('mug', 1, 500), line('jug', 48, 900)], reportedAt }, 2);
    expect(orderWrite(first, less, settings, now).movements).toEqual([
      { productId: 'mug', quantity: 2, reason: 'return', reference: 'order/A1/2', at: reportedAt },
    ]);
    const undated = order({ lines: [line('mug', 5, 500), line('jug', 48, 900)] }, 2);
    expect(orderWrite(first, undated, settings, now).movements).toMatchObject([
      { quantity: -2, reason: 'sale', at: now },
    ]);
    expect(orderWrite(null, order({ stockMoved: false }), settings, now).movements).toEqual([]);
  });

  it('orderWrite(…) writes only the purchases that changed, and all of them for another buyer', () => {
    const former = order({});
    const changed = order({ lines: [line('mug', 1, 500), line('jug', 48, 900)] }, 2);
    const [formerMug, jug] = purchasesOf(former);
    const write = orderWrite(former, changed, settings, now);
    expect(write.interactions.map(({ productId }) => productId)).toEqual(['mug']);
    expect(write.withdrawnEventIds).toEqual([formerMug!.eventId]);
    const sold = orderWrite(former, order({ userId: 'bob' }, 2), settings, now);
    expect(sold.interactions).toMatchObject([{ userId: 'bob' }, { userId: 'bob' }]);
    expect(sold.withdrawnEventIds.sort()).toEqual([formerMug!.eventId, jug!.eventId].sort());
  });

  it('orderWrite(…) subtracts the former version by the settings that it was counted with', () => {
    const former = { ...order({}), countedWith: { timeZone: 'Pacific/Kiritimati', currency: 'GBP' } };
    const { sales } = orderWrite(former, order({}, 2), settings, now);
    expect(sales).toEqual([
      { productId: 'mug', day: '2026-06-15', quantity: 3, wholesaleQuantity: 0, revenue: 1400 },
      { productId: 'jug', day: '2026-06-15', quantity: 0, wholesaleQuantity: 48, revenue: 43_200 },
      { productId: 'mug', day: '2026-06-16', quantity: -3, wholesaleQuantity: 0, revenue: -1400 },
      { productId: 'jug', day: '2026-06-16', quantity: -48, wholesaleQuantity: 0, revenue: -43_200 },
    ]);
    // Lines that count as wholesale only now change as well.
    const recounted = { ...order({}), countedWith: { timeZone: 'Europe/London', currency: 'GBP' } };
    expect(orderWrite(recounted, order({}, 2), settings, now).sales).toEqual([
      { productId: 'jug', day: '2026-06-15', quantity: -48, wholesaleQuantity: 48, revenue: 0 },
    ]);
  });

  it('orderWrite(…) changes revenue alone when only the price changed', () => {
    const dearer = order({ lines: [line('mug', 3, 500), line('jug', 48, 900)] }, 2);
    expect(orderWrite(order({}), dearer, settings, now).sales).toEqual([
      { productId: 'mug', day: '2026-06-15', quantity: 0, wholesaleQuantity: 0, revenue: 100 },
    ]);
  });

  it('salesSettingsOf(…) picks the settings that decide how orders count', () => {
    const all = { ...settings, locale: 'en' };
    expect(salesSettingsOf(all)).toEqual(settings);
    const { wholesaleFrom: _, ...rest } = settings;
    expect(salesSettingsOf(rest)).toEqual(rest);
  });
});
