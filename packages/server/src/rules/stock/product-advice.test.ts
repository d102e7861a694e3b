import { describe, expect, it } from 'vitest';
import { testSettings } from '../../../test/store-contract/settings.js';
import { productAdvice, termsOf, type StockFacts } from './product-advice.js';

const settings = { ...testSettings, leadTime: { mean: 7, sd: 0 }, reviewPeriod: 7, serviceLevel: 0.9 };
const madeAt = new Date('2026-11-22T01:00:00Z');
const today = '2026-11-22';

/** A forecast of the same demand each day, of which every quantile is known exactly. */
function steady(perDay: number, lastDay = 112) {
  const days = Array.from({ length: lastDay }, (_, i) => i + 1);
  const levels = [0.1, 0.5, 0.9];
  return {
    cumulative: {
      days,
      means: days.map((day) => day * perDay),
      levels,
      quantiles: days.flatMap((day) => levels.map(() => day * perDay)),
    },
    startDay: today,
    model: 'tsb',
    madeAt,
  };
}
const stock = (changes: Partial<StockFacts> = {}): StockFacts => ({
  productId: 'mug',
  onOrder: 0,
  stockLevel: 100,
  ...changes,
});

describe('termsOf(…)', () => {
  it('are the shop’s where a product has none, in single units without a minimum', () => {
    expect(termsOf({}, settings)).toEqual({
      leadTime: { mean: 7, sd: 0 },
      reviewPeriod: 7,
      minimumOrder: 1,
      packSize: 1,
      serviceLevel: 0.9,
    });
  });

  it('are the product’s own where it has them', () => {
    const own = {
      leadTime: { mean: 3, sd: 1 },
      reviewPeriod: 14,
      minimumOrder: 10,
      packSize: 5,
      serviceLevel: 0.99,
    };
    expect(termsOf(own, settings)).toEqual(own);
  });
});

describe('productAdvice(…)', () => {
  it('orders by stock and incoming units', () => {
    const enough = productAdvice(stock(), steady(2), settings, today);
    // Two weeks of protection at two a day.
    expect(enough).toMatchObject({
      productId: 'mug',
      predictedDemand: 28,
      demandPerDay: 2,
      reorderPoint: 28,
      restockAlert: false,
      orderQuantity: 0,
      forecastModel: 'tsb',
      forecastedAt: madeAt,
    });
    const short = productAdvice(stock({ stockLevel: 20 }), steady(2), settings, today);
    expect(short).toMatchObject({ restockAlert: true, orderBy: today });
    expect(short.orderQuantity).toBe(short.advice.orderUpToLevel - 20);
    const awaited = productAdvice(stock({ stockLevel: 20, onOrder: 80 }), steady(2), settings, today);
    expect(awaited.restockAlert).toBe(false);
  });

  it('says when stock ends and when to order', () => {
    const advice = productAdvice(stock(), steady(2), settings, today);
    expect(advice.stockoutDate).toEqual({ p10: '2027-01-11', p50: '2027-01-11', p90: '2027-01-11' });
    // 72 units above the reorder point last 36 days.
    expect(advice.orderBy).toBe('2026-12-28');
  });

  it('names the quantity of an order that is due within a week', () => {
    const inDays = (days: number) => stock({ stockLevel: 28 + 2 * days });
    const soon = productAdvice(inDays(7), steady(2), { ...settings }, today);
    expect(soon.advice.orderInDays).toBe(7);
    expect(soon.orderQuantity).toBe(soon.advice.orderUpToLevel - soon.advice.reorderPoint);
    expect(soon.orderQuantity).toBeGreaterThan(0);
    expect(productAdvice(inDays(8), steady(2), settings, today).orderQuantity).toBe(0);
    const packs = productAdvice({ ...inDays(7), packSize: 10 }, steady(2), settings, today);
    expect(packs.orderQuantity! % 10).toBe(0);
  });

  it('of an uncounted product is a reorder point, without alert, quantity and day', () => {
    const { stockLevel: _, ...uncounted } = stock();
    const advice = productAdvice(uncounted, steady(2), settings, today);
    expect(advice).toMatchObject({ reorderPoint: 28, restockAlert: false });
    expect(advice.advice.restockAlert).toBe(true);
    for (const field of ['orderQuantity', 'orderBy', 'stockoutDate'])
      expect(advice).not.toHaveProperty(field);
  });

  it('has no day of running out for stock that lasts two years or does not sell', () => {
    const lasts = (days: number) =>
      productAdvice(stock({ stockLevel: 2 * days }), steady(2, 800), settings, today).stockoutDate;
    expect(lasts(729)).toMatchObject({ p50: '2028-11-20' });
    expect(lasts(730)).toBeUndefined();
    expect(productAdvice(stock(), steady(0), settings, today)).not.toHaveProperty('stockoutDate');
  });

  it('subtracts the days that have passed since the forecast', () => {
    const rising = steady(1);
    rising.cumulative.means = rising.cumulative.days.map((day) => (day * day) / 10);
    const first = productAdvice(stock(), rising, settings, today).predictedDemand;
    const later = productAdvice(stock(), rising, settings, '2026-12-02').predictedDemand;
    // Sum of days 1 to 14, and of days 11 to 24.
    expect([first, later]).toEqual([19.6, 47.6]);
  });

  it('without sums in the forecast expects nothing', () => {
    const { cumulative: _, ...bare } = steady(2);
    expect(productAdvice(stock(), bare, settings, today)).toMatchObject({
      predictedDemand: 0,
      demandPerDay: 0,
    });
  });

  it('rounds demand to hundredths, and passes on sales', () => {
    const advice = productAdvice(
      stock({ soldPerDay: 1.5, lastSold: '2026-11-20' }),
      steady(1 / 3),
      settings,
      today,
    );
    expect(advice).toMatchObject({
      demandPerDay: 0.33,
      predictedDemand: 4.67,
      soldPerDay: 1.5,
      lastSold: '2026-11-20',
    });
    const bare = productAdvice(stock(), steady(1), settings, today);
    for (const field of ['soldPerDay', 'lastSold']) expect(bare).not.toHaveProperty(field);
  });
});
