import path from 'node:path';
import { expectCount, loadCsv } from '../forecast/load-csv.js';
import { bootstrapMean, type BenchmarkOptions } from '../report.js';
import { atFill, type Outcome } from './at-fill.js';
import { play, total, type Policy } from './policy.js';
import { gammaLevel, smoothedDemand } from './published-smoothing.js';
import { quantilePolicy, reorderPolicy, serviceLevels, upTo } from './reorder-policy.js';
import { rollingForecasts } from './rolling-forecasts.js';

interface SpareParts {
  file: string;
  products: number;
  months: number;
  /** Share of all units asked for at which costs are compared. */
  fill: number;
  /** Holding costs in thousands at that fill, read off the published curves between their points. */
  published: { composite: number; smoothing: number };
}

export const spareParts: Record<string, SpareParts> = {
  'spare-parts-auto': {
    file: 'auto.csv.gz',
    products: 3000,
    months: 24,
    fill: 0.9,
    published: { composite: 9341, smoothing: 9404 },
  },
  'spare-parts-braf': {
    file: 'braf.csv.gz',
    products: 5000,
    months: 84,
    fill: 0.75,
    published: { composite: 614, smoothing: 632 },
  },
};

/** Ordered and there in the same month; looked at every month. */
const terms = { leadTime: 0, reviewPeriod: 1 };
/** Levels are for one month, and the advice looks two ahead; backtest windows as the server has them. */
const forecaster = {
  seasonLength: 1,
  yearLength: 12,
  yearlySmoothing: 0,
  horizon: 3,
  levels: [0.5],
  backtestHorizon: 3,
  windows: 3,
};
/** A unit on the shelf costs this part of its price a month. */
const holdingRate = 0.25;

/**
 * The decision of K. Nguyen's study after de Haan (2021), on parts of cars (Syntetos & Boylan, 2005) and aeroplanes (Royal Air
 * Force): over the last 30 % of months stock is looked at every month, what is ordered is there at once, what is missing is owed.
 * The shelf is paid for as it is before the month's customers come: mean over a product's months, added up over products.
 *
 * The study orders up to levels of a fitted distribution for an equal expected fill of every product. `smoothing, gamma levels`
 * is its method "SES" worked out again, as a check of the protocol; it differs from the published curve in that the study
 * picks each product's distribution among three, by a table that is not at hand.
 */
export function reportSpareParts(
  name: string,
  { file, products, months, fill, published }: SpareParts,
  directory: string,
  { report }: BenchmarkOptions,
): void {
  const { rows } = loadCsv(path.join(directory, 'spare_parts', file));
  expectCount(`${name} products`, rows.length, products);
  const series = rows.map(([, , ...cells]) => Float64Array.from(cells, Number));
  expectCount(`${name} months`, series[0]!.length, months);
  const prices = rows.map(([, price]) => Number(price));
  const first = Math.round(0.7 * months);
  const demands = series.map((y) => y.subarray(first));
  const demanded = demands.reduce((sum, demand) => sum + total(demand), 0);
  const start = new Float64Array(products);
  const run = (policy: Policy): Outcome => {
    const { filled, opening } = play(demands, { ...terms, unmet: 'owed' }, start, policy);
    return { filled, stock: opening.map((units, i) => holdingRate * prices[i]! * units) };
  };

  report.note(`${name}: ${products} products, ${months - first} months`);
  const forecasts = rollingForecasts(series, {
    firstPeriod: first,
    reviewPeriod: 1,
    reviewsPerForecast: 1,
    historyPeriods: months,
    forecaster,
  });
  const smoothed = forecasts.map((_, period) =>
    series.map((y) => smoothedDemand(y.subarray(0, first + period))),
  );
  const methods: [
    name: string,
    settings: readonly [number, number],
    policyOf: (setting: number) => Policy,
  ][] = [
    ['reorder-advice', serviceLevels, (level) => reorderPolicy(forecasts, terms, level)],
    ['demand quantile', serviceLevels, (level) => quantilePolicy(forecasts, terms, level)],
    [
      'smoothing, gamma levels',
      [0.3, 0.999],
      (target) => upTo((product, period) => gammaLevel(smoothed[period]![product]!, target)),
    ],
  ];
  for (const [method, settings, policyOf] of methods) {
    const at = atFill((setting) => run(policyOf(setting)), demanded, fill, settings);
    report.note(
      `  ${method}: setting ${at.setting.toFixed(4)}, fill ${at.fill.toFixed(4)}${at.isReached ? '' : ', never the one asked for: no figure'}`,
    );
    if (!at.isReached) continue;
    const interval = bootstrapMean(at.stock, new Float64Array(products).fill(1));
    const isCheck = method.startsWith('smoothing');
    report.quality({
      area: 'forecast',
      set: name,
      method,
      ours: method === 'reorder-advice',
      metric: 'holding cost',
      value: total(at.stock) / 1000,
      low: (interval.low * products) / 1000,
      high: (interval.high * products) / 1000,
      higherIsBetter: false,
      anchor: isCheck ? published.smoothing : published.composite,
      anchorSource: isCheck ? 'SES, the same study' : 'composite of forecasts, same study',
    });
  }
}
