import { describe, expect, it } from 'vitest';
import { createRandom } from '../numeric/index.js';
import { demandQuantile, meanDemand, type CumulativeDemand } from './lead-time-demand.js';
import { remainingDemand } from './remaining-demand.js';

const horizon = 56;
const days = [1, 2, 3, 5, 7, 10, 14, 21, 28, 42, 56];
const levels = [0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99];
const paths = 20_000;

/** Units sold by the end of each day, along many simulated futures; `rates` are the means of the days. */
function simulate(rates: readonly number[]): Uint16Array[] {
  const random = createRandom(7);
  return Array.from({ length: paths }, () => {
    const sums = new Uint16Array(horizon + 1);
    for (let day = 0; day < horizon; day++) sums[day + 1] = sums[day]! + poisson(rates[day]!, random);
    return sums;
  });
}

/** Knuth (1969), "The art of computer programming", volume 2, 3.4.1. */
function poisson(mean: number, random: () => number): number {
  const limit = Math.exp(-mean);
  let count = 0;
  for (let product = random(); product > limit; product *= random()) count++;
  return count;
}

function forecastOf(futures: readonly Uint16Array[]): CumulativeDemand {
  const rows = days.map((day) => futures.map((sums) => sums[day]!).sort((a, b) => a - b));
  return {
    days,
    means: rows.map((row) => row.reduce((sum, units) => sum + units, 0) / paths),
    levels,
    quantiles: rows.flatMap((row) => levels.map((level) => row[Math.ceil(level * paths) - 1]!)),
  };
}

const flat = (rate: number) => Array.from({ length: horizon }, () => rate);

describe('remainingDemand(…)', () => {
  it.each([
    ['steady sales', flat(2)],
    ['slow sales', flat(0.2)],
    ['a season that doubles sales', Array.from({ length: horizon }, (_, day) => (day < 14 ? 2 : 4))],
  ])('agrees with simulated futures of %s', (_, rates) => {
    const futures = simulate(rates);
    const forecast = forecastOf(futures);
    for (const gone of [1, 3, 7, 10]) {
      const remaining = remainingDemand(forecast, gone);
      for (const ahead of [7, 14, 28]) {
        const units = futures.map((sums) => sums[gone + ahead]! - sums[gone]!);
        const mean = units.reduce((sum, one) => sum + one, 0) / paths;
        expect(Math.abs(meanDemand(remaining, ahead) - mean)).toBeLessThan(0.08 * mean + 0.05);
        const sorted = units.sort((a, b) => a - b);
        for (const level of [0.1, 0.5, 0.9, 0.95, 0.99]) {
          const real = sorted[Math.ceil(level * paths) - 1]!;
          expect(Math.abs(demandQuantile(remaining, ahead, level) - real)).toBeLessThan(0.08 * real + 1);
        }
      }
    }
  });

  it('is the forecast itself on its first day, and when nothing of it is left', () => {
    const forecast = forecastOf(simulate(flat(1)));
    expect(remainingDemand(forecast, 0)).toBe(forecast);
    expect(remainingDemand(forecast, horizon)).toBe(forecast);
    const last = remainingDemand(forecast, horizon - 1);
    expect(last.days).toEqual([1]);
    expect(meanDemand(last, 1)).toBeGreaterThan(0.8);
  });
});
