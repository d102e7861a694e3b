import { loadM5Foods } from '../forecast/panels.js';
import { bootstrapMean, type BenchmarkOptions } from '../report.js';
import { atFill, type AtFill, type Outcome } from './at-fill.js';
import { play, total, type Policy } from './policy.js';
import { quantilePolicy, reorderPolicy, serviceLevels, upTo } from './reorder-policy.js';
import { rollingForecasts } from './rolling-forecasts.js';

const days = 364;
const terms = { leadTime: 7, reviewPeriod: 7 };
const interval = terms.leadTime + terms.reviewPeriod;
/** Share of all units asked for that is to be filled. */
const fill = 0.95;
/** What shop tools take the mean of; whole weeks. */
const ruleDays = 28;
/** As the server reads and forecasts a shop's sales, without a network; it does so every night. */
const historyDays = 3 * 365;
const forecaster = {
  seasonLength: 7,
  yearLength: 364,
  yearlySmoothing: 10,
  horizon: 84,
  levels: [0.5],
  backtestHorizon: 28,
  windows: 3,
};
/** A forecast takes seconds of CPU for all products: every second review must do with one that is a week old. */
const reviewsPerForecast = 2;
/** What a shop is set to until its owner says otherwise. */
const usualServiceLevel = 0.95;

/**
 * A year of weekly orders for the 1,437 foods of M5's store CA_1: how much stock does it take to fill 95 % of the units that
 * customers ask for, against the rule of most shop tools, mean sales × lead time? All products are looked at on the same
 * day, every seventh from the first; deliveries take seven days; what is missing is lost. All policies start with the
 * same stock, the rule's own. Recorded sales are demand, for the models too: a sale lost in the simulation is not hidden from them.
 * Stock is what lies on the shelf in the evening, mean over days, added up over products.
 */
export function reportReplenishment(directory: string, { report }: BenchmarkOptions): void {
  const series = loadM5Foods(directory).series.map(({ y }) => y);
  const first = series[0]!.length - days;
  const demands = series.map((y) => y.subarray(first));
  const demanded = demands.reduce((sum, demand) => sum + total(demand), 0);
  const recent = (product: number, period: number) =>
    series[product]!.subarray(first + period - ruleDays, first + period);
  const start = demands.map((_, i) => Math.ceil(interval * meanOf(recent(i, 0))));
  const run = (policy: Policy): Outcome => {
    const { filled, closing } = play(demands, { ...terms, unmet: 'lost' }, start, policy);
    return { filled, stock: closing };
  };
  const meanRule = (factor: number) =>
    upTo((product, period) => factor * interval * meanOf(recent(product, period)));
  const normalRule = (z: number) =>
    upTo((product, period) => {
      const sales = recent(product, period);
      return interval * meanOf(sales) + z * deviationOf(sales) * Math.sqrt(interval);
    });

  const cpu = process.cpuUsage();
  const forecasts = rollingForecasts(series, {
    firstPeriod: first,
    reviewPeriod: terms.reviewPeriod,
    reviewsPerForecast,
    historyPeriods: historyDays,
    forecaster,
  });
  const { user, system } = process.cpuUsage(cpu);
  report.note(
    `replenishment: ${series.length} products, ${forecasts.length} reviews, ${((user + system) / 1e6).toFixed(0)} CPU seconds of forecasts`,
  );
  const reached = (policyOf: (setting: number) => Policy, settings: readonly [number, number]) =>
    atFill((setting) => run(policyOf(setting)), demanded, fill, settings);
  const asSet = (policy: Policy): AtFill => {
    const outcome = run(policy);
    return { ...outcome, setting: NaN, fill: total(outcome.filled) / demanded, isReached: true };
  };
  const rule = reached(meanRule, [0.5, 8]);
  const advised = (serviceLevel: number) => reorderPolicy(forecasts, terms, serviceLevel);
  const methods: [method: string, at: AtFill][] = [
    ['reorder-advice', reached(advised, serviceLevels)],
    ['reorder-advice, service level .95', asSet(advised(usualServiceLevel))],
    ['demand quantile', reached((level) => quantilePolicy(forecasts, terms, level), serviceLevels)],
    ['mean × lead time', rule],
    ['mean × lead time, factor 1', asSet(meanRule(1))],
    ['normal quantile', reached(normalRule, [-2, 12])],
  ];
  for (const [method, at] of methods) {
    const line = { area: 'forecast', set: 'replenishment', method, ours: method === 'reorder-advice' };
    report.quality({
      ...line,
      metric: 'stock units ratio',
      value: total(at.stock) / total(rule.stock),
      ...bootstrapMean(at.stock, rule.stock),
      higherIsBetter: false,
      anchor: 1,
      anchorSource: 'mean × lead time',
    });
    report.quality({ ...line, metric: 'fill rate', value: at.fill, higherIsBetter: true });
    report.note(
      `  ${method}:${Number.isNaN(at.setting) ? '' : ` setting ${at.setting.toFixed(4)},`} ${total(at.stock).toFixed(0)} units${at.isReached ? '' : ', fill not reached'}`,
    );
  }
}

function meanOf(values: Float64Array): number {
  return total(values) / values.length;
}

function deviationOf(values: Float64Array): number {
  const mean = meanOf(values);
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1));
}
