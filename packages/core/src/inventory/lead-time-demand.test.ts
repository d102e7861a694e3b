import { describe, expect, it } from 'vitest';
import { sumQuantiles } from '../forecast/distribution/cumulative-demand.js';
import { cumulativeLevels } from '../forecast/demand-forecaster.js';
import { createRandom } from '../numeric/index.js';
import { leadTimeDemandQuantile, type CumulativeDemand } from './lead-time-demand.js';

const days = [1, 7, 14, 21, 28, 42, 56, 84];
const serviceLevels = [0.5, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.999];
const runs = 100_000;

/** `perDay` units on every day without fail. */
function certain(perDay: number): CumulativeDemand {
  const means = days.map((count) => count * perDay);
  return {
    days,
    means,
    levels: cumulativeLevels,
    quantiles: means.flatMap((mean) => cumulativeLevels.map(() => mean)),
  };
}

/** Customers come by chance alone: the sum over any days is a Poisson number. */
function byChance(perDay: number): CumulativeDemand {
  const means = Float64Array.from(days, (count) => count * perDay);
  const moments = { means, variances: means, deviations: means.map(Math.sqrt) };
  return { days, means, levels: cumulativeLevels, quantiles: sumQuantiles(moments, 0, cumulativeLevels) };
}

function simulate(
  leadTime: { mean: number; sd: number },
  review: number,
  unitsOver: (days: number) => number,
) {
  const random = createRandom(5);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return Float64Array.from({ length: runs }, () =>
    unitsOver(Math.max(0, leadTime.mean + leadTime.sd * normal()) + review),
  ).sort();
}

const supplies = [
  { mean: 20, sd: 6, review: 1 },
  { mean: 21, sd: 4, review: 7 },
  // Never early by more than it takes: much of the normal distribution lies under zero.
  { mean: 5, sd: 5, review: 2 },
];

describe.each(supplies)('a delivery time of $mean ± $sd days and a review period of $review', (terms) => {
  it('asks of demand that is certain as much as the longest deliveries take', () => {
    const totals = simulate(terms, terms.review, (length) => 10 * length);
    for (const level of serviceLevels) {
      const point = leadTimeDemandQuantile(certain(10), terms, terms.review, level);
      // A twentieth of a standard deviation, and what the simulation itself is off by so far out.
      const near = 10 * terms.sd * (level > 0.99 ? 0.12 : 0.05);
      expect(Math.abs(point - totals[Math.ceil(level * runs) - 1]!), `at ${level}`).toBeLessThan(near);
    }
  });

  it('runs out as rarely as the service level promises where customers come by chance', () => {
    const random = createRandom(6);
    const totals = simulate(terms, terms.review, (length) => arrivals(2 * length, random));
    for (const level of serviceLevels) {
      const point = leadTimeDemandQuantile(byChance(2), terms, terms.review, level);
      const kept = totals.filter((total) => total <= Math.ceil(point)).length / runs;
      // No more than a fifth of the promised shortages over or under, or one unit.
      const one = totals.filter((total) => Math.abs(total - Math.ceil(point)) <= 1).length / runs;
      expect(Math.abs(kept - level), `at ${level}`).toBeLessThan(0.2 * (1 - level) + one);
    }
  });
});

it('asks no more of a certain delivery time than of one that is nearly so', () => {
  for (const level of serviceLevels) {
    const sure = leadTimeDemandQuantile(byChance(2), { mean: 20, sd: 0 }, 1, level);
    const nearly = leadTimeDemandQuantile(byChance(2), { mean: 20, sd: 0.01 }, 1, level);
    expect(Math.abs(nearly - sure)).toBeLessThan(1);
  }
});

function arrivals(mean: number, random: () => number): number {
  let count = 0;
  for (let left = mean + Math.log(1 - random()); left > 0; left += Math.log(1 - random())) count++;
  return count;
}
