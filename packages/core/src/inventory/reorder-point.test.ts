import { describe, expect, it } from 'vitest';
import { sumMoments, sumQuantiles } from '../forecast/distribution/cumulative-demand.js';
import { modelLevels } from '../forecast/demand-series.js';
import { cumulativeLevels } from '../forecast/demand-forecaster.js';
import { negativeBinomialQuantiles } from '../forecast/distribution/negative-binomial.js';
import { createRandom } from '../numeric/index.js';
import type { CumulativeDemand } from './lead-time-demand.js';
import { reorderAdvice } from './reorder-advice.js';

/**
 * The slow and obvious way: customers come on every day until the delivery, some tens of thousands of times over, and the reorder
 * point is what would have been enough in 95 of 100. The product has only the days' own distributions and a formula.
 */
const runs = 20_000;

/** What one product sells: the mean of each day, and how a mean varies from day to day and from month to month. */
interface Customers {
  mean: (day: number) => number;
  /** Variance of a day's rate over its squared mean, drawn anew each day. */
  ofDays: number;
  /** The same, drawn once for all days: a month is good or bad as a whole. */
  ofMonths: number;
}

const products: [name: string, customers: Customers][] = [
  ['that sells steadily', { mean: () => 3, ofDays: 0, ofMonths: 0 }],
  ['that sells by fits and starts', { mean: () => 2, ofDays: 4, ofMonths: 0 }],
  ['that sells once a week', { mean: () => 0.15, ofDays: 0.5, ofMonths: 0 }],
  ['whose season ends', { mean: (day) => (day < 10 ? 6 : 1), ofDays: 0.5, ofMonths: 0 }],
  ['whose months differ', { mean: () => 4, ofDays: 0, ofMonths: 0.2 }],
];
const supplies: [name: string, leadTime: { mean: number; sd: number }][] = [
  ['to the day', { mean: 14, sd: 0 }],
  ['when it suits them', { mean: 14, sd: 4 }],
];

describe.each(supplies)('the reorder point, where suppliers deliver %s,', (_, leadTime) => {
  it.each(products)('is what a plain simulation finds for a product %s', (_, customers) => {
    const terms = { leadTime, reviewPeriod: 7, minimumOrder: 1, packSize: 1, serviceLevel: 0.95 };
    const { reorderPoint } = reorderAdvice(forecastOf(customers), { onHand: 0, onOrder: 0 }, terms);
    const totals = simulate(customers, leadTime, terms.reviewPeriod);
    // Whole units: the point itself may be met or not, so both neighbours of 95 % are right.
    expect(shareOf(totals, (total) => total <= reorderPoint)).toBeGreaterThan(0.935);
    expect(shareOf(totals, (total) => total < reorderPoint - 1)).toBeLessThan(0.965);
  });
});

/** As the forecaster would make it of what is true of every single day. */
function forecastOf({ mean, ofDays, ofMonths }: Customers): CumulativeDemand {
  const horizon = 56;
  const days = [1, 7, 14, 21, 28, 42, 56];
  const spread = (1 + ofDays) * (1 + ofMonths) - 1;
  const means = Float64Array.from({ length: horizon }, (_, h) => mean(h));
  const quantiles = new Float64Array(horizon * modelLevels.length);
  means.forEach((value, h) => {
    negativeBinomialQuantiles(value, spread, modelLevels, quantiles, h * modelLevels.length);
  });
  const moments = sumMoments(means, quantiles, days);
  // The correlation of two days: the variance that they share over all of a day's.
  const shared = (ofMonths * mean(0)) / (1 + spread * mean(0));
  return {
    days,
    means: moments.means,
    levels: cumulativeLevels,
    quantiles: sumQuantiles(moments, shared, cumulativeLevels),
  };
}

function simulate(
  { mean, ofDays, ofMonths }: Customers,
  leadTime: { mean: number; sd: number },
  reviewPeriod: number,
): number[] {
  const random = createRandom(11);
  return Array.from({ length: runs }, () => {
    const days = Math.max(0, Math.round(leadTime.mean + leadTime.sd * normal(random))) + reviewPeriod;
    const month = gamma(ofMonths, random);
    let total = 0;
    for (let day = 0; day < days; day++) total += poisson(mean(day) * month * gamma(ofDays, random), random);
    return total;
  });
}

function shareOf(values: readonly number[], holds: (value: number) => boolean): number {
  return values.filter(holds).length / values.length;
}

function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** Mean 1 and this variance, by Marsaglia and Tsang's method (2000). */
function gamma(variance: number, random: () => number): number {
  if (variance === 0) return 1;
  const shape = 1 / variance;
  // Below a shape of 1: a draw of the next higher shape, times a power of a uniform number.
  const d = (shape < 1 ? shape + 1 : shape) - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const z = normal(random);
    const v = (1 + c * z) ** 3;
    if (v <= 0 || Math.log(1 - random()) > 0.5 * z * z + d - d * v + d * Math.log(v)) continue;
    return variance * d * v * (shape < 1 ? random() ** (1 / shape) : 1);
  }
}

function poisson(rate: number, random: () => number): number {
  let count = 0;
  for (let chance = random(), limit = Math.exp(-rate); chance > limit; chance *= random()) count++;
  return count;
}
