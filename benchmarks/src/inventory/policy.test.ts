import { remainingDemand, type CumulativeDemand } from '@shelfwise/core/inventory';
import { describe, expect, it } from 'vitest';
import { play } from './policy.js';
import { quantilePolicy, reorderPolicy, upTo } from './reorder-policy.js';
import { rollingForecasts } from './rolling-forecasts.js';

const forecaster = {
  seasonLength: 1,
  yearLength: 12,
  yearlySmoothing: 0,
  horizon: 3,
  levels: [0.5],
  backtestHorizon: 3,
  windows: 1,
};

describe('rollingForecasts(…)', () => {
  const series = [1, 2, 3].map((product) =>
    Float64Array.from({ length: 30 }, (_, t) => (t * product * 7) % (3 + product)),
  );
  const options = { firstPeriod: 20, reviewPeriod: 2, reviewsPerForecast: 1, historyPeriods: 18, forecaster };

  it('says at a review nothing that what comes after it could change', () => {
    const forecasts = rollingForecasts(series, options);
    expect(forecasts).toHaveLength(5);
    const changed = series.map((y) => y.map((value, t) => (t >= 24 ? value + 50 : value)));
    const afterwards = rollingForecasts(changed, options);
    expect(afterwards.slice(0, 3)).toEqual(forecasts.slice(0, 3));
    expect(afterwards[3]).not.toEqual(forecasts[3]);
  });

  it('reads no more history than it is allowed', () => {
    const changed = series.map((y) => y.map((value, t) => (t < 4 ? value + 50 : value)));
    const [atFirst, later] = rollingForecasts(series, options);
    const [changedAtFirst, changedLater] = rollingForecasts(changed, options);
    expect(changedAtFirst).not.toEqual(atFirst);
    expect(changedLater).toEqual(later);
  });
});

describe('rollingForecasts(…) between two forecasts', () => {
  it('answers what is left of the last one', () => {
    const series = [Float64Array.from({ length: 24 }, (_, t) => t % 5)];
    const options = { firstPeriod: 20, reviewPeriod: 1, historyPeriods: 20, forecaster };
    const anew = rollingForecasts(series, { ...options, reviewsPerForecast: 1 });
    const sparing = rollingForecasts(series, { ...options, reviewsPerForecast: 2 });
    expect(sparing[0]).toEqual(anew[0]);
    expect(sparing[1]).toEqual([remainingDemand(anew[0]![0]!, 1)]);
    expect(sparing[2]).toEqual(anew[2]);
  });
});

describe('play(…)', () => {
  it('adds up what each product filled and takes the mean of what it held, where what is owed is no stock', () => {
    const demands = [Float64Array.of(3, 1), Float64Array.of(0, 0)];
    const played = play(demands, { leadTime: 1, reviewPeriod: 2, unmet: 'owed' }, [2, 4], () => 3);
    // First product: 2 on the shelf, 1 owed; then 3 come, 1 of them for who waits, and 1 is sold.
    expect([...played.filled]).toEqual([3, 0]);
    expect([...played.opening]).toEqual([2, (4 + 7) / 2]);
    expect([...played.closing]).toEqual([(0 + 1) / 2, (4 + 7) / 2]);
  });
});

describe('policies', () => {
  /** So many a day, whatever the day; a quantile of twice the mean at .9. */
  const steady = (perDay: number): CumulativeDemand => ({
    days: [1, 28],
    means: [perDay, 28 * perDay],
    levels: [0.5, 0.9],
    quantiles: [perDay, 2 * perDay, 28 * perDay, 56 * perDay],
  });
  const forecasts = [[steady(1), steady(2)], [steady(3)]];
  const terms = { leadTime: 3, reviewPeriod: 4 };

  it('order up to the quantile of what sells until the next order can arrive, by the forecast of the review', () => {
    const policy = quantilePolicy(forecasts, terms, 0.9);
    expect(policy(0, 0, { onHand: 0, onOrder: 0 })).toBe(14);
    expect(policy(1, 0, { onHand: 5, onOrder: 3 })).toBe(28 - 8);
    expect(policy(0, 4, { onHand: 50, onOrder: 0 })).toBe(0);
    expect(policy(0, 4, { onHand: 0, onOrder: 0 })).toBe(42);
  });

  it('order what is advised: a review period more, but nothing over the reorder point', () => {
    const policy = reorderPolicy(forecasts, terms, 0.9);
    expect(policy(0, 0, { onHand: 10, onOrder: 4 })).toBe(14 + 4 - 14);
    expect(policy(0, 0, { onHand: 10, onOrder: 5 })).toBe(0);
  });

  it('order whole units, rounded up', () => {
    expect(upTo(() => 2.2)(0, 0, { onHand: 1, onOrder: 0 })).toBe(2);
    expect(upTo(() => 2.001)(0, 0, { onHand: 1, onOrder: 0 })).toBe(1);
  });
});
