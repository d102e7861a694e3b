import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../numeric/index.js';
import { createDemandForecaster, type ForecasterOptions } from './demand-forecaster.js';
import { statisticalModels } from './models/candidates.js';

const options: ForecasterOptions = {
  seasonLength: 7,
  yearLength: 364,
  yearlySmoothing: 10,
  horizon: 56,
  levels: [0.1, 0.5, 0.9],
  backtestHorizon: 28,
  windows: 2,
};

function forecastAll(histories: Float64Array[], changes: Partial<ForecasterOptions> = {}) {
  const forecaster = createDemandForecaster(
    histories.map((y) => ({ y })),
    { ...options, ...changes },
  );
  histories.forEach((_, i) => forecaster.backtest(i));
  forecaster.settle();
  return histories.map((_, i) => forecaster.forecast(i));
}

function poisson(rate: number, random: () => number): number {
  let count = 0;
  for (let chance = random(), limit = Math.exp(-rate); chance > limit; chance *= random()) count++;
  return count;
}

function sold(days: number, seed: number, rate: (day: number) => number): Float64Array {
  const random = createRandom(seed);
  return Float64Array.from({ length: days }, (_, t) => poisson(rate(t), random));
}

const total = (values: ArrayLike<number>, from: number, to: number) => {
  let sum = 0;
  for (let t = from; t < to; t++) sum += values[t]!;
  return sum;
};

describe('createDemandForecaster(…)', () => {
  it('never answers NaN, a negative number, a falling quantile or more than thrice the highest day', () => {
    const day = fc.oneof(
      { weight: 6, arbitrary: fc.constant(0) },
      { weight: 5, arbitrary: fc.integer({ min: 0, max: 20 }) },
      { weight: 1, arbitrary: fc.constant(NaN) },
      { weight: 1, arbitrary: fc.integer({ min: 0, max: 100_000 }) },
    );
    const history = fc.array(day, { maxLength: 160 }).map((days) => Float64Array.from(days));
    fc.assert(
      fc.property(fc.array(history, { minLength: 1, maxLength: 3 }), (histories) => {
        forecastAll(histories).forEach(({ quantiles, mean, cumulative }, i) => {
          const highest = Math.max(1, ...[...histories[i]!].filter((value) => value > 0));
          for (const value of [...quantiles, ...mean, ...cumulative.means, ...cumulative.quantiles]) {
            expect(value).toBeGreaterThanOrEqual(0);
            expect(Number.isFinite(value)).toBe(true);
          }
          for (let h = 0; h < options.horizon; h++) {
            const [low, middle, high] = quantiles.subarray(h * 3, h * 3 + 3);
            expect(low! <= middle! && middle! <= high!).toBe(true);
            expect(high!).toBeLessThanOrEqual(3 * highest);
          }
        });
      }),
      { numRuns: 25, seed: 3 },
    );
  });

  it('brings Christmas back, and lets January be quiet', () => {
    // Day 0 is 1 December; the forecast begins on 22 November two years later, 31 days before Christmas.
    const season = (t: number) => (Math.abs(((t - 24 + 182) % 364) - 182) < 14 ? 12 : 0.3);
    const histories = Array.from({ length: 12 }, (_, i) => sold(721, i, i < 6 ? season : () => 3));
    const [christmas] = forecastAll(histories);
    const before = total(christmas!.mean, 0, 7) / 7;
    const december = total(christmas!.mean, 22, 40) / 18;
    const january = total(christmas!.mean, 50, 56) / 6;
    expect(december).toBeGreaterThan(5);
    expect(before).toBeLessThan(december / 3);
    expect(january).toBeLessThan(december / 3);
  });

  it.each([
    ['sold alike both times', [4, 4, 4]],
    ['grown threefold', [1, 2, 6]],
    // The first season is all that is known of it: too little to judge by, enough to see.
    ['known since last October only', [0, 2, 6]],
  ])('forecasts next to nothing in January for what sells from October to Christmas, %s', (_, rates) => {
    // Day 0 is 1 October; the forecast begins on 24 November of the third year.
    const isOpen = (t: number) => t % 364 < 85;
    const days = 2 * 364 + 54;
    const histories = Array.from({ length: 20 }, (_, i) =>
      sold(days, i, i < 4 ? (t) => (isOpen(t) ? rates[Math.floor(t / 364)]! : 0) : () => 2),
    );
    const [first, second] = forecastAll(histories, { horizon: 84, windows: 3 });
    for (const { mean } of [first!, second!]) {
      const beforeChristmas = total(mean, 0, 28) / 28;
      const lateJanuary = total(mean, 56, 84) / 28;
      expect(beforeChristmas).toBeGreaterThan(rates[2]! / 3);
      expect(lateJanuary).toBeLessThan(0.15 * rates[2]!);
    }
  });

  it('keeps the days of the week apart', () => {
    const [forecast] = forecastAll([sold(364, 5, (t) => (t % 7 === 0 ? 20 : 2))]);
    // Day 364 is again the busy day.
    expect(forecast!.mean[0]).toBeGreaterThan(12);
    expect(forecast!.mean[1]).toBeLessThan(5);
  });

  it('reads days out of stock as unknown, not as days without demand', () => {
    const open = sold(200, 9, () => 5);
    const out = open.map((value, t) => (t >= 170 ? NaN : value));
    const zero = open.map((value, t) => (t >= 170 ? 0 : value));
    const [known] = forecastAll([out]);
    const [misread] = forecastAll([zero]);
    expect(total(known!.mean, 0, 28) / 28).toBeGreaterThan(4);
    expect(total(misread!.mean, 0, 28) / 28).toBeLessThan(2.5);
  });

  it('covers about four fifths of the days with the 80 % interval', () => {
    const histories = Array.from({ length: 40 }, (_, i) => sold(420, 100 + i, () => 30));
    const forecasts = forecastAll(
      histories.map((y) => y.slice(0, 392)),
      { horizon: 28, windows: 3 },
    );
    let inside = 0;
    forecasts.forEach(({ quantiles }, i) => {
      for (let h = 0; h < 28; h++) {
        const value = histories[i]![392 + h]!;
        if (value >= quantiles[h * 3]! && value <= quantiles[h * 3 + 2]!) inside++;
      }
    });
    expect(inside / (40 * 28)).toBeGreaterThan(0.74);
    expect(inside / (40 * 28)).toBeLessThan(0.88);
  });

  it('adds days up wider than independent days would be, when the level itself moves', () => {
    let level = 10;
    const random = createRandom(4);
    const y = Float64Array.from({ length: 500 }, () => {
      level = Math.max(1, level * (1 + 0.12 * (random() - 0.5)));
      return poisson(level, random);
    });
    const { cumulative } = forecastAll([y])[0]!;
    const row = cumulative.days.indexOf(28);
    const size = cumulative.levels.length;
    const p90 = cumulative.quantiles[row * size + cumulative.levels.indexOf(0.9)]!;
    const mean = cumulative.means[row]!;
    // Independent Poisson days would give mean + 1.28 · √mean.
    expect(p90 - mean).toBeGreaterThan(1.5 * 1.28 * Math.sqrt(mean));
  });

  it('answers a forecast of nothing for a product that never sold', () => {
    const [forecast] = forecastAll([new Float64Array(100)]);
    expect(Math.max(...forecast!.quantiles)).toBe(0);
  });

  it('does the same twice', () => {
    const histories = [sold(300, 1, () => 2), sold(300, 2, () => 0.2)];
    expect(forecastAll(histories)).toEqual(forecastAll(histories));
  });
});

const calendar = { seasonLength: 7, yearLength: 364, weekly: new Float64Array(7).fill(1) };

describe.each(statisticalModels.map((model) => [model.name, model] as const))('%s', (_, model) => {
  it('answers level for level demand', () => {
    const y = sold(365, 11, () => 12);
    const yearly = new Float64Array(365 + 14).fill(1);
    const prediction = model.predict({ ...calendar, y, yearly, horizon: 14 })!;
    expect(total(prediction.mean, 0, 14) / 14).toBeGreaterThan(8);
    expect(total(prediction.mean, 0, 14) / 14).toBeLessThan(16);
  });

  it('stays silent or finite on the shortest histories', () => {
    for (const y of [new Float64Array(0), new Float64Array([3]), new Float64Array([NaN, NaN])]) {
      const yearly = new Float64Array(y.length + 7).fill(1);
      const prediction = model.predict({ ...calendar, y, yearly, horizon: 7 });
      for (const value of prediction?.quantiles ?? []) expect(Number.isFinite(value)).toBe(true);
    }
  });
});
