import { describe, expect, it } from 'vitest';
import { createRandom } from '../numeric/index.js';
import { reorderAdvice } from '../inventory/reorder-advice.js';
import { createDemandForecaster, type DemandForecast } from './demand-forecaster.js';
import type { DemandSeries } from './demand-series.js';

const length = 500;
const options = {
  seasonLength: 7,
  yearLength: 364,
  yearlySmoothing: 10,
  horizon: 84,
  levels: [0.05, 0.5, 0.95],
  backtestHorizon: 28,
  windows: 3,
};

/** Customers come by chance, a `rate` a day, from day `from` on. */
function sold(rate: number, random: () => number, from = 0): Float64Array {
  const day = () => {
    let count = 0;
    for (let chance = random(), limit = Math.exp(-rate); chance > limit; chance *= random()) count++;
    return count;
  };
  return Float64Array.from({ length }, (_, t) => (t < from ? 0 : day()));
}

/** Two hundred products that sell some times a year each. */
function slowShop(): DemandSeries[] {
  const random = createRandom(21);
  return Array.from({ length: 200 }, () => ({ y: sold(0.01 + 0.06 * random(), random) }));
}

function forecastIn(shop: DemandSeries[], products: DemandSeries[]): DemandForecast[] {
  const all = [...shop, ...products];
  const forecaster = createDemandForecaster(all, options);
  all.forEach((_, i) => forecaster.backtest(i));
  forecaster.settle();
  return products.map((_, i) => forecaster.forecast(shop.length + i));
}

/** Sold so much on its last days, nothing before. */
const ending = (...days: number[]) => {
  const y = new Float64Array(length);
  y.set(days, length - days.length);
  return y;
};

const fourWeeks = ({ cumulative }: DemandForecast) => {
  const row = cumulative.days.indexOf(28);
  const at = (level: number) =>
    cumulative.quantiles[row * cumulative.levels.length + cumulative.levels.indexOf(level)]!;
  return { mean: cumulative.means[row]!, low: at(0.05), high: at(0.95) };
};
const terms = {
  leadTime: { mean: 21, sd: 4 },
  reviewPeriod: 7,
  minimumOrder: 1,
  packSize: 1,
  serviceLevel: 0.95,
};

describe('in a shop of slow products, one that has sold once', () => {
  const availabilities: [string, Partial<DemandSeries>][] = [
    ['on sale for 500 days', { availableFrom: 0 }],
    ['of which nobody knows how long it has been on sale', {}],
    ['new this week', { availableFrom: length - 3 }],
  ];
  const sales: [string, Float64Array, number][] = [
    ['one yesterday', ending(1), 2.5],
    ['one two days ago', ending(1, 0), 2.5],
    // What came once in twelves may come so again, if as rarely.
    ['twelve in one order yesterday', ending(12), 9],
  ];
  const cases = availabilities.flatMap(([since, known]) =>
    sales.map(([what, y, most]) => ({ name: `${since}, ${what}`, series: { y, ...known }, most })),
  );
  const forecasts = forecastIn(
    slowShop(),
    cases.map(({ series }) => series),
  );

  it.each(cases.map(({ name, most }, i) => [name, forecasts[i]!, most] as const))(
    '%s, is expected to sell about as little as the others',
    (_, forecast, most) => {
      const { mean, low, high } = fourWeeks(forecast);
      expect(mean).toBeGreaterThan(0.3);
      expect(mean).toBeLessThan(most);
      expect(low).toBe(0);
      expect(high).toBeLessThan(4 * most);
      const stock = { onHand: most > 5 ? 40 : 10, onOrder: 0 };
      expect(reorderAdvice(forecast.cumulative, stock, terms).orderQuantity).toBe(0);
    },
  );
});

describe('a new product that truly sells', () => {
  it.each([
    ['four days in a row', 0.6, ending(5, 4, 6, 5)],
    ['five days of six', 0.6, ending(5, 4, 0, 6, 5, 5)],
    ['for two weeks', 0.8, ending(5, 4, 6, 5, 3, 6, 7, 5, 4, 5, 6, 4, 5, 5)],
  ])('%s is taken at its word, though all others are slow', (_, least, y) => {
    const days = y.subarray(y.findIndex((units) => units > 0));
    const own = days.reduce((sum, units) => sum + units, 0) / days.length;
    for (const availableFrom of [undefined, y.findIndex((units) => units > 0)]) {
      const [forecast] = forecastIn(slowShop(), [
        { y, ...(availableFrom !== undefined && { availableFrom }) },
      ]);
      const { mean } = fourWeeks(forecast!);
      expect(mean / 28).toBeGreaterThan(least * own);
      expect(mean / 28).toBeLessThan(1.2 * own);
    }
  });
});

it('expects of a new product what the shop is used to, not what it sold on its first day', () => {
  const random = createRandom(3);
  const fastShop = Array.from({ length: 60 }, () => ({ y: sold(10 + 20 * random(), random) }));
  const [forecast] = forecastIn(fastShop, [{ y: ending(8) }]);
  expect(fourWeeks(forecast!).mean / 28).toBeGreaterThan(10);
});

it('says how unsure a forecast of a new product is: nine of ten sums fall into the range of nine tenths', () => {
  const random = createRandom(8);
  const rate = () => 0.05 * 60 ** random();
  const shop = Array.from({ length: 150 }, () => ({ y: sold(rate(), random) }));
  const newcomers = Array.from({ length: 150 }, (_, i) => {
    const truth = rate();
    // On sale for two to twenty days before the forecast begins.
    const y = sold(truth, random, length - 2 - (i % 19));
    return { series: { y, availableFrom: length - 2 - (i % 19) }, next: sold(28 * truth, random)[0]! };
  }).filter(({ series }) => series.y.some((units) => units > 0));
  const forecasts = forecastIn(
    shop,
    newcomers.map(({ series }) => series),
  );
  const inside = newcomers.filter(({ next }, i) => {
    const { low, high } = fourWeeks(forecasts[i]!);
    return next >= low && next <= high;
  });
  expect(newcomers.length).toBeGreaterThan(80);
  expect(inside.length / newcomers.length).toBeGreaterThan(0.84);
});
