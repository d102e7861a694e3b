import { expect, it } from 'vitest';
import { createRandom } from '../../numeric/index.js';
import { createDemandForecaster, type DemandForecast } from '../demand-forecaster.js';
import type { DemandSeries } from '../demand-series.js';

const year = 364;

function sold(days: number, seed: number, rate: (day: number) => number): Float64Array {
  const random = createRandom(seed);
  return Float64Array.from({ length: days }, (_, t) => {
    let count = 0;
    for (let chance = random(), limit = Math.exp(-rate(t)); chance > limit; chance *= random()) count++;
    return count;
  });
}

function forecastOf(all: readonly DemandSeries[], i: number): DemandForecast {
  const forecaster = createDemandForecaster(all, {
    seasonLength: 7,
    yearLength: year,
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

const total = (values: Float64Array, from: number, to: number) =>
  values.subarray(from, to).reduce((sum, value) => sum + value, 0);

/** From −1 in July to 1 in January; day 0 is 1 January. */
const winter = (t: number) => Math.cos((2 * Math.PI * (t % year)) / year);

it('a hot water bottle comes back in autumn as last year, though its category hardly has a season', () => {
  const bottle = (t: number) => 0.3 + 12 * Math.max(0, winter(t)) ** 2;
  const today = 2 * year + 243;
  const all = Array.from({ length: 30 }, (_, i) => ({
    y: sold(today, i, i === 0 ? bottle : (t) => 4 + winter(t)),
    group: 'bath',
  }));
  const { seasons, mean } = forecastOf(all, 0);
  const truth = Float64Array.from({ length: 84 }, (_, h) => bottle(today + h));
  expect(total(mean, 0, 84) / total(truth, 0, 84)).toBeGreaterThan(0.6);
  expect(total(mean, 0, 84) / total(truth, 0, 84)).toBeLessThan(1.5);
  expect(seasons.means[11]).toBeGreaterThan(5 * seasons.means[0]!);
});

it('what sells for two months a year is forecast from its last season, after eight months without', () => {
  // In February and March only; the forecast begins in the last week of November.
  const isOpen = (t: number) => t % year >= 31 && t % year < 90;
  const today = 2 * year + 328;
  const all = Array.from({ length: 30 }, (_, i) => ({
    y: sold(today, i, (t) => (i < 6 ? (isOpen(t) ? 8 : 0.02) : 3)),
    group: i < 6 ? 'easter' : 'kitchen',
  }));
  const { mean } = forecastOf(all, 0);
  // The first 36 days are still quiet, then comes January, and from day 67 on February.
  expect(total(mean, 0, 28) / 28).toBeLessThan(0.5);
  expect(total(mean, 74, 84) / 10).toBeGreaterThan(4);
  expect(total(mean, 74, 84) / 10).toBeLessThan(12);
});
