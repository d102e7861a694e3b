import { describe, expect, it } from 'vitest';
import { createRandom } from '../../numeric/index.js';
import { createDemandForecaster } from '../demand-forecaster.js';
import type { DemandSeries } from '../demand-series.js';

/** Day 0 is 1 October; the forecast begins on 24 November of the third year. */
const days = 2 * 364 + 54;
const isOpen = (t: number) => t % 364 < 85;

function sold(seed: number, from: number, rate: (day: number) => number): Float64Array {
  const random = createRandom(seed);
  return Float64Array.from({ length: days }, (_, t) => {
    let count = 0;
    for (let chance = random(), limit = Math.exp(-rate(t)); chance > limit; chance *= random()) count++;
    return t < from ? 0 : count;
  });
}

function forecastOf(all: readonly DemandSeries[], i: number) {
  const forecaster = createDemandForecaster(all, {
    seasonLength: 7,
    yearLength: 364,
    yearlySmoothing: 10,
    horizon: 84,
    levels: [0.1, 0.5, 0.9],
    backtestHorizon: 28,
    windows: 3,
  });
  all.forEach((_, at) => forecaster.backtest(at));
  forecaster.settle();
  return forecaster.forecast(i);
}

const perDay = (mean: Float64Array, from: number, to: number) =>
  mean.subarray(from, to).reduce((sum, value) => sum + value, 0) / (to - from);

/** A shop of forty that sell all year, and ten Christmas decorations, the first of them new this October. */
function shop(groupOf: (isChristmas: boolean) => Pick<DemandSeries, 'group'>): DemandSeries[] {
  return Array.from({ length: 50 }, (_, i) => {
    const isChristmas = i < 10;
    const rate = (t: number) => (isChristmas ? (isOpen(t) ? 4 : 0) : 3);
    return { y: sold(i, i === 0 ? 2 * 364 : 0, rate), ...groupOf(isChristmas) };
  });
}

describe('a group of products', () => {
  it('lends its time of year to a new member', () => {
    const { mean } = forecastOf(
      shop((isChristmas) => ({ group: isChristmas ? 'christmas' : 'kitchen' })),
      0,
    );
    expect(perDay(mean, 0, 21)).toBeGreaterThan(2);
    expect(perDay(mean, 56, 84)).toBeLessThan(0.6);
  });

  it('is what tells: without one, nothing says that a new product ends with the season', () => {
    const { mean } = forecastOf(
      shop(() => ({})),
      0,
    );
    expect(perDay(mean, 56, 84)).toBeGreaterThan(1);
  });

  it('does no harm where its members have no season in common', () => {
    const all = shop(() => ({}));
    const grouped = all.map((series, i) => ({ ...series, group: `arbitrary ${i % 5}` }));
    const alone = perDay(forecastOf(all, 30).mean, 0, 84);
    expect(Math.abs(perDay(forecastOf(grouped, 30).mean, 0, 84) - alone)).toBeLessThan(0.25 * alone);
  });
});

it('a slow seller follows the weekdays of the shop', () => {
  const weekend = (t: number) => (t % 7 < 2 ? 3 : 1);
  const all = Array.from({ length: 30 }, (_, i) => ({
    y: sold(i, 0, (t) => (i === 0 ? 0.05 : 1) * weekend(t)),
  }));
  const { mean } = forecastOf(all, 0);
  const phase = days % 7;
  let [open, other] = [0, 0];
  mean.forEach((value, h) => ((phase + h) % 7 < 2 ? (open += value / 2) : (other += value / 5)));
  expect(open / other).toBeGreaterThan(2);
});
