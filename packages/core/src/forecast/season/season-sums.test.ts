import { describe, expect, it } from 'vitest';
import { createRandom } from '../../numeric/index.js';
import { createDemandForecaster, type DemandForecast } from '../demand-forecaster.js';
import { modelLevels, type DemandModel } from '../demand-series.js';
import { negativeBinomialQuantiles } from '../distribution/negative-binomial.js';

const levels = [0.1, 0.25, 0.5, 0.75, 0.9];
const mean = 4;
const dispersion = 0.5;

/** Knows the distribution of a day as it is, and nothing else: what a week is worth is the forecaster's to find out. */
const knowing: DemandModel = {
  name: 'knowing',
  predict({ horizon }) {
    const quantiles = new Float64Array(horizon * modelLevels.length);
    for (let h = 0; h < horizon; h++)
      negativeBinomialQuantiles(mean, dispersion, modelLevels, quantiles, h * modelLevels.length);
    return { mean: new Float64Array(horizon).fill(mean), quantiles };
  },
};

function poisson(rate: number, random: () => number): number {
  let count = 0;
  for (let chance = random(), limit = Math.exp(-rate); chance > limit; chance *= random()) count++;
  return count;
}

/** A gamma variable of mean 1 and variance `dispersion`, whose inverse is a whole number: a sum of exponentials. */
function level(random: () => number): number {
  const shape = 1 / dispersion;
  let sum = 0;
  for (let part = 0; part < shape; part++) sum -= Math.log(1 - random());
  return sum / shape;
}

/** Sales of which every day is negative binomial as above, the level being drawn anew every `steady` days. */
function sales(days: number, steady: number, random: () => number): Float64Array {
  let rate = 0;
  return Float64Array.from({ length: days }, (_, t) => {
    if (t % steady === 0) rate = mean * level(random);
    return poisson(rate, random);
  });
}

function forecastOf(steady: number): DemandForecast {
  const random = createRandom(7);
  const all = Array.from({ length: 300 }, () => ({ y: sales(280, steady, random) }));
  const forecaster = createDemandForecaster(all, {
    seasonLength: 7,
    yearLength: 0,
    yearlySmoothing: 0,
    horizon: 28,
    levels,
    backtestHorizon: 28,
    windows: 3,
    models: [knowing],
  });
  all.forEach((_, i) => forecaster.backtest(i));
  forecaster.settle();
  return forecaster.forecast(0);
}

/** The slow way: many weeks, each sold out day by day. */
function simulated(steady: number): number[] {
  const random = createRandom(8);
  const weeks = Array.from({ length: 20_000 }, () =>
    sales(7, steady, random).reduce((sum, value) => sum + value, 0),
  ).sort((a, b) => a - b);
  return levels.map((wanted) => weeks[Math.floor(wanted * weeks.length)]!);
}

describe.each([
  ['each day by itself', 1],
  // What sells well on Monday sells well on Sunday.
  ['weeks that differ as a whole', 28],
])('the sum of a week of %s', (_, steady) => {
  it('has the likely range that a simulation finds', () => {
    const { seasons } = forecastOf(steady);
    const found = simulated(steady);
    expect(seasons.means).toHaveLength(4);
    const width = found.at(-1)! - found[0]!;
    for (let week = 0; week < 4; week++) {
      expect(seasons.means[week]).toBeCloseTo(7 * mean, 6);
      levels.forEach((wanted, l) => {
        const told = seasons.quantiles[week * levels.length + l]!;
        expect(Math.abs(told - found[l]!), `${wanted}: ${told} for ${found[l]!}`).toBeLessThan(0.13 * width);
      });
    }
  });

  it('is not as wide as its days’ ranges added up', () => {
    const { seasons, quantiles } = forecastOf(steady);
    const added = (l: number) =>
      Array.from({ length: 7 }, (_, h) => quantiles[h * levels.length + l]!).reduce(
        (sum, value) => sum + value,
        0,
      );
    const last = levels.length - 1;
    const ofWeek = seasons.quantiles[last]! - seasons.quantiles[0]!;
    expect(ofWeek).toBeLessThan((steady === 1 ? 0.6 : 1.02) * (added(last) - added(0)));
  });
});
