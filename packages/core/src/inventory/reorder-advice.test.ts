import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  demandQuantile,
  leadTimeDemandQuantile,
  meanDemand,
  type CumulativeDemand,
} from './lead-time-demand.js';
import { inventoryStatus } from './inventory-status.js';
import { reorderAdvice, roundedOrder, type SupplyTerms } from './reorder-advice.js';

/** Two a day; the upper tail is a half more. */
const demand: CumulativeDemand = {
  days: [1, 7, 28, 84],
  means: [2, 14, 56, 168],
  levels: [0.1, 0.5, 0.9, 0.99],
  quantiles: [1, 2, 3, 4, 10, 14, 21, 28, 45, 56, 84, 112, 140, 168, 252, 336],
};
const terms: SupplyTerms = {
  leadTime: { mean: 7, sd: 0 },
  reviewPeriod: 7,
  minimumOrder: 1,
  packSize: 1,
  serviceLevel: 0.9,
};

describe('reorderAdvice(…)', () => {
  it('covers the review period as well as the delivery time', () => {
    const advice = reorderAdvice(demand, { onHand: 100, onOrder: 0 }, terms);
    // 14 days: a third of the way from 21 (7 days) to 84 (28 days).
    expect(advice.reorderPoint).toBe(42);
    expect(advice.predictedDemand).toBe(28);
    expect(advice.restockAlert).toBe(false);
    expect(advice.orderQuantity).toBe(0);
  });

  it('keeps the expected day within the likely range, also for demand so rare that the mean is above most quantiles', () => {
    const rare: CumulativeDemand = {
      days: [1, 28, 365],
      means: [0.01, 0.28, 3.65],
      levels: [0.1, 0.5, 0.9, 0.99],
      quantiles: [0, 0, 0, 0.2, 0, 0, 0, 5, 0, 0, 1, 40],
    };
    expect(reorderAdvice(rare, { onHand: 5, onOrder: 0 }, terms).daysLeft).toEqual({
      p10: 556,
      p50: 556,
      p90: 730,
    });
    const growing = fc.array(fc.double({ min: 0, max: 20, noNaN: true }), { minLength: 8, maxLength: 8 });
    fc.assert(
      fc.property(growing, fc.integer({ min: 0, max: 200 }), (steps, onHand) => {
        const [mean = 0, low = 0, middle = 0, high = 0, ...later] = steps;
        const [laterMean = 0, laterLow = 0, laterMiddle = 0, laterHigh = 0] = later;
        const { daysLeft } = reorderAdvice(
          {
            days: [7, 84],
            means: [mean, mean + laterMean],
            levels: [0.1, 0.5, 0.9],
            quantiles: [
              ...[low, low + middle, low + middle + high],
              ...[low + laterLow, low + middle + laterLow + laterMiddle],
              low + middle + high + laterLow + laterMiddle + laterHigh,
            ],
          },
          { onHand, onOrder: 0 },
          terms,
        );
        if (!daysLeft) return;
        expect(daysLeft.p10).toBeLessThanOrEqual(daysLeft.p50);
        expect(daysLeft.p50).toBeLessThanOrEqual(daysLeft.p90);
      }),
    );
  });

  it('orders up to the level when the position is at the reorder point', () => {
    const advice = reorderAdvice(demand, { onHand: 30, onOrder: 12 }, terms);
    expect(advice.restockAlert).toBe(true);
    expect(advice.orderUpToLevel).toBe(42 + 14);
    expect(advice.orderQuantity).toBe(14);
    expect(advice.orderInDays).toBe(0);
  });

  it('counts what is on order, so that nothing is ordered twice', () => {
    expect(reorderAdvice(demand, { onHand: 0, onOrder: 43 }, terms).restockAlert).toBe(false);
  });

  it('says when to order and how long the stock lasts', () => {
    const advice = reorderAdvice(demand, { onHand: 56, onOrder: 0 }, terms);
    // 14 units until the reorder point, two a day.
    expect(advice.orderInDays).toBe(7);
    expect(advice.daysLeft).toEqual({ p10: 19, p50: 28, p90: 35 });
  });

  it('says what sells a day, however long the product takes to come', () => {
    // Three a day in the first week, a half a day after it.
    const falling = { ...demand, means: [3, 21, 31.5, 59.5] };
    for (const mean of [1, 7, 45]) {
      const advice = reorderAdvice(
        falling,
        { onHand: 0, onOrder: 0 },
        { ...terms, leadTime: { mean, sd: 0 } },
      );
      expect(advice.demandPerDay).toBe(3);
    }
  });

  it('asks for more safety when deliveries are unreliable or a shortage must be rarer', () => {
    const point = (changes: Partial<SupplyTerms>) =>
      reorderAdvice(demand, { onHand: 0, onOrder: 0 }, { ...terms, ...changes }).reorderPoint;
    expect(point({ leadTime: { mean: 7, sd: 4 } })).toBeGreaterThan(point({}));
    expect(point({ serviceLevel: 0.99 })).toBeGreaterThan(point({}));
    expect(point({ leadTime: { mean: 14, sd: 0 } })).toBeGreaterThan(point({}));
  });

  it('buys nothing that nobody is expected to want', () => {
    const none: CumulativeDemand = {
      days: [1, 84],
      means: [0, 0.01],
      levels: [0.5, 0.9],
      quantiles: [0, 0, 0, 1],
    };
    const advice = reorderAdvice(none, { onHand: 0, onOrder: 0 }, terms);
    expect(advice).toMatchObject({ restockAlert: false, orderQuantity: 0, reorderPoint: 0 });
    expect(advice.daysLeft).toBeUndefined();
  });

  it('orders what is owed to customers on top of what will be wanted', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 500 }),
        fc.integer({ min: 0, max: 500 }),
        fc.integer({ min: 1, max: 24 }),
        (owed, onOrder, packSize) => {
          const packs = { ...terms, packSize };
          const advice = reorderAdvice(demand, { onHand: -owed, onOrder }, packs);
          const reached = onOrder - owed + advice.orderQuantity;
          if (advice.restockAlert) expect(reached).toBeGreaterThanOrEqual(advice.orderUpToLevel);
          else expect(onOrder - owed).toBeGreaterThan(advice.reorderPoint);
          // Only the position decides what to order, however it is made up.
          const level = reorderAdvice(demand, { onHand: 0, onOrder: onOrder - owed }, packs);
          expect(advice.orderQuantity).toBe(level.orderQuantity);
        },
      ),
    );
  });

  it('buys what is owed of a product that nobody else is expected to want', () => {
    const none: CumulativeDemand = { days: [1, 84], means: [0, 0], levels: [0.5], quantiles: [0, 0] };
    expect(reorderAdvice(none, { onHand: -3, onOrder: 0 }, terms)).toMatchObject({
      restockAlert: true,
      orderQuantity: 3,
      orderInDays: 0,
    });
    expect(reorderAdvice(none, { onHand: -3, onOrder: 3 }, terms).restockAlert).toBe(false);
  });

  it('keeps minimum order and pack size for any order', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 5000 }),
        fc.integer({ min: 1, max: 500 }),
        fc.integer({ min: 1, max: 144 }),
        (units, minimumOrder, packSize) => {
          const quantity = roundedOrder(units, { ...terms, minimumOrder, packSize });
          expect(quantity % packSize).toBe(0);
          expect(quantity).toBeGreaterThanOrEqual(Math.max(units, minimumOrder));
          expect(quantity).toBeLessThan(Math.max(units, minimumOrder, 1) + packSize);
        },
      ),
    );
  });
});

describe('leadTimeDemandQuantile(…)', () => {
  it('equals the plain quantile for a delivery time that never varies', () => {
    expect(leadTimeDemandQuantile(demand, { mean: 21, sd: 0 }, 7, 0.9)).toBe(demandQuantile(demand, 28, 0.9));
  });

  it('rises with the level', () => {
    const at = (level: number) => leadTimeDemandQuantile(demand, { mean: 10, sd: 3 }, 7, level);
    expect(at(0.9)).toBeGreaterThan(at(0.5));
    expect(at(0.5)).toBeGreaterThan(at(0.2));
  });

  it('goes on at the last rate beyond the forecast', () => {
    expect(meanDemand(demand, 168)).toBe(336);
  });
});

describe('inventoryStatus(…)', () => {
  const fine = {
    onHand: 50,
    restockAlert: false,
    forecasted: true,
    orderInDays: 20,
    daysLeft: 40,
    daysSinceSale: 1,
  };
  it.each([
    ['out', { ...fine, onHand: 0, restockAlert: true }],
    ['order-now', { ...fine, restockAlert: true }],
    ['uncounted', { ...fine, onHand: undefined }],
    ['short', { ...fine, onOrder: 5142, daysLeft: 1, deliveryDays: 7 }],
    ['fine', { ...fine, onOrder: 50, daysLeft: 7, deliveryDays: 7 }],
    ['soon', { ...fine, orderInDays: 7 }],
    ['fine', fine],
    ['overstock', { ...fine, daysLeft: 181 }],
    ['dead', { ...fine, daysSinceSale: 91 }],
    ['unknown', { ...fine, forecasted: false }],
  ] as const)('is %s', (status, facts) => {
    expect(inventoryStatus(facts)).toBe(status);
  });
});
