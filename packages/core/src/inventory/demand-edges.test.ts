import { describe, expect, it } from 'vitest';
import { inventoryStatus, type StatusFacts } from './inventory-status.js';
import {
  demandQuantile,
  leadTimeDemandQuantile,
  meanDemand,
  type CumulativeDemand,
} from './lead-time-demand.js';

/** Known after 2, 4 and 10 days, at two levels. */
const demand: CumulativeDemand = {
  days: [2, 4, 10],
  means: [6, 8, 20],
  levels: [0.4, 0.8],
  quantiles: [4, 8, 6, 12, 18, 30],
};

describe('meanDemand(…)', () => {
  it.each([
    [0, 0],
    [-1, 0],
    // Before the first known day in proportion, between known days in a straight line.
    [1, 3],
    [2, 6],
    [3, 7],
    [4, 8],
    [7, 14],
    [10, 20],
    // Beyond the last known day at the last rate, two a day.
    [11, 22],
  ])('over %d days is %d', (days, mean) => {
    expect(meanDemand(demand, days)).toBeCloseTo(mean, 12);
  });

  it('goes on at the mean rate where one day alone is known, and never falls', () => {
    expect(meanDemand({ ...demand, days: [2], means: [6] }, 5)).toBe(15);
    expect(meanDemand({ ...demand, means: [6, 8, 7] }, 20)).toBe(7);
  });

  it('is zero where nothing is known', () => {
    expect(meanDemand({ days: [], means: [], levels: [], quantiles: [] }, 5)).toBe(0);
  });
});

describe('demandQuantile(…)', () => {
  it.each([
    // Under the lowest level in proportion, between levels in a straight line, over the highest as the highest.
    [0.2, 2],
    [0.4, 4],
    [0.6, 6],
    [0.8, 8],
    [0.95, 8],
  ])('at level %d after two days is %d', (level, quantile) => {
    expect(demandQuantile(demand, 2, level)).toBeCloseTo(quantile, 12);
  });

  it('reads the row of its own days', () => {
    expect(demandQuantile(demand, 4, 0.4)).toBeCloseTo(6, 12);
    expect(demandQuantile(demand, 10, 0.9)).toBeCloseTo(30, 12);
  });
});

describe('leadTimeDemandQuantile(…) of a delivery time that hardly varies', () => {
  // The plain quantile, but with exponential tails beyond the outermost levels.
  const at = (of: CumulativeDemand, level: number) =>
    leadTimeDemandQuantile(of, { mean: 1, sd: 1e-9 }, 1, level);

  it('is the plain quantile between the levels', () => {
    expect(at(demand, 0.6)).toBeCloseTo(6, 1);
    expect(at(demand, 0.5)).toBeCloseTo(5, 1);
  });

  it('has a tail over the highest level that is as steep as the last two levels', () => {
    // Scale 4 / ln(0.6 / 0.2): half of the last fifth lies within ln 2 of it.
    const scale = 4 / Math.log(3);
    expect(at(demand, 0.9)).toBeCloseTo(8 + scale * Math.log(2), 1);
    expect(at(demand, 0.95)).toBeCloseTo(8 + scale * Math.log(4), 1);
  });

  it('has a tail under the lowest level that is as steep as the first two levels', () => {
    const scale = 4 / Math.log(2);
    expect(at(demand, 0.3)).toBeCloseTo(4 + scale * Math.log(0.75), 1);
  });

  it('has no tails where the levels are equal, nor where one level alone is known', () => {
    const certain = { ...demand, quantiles: [5, 5, 5, 5, 5, 5] };
    expect(at(certain, 0.99)).toBeCloseTo(5, 1);
    expect(at(certain, 0.1)).toBeCloseTo(5, 1);
    const single = { ...demand, levels: [0.5], quantiles: [5, 6, 7] };
    expect(at(single, 0.9)).toBeCloseTo(5, 1);
    expect(at(single, 0.2)).toBeCloseTo(5, 1);
  });
});

describe('leadTimeDemandQuantile(…) of a delivery time that varies', () => {
  it('is the quantile of the delivery time itself where demand is two a day without fail', () => {
    const days = [1, 100];
    const steady = { days, means: [2, 200], levels: [0.1, 0.9], quantiles: [2, 2, 200, 200] };
    const at = (level: number) => leadTimeDemandQuantile(steady, { mean: 20, sd: 4 }, 3, level);
    // 23 days, and one standard deviation of four days more at 84.13 %.
    expect(at(0.5)).toBeGreaterThan(45);
    expect(at(0.5)).toBeLessThan(47);
    expect(at(0.8413)).toBeGreaterThan(53);
    expect(at(0.8413)).toBeLessThan(55);
  });
});

describe('inventoryStatus(…) at its limits', () => {
  const fine: StatusFacts = {
    onHand: 50,
    onOrder: 10,
    deliveryDays: 5,
    restockAlert: false,
    forecasted: true,
    orderInDays: 20,
    daysLeft: 40,
    daysSinceSale: 1,
  };
  it.each<[string, Partial<StatusFacts>]>([
    ['fine', { daysSinceSale: 90 }],
    ['dead', { daysSinceSale: 91 }],
    ['fine', { daysSinceSale: undefined }],
    ['soon', { orderInDays: 7 }],
    ['fine', { orderInDays: 8 }],
    ['fine', { orderInDays: undefined }],
    ['fine', { daysLeft: 180 }],
    ['overstock', { daysLeft: 181 }],
    ['overstock', { daysLeft: undefined }],
    ['short', { daysLeft: 4 }],
    ['fine', { daysLeft: 5 }],
    ['fine', { daysLeft: 4, onOrder: 0 }],
    ['out', { onHand: 0 }],
    ['fine', { onHand: 1 }],
  ])('is %s for %o', (status, facts) => {
    expect(inventoryStatus({ ...fine, ...facts })).toBe(status);
  });

  it('is not short while the time of a delivery is not known', () => {
    const { deliveryDays: _, ...unknown } = fine;
    expect(inventoryStatus({ ...unknown, daysLeft: 4 })).toBe('fine');
  });
});
