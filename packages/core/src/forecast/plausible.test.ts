import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { createDemandForecaster } from './demand-forecaster.js';
import type { DemandSeries } from './demand-series.js';

const options = {
  seasonLength: 7,
  yearLength: 364,
  yearlySmoothing: 10,
  horizon: 84,
  levels: [0.5, 0.99],
  backtestHorizon: 28,
  windows: 1,
};

/** The most that is forecast of any day of each, mean or 99 %, over the highest day it has seen. */
function overHighest(all: readonly DemandSeries[]): number[] {
  const forecaster = createDemandForecaster(all, options);
  all.forEach((_, i) => forecaster.backtest(i));
  forecaster.settle();
  return all.map(({ y }, i) => {
    const { mean, quantiles } = forecaster.forecast(i);
    const highest = Math.max(1, ...y.filter((value) => !Number.isNaN(value)));
    return Math.max(...mean, ...quantiles) / highest;
  });
}

/** Sells in eight weeks of the year, `ahead` days from the end of the history; a stray unit else. */
const seasonal = (length: number, ahead: number, busy: number, stray: number) =>
  Float64Array.from({ length }, (_, t) => {
    const place = (((t - length - ahead) % 364) + 364) % 364;
    return place < 56 ? busy + (t % 3) : t % stray === 0 ? 1 : 0;
  });

describe('no day is forecast beyond', () => {
  it('three times the highest day of any product that has lived through a year, whatever its season', () => {
    const product = fc.record({
      length: fc.integer({ min: 364, max: 800 }),
      ahead: fc.integer({ min: -30, max: 80 }),
      busy: fc.integer({ min: 0, max: 40 }),
      stray: fc.integer({ min: 1, max: 30 }),
      last: fc.integer({ min: 0, max: 40 }),
    });
    fc.assert(
      fc.property(fc.array(product, { minLength: 2, maxLength: 4 }), (products) => {
        const all = products.map(({ length, ahead, busy, stray, last }) => {
          const y = seasonal(length, ahead, busy, stray);
          y[length - 1] = last;
          // Known from the beginning: nobody could take it for younger.
          return { y, availableFrom: 0 };
        });
        for (const most of overHighest(all)) expect(most).toBeLessThanOrEqual(3 + 1e-9);
      }),
      { numRuns: 15, seed: 5 },
    );
  });

  it('thirty times that of a younger one; more than thrice only where its first season is still to come', () => {
    const length = 800;
    const old = Array.from({ length: 20 }, () => ({ y: seasonal(length, 14, 20, 40) }));
    const newThisAutumn = seasonal(length, 14, 20, 4).fill(0, 0, length - 120);
    const [most, ...others] = overHighest([{ y: newThisAutumn }, ...old]);
    expect(most).toBeGreaterThan(3);
    expect(most).toBeLessThanOrEqual(30);
    for (const other of others) expect(other).toBeLessThanOrEqual(3 + 1e-9);
  });
});
