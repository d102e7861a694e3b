/** Demand added up over the first k days, as the forecaster stores it. */
export interface CumulativeDemand {
  /** Rising, from 1. */
  days: readonly number[];
  means: ArrayLike<number>;
  /** Rising, 0–1. */
  levels: readonly number[];
  /** [days × levels] */
  quantiles: ArrayLike<number>;
}

/** Mean demand over any number of days: linear between the known ones, at the last known rate beyond them. */
export function meanDemand(demand: CumulativeDemand, days: number): number {
  return along(demand, days, (i) => demand.means[i]!);
}

/** Quantile of demand over a fixed number of days. */
export function demandQuantile(demand: CumulativeDemand, days: number, level: number): number {
  return along(demand, days, (i) => quantileOfRow(demand, i, level));
}

/**
 * Quantile of the demand over a delivery time that itself varies, plus a fixed review period: the mixture of the
 * demands over each possible number of days. The delivery time is a normal distribution cut at zero and cut into
 * up to nine equally likely values; its probability-weighted distribution function is inverted by bisection.
 */
export function leadTimeDemandQuantile(
  demand: CumulativeDemand,
  leadTime: { mean: number; sd: number },
  reviewPeriod: number,
  level: number,
): number {
  const intervals = leadTimeValues(leadTime).map((days) => days + reviewPeriod);
  if (intervals.length === 1) return demandQuantile(demand, intervals[0]!, level);
  let low = 0;
  let high = Math.max(...intervals.map((days) => demandQuantile(demand, days, 0.9999)));
  for (let round = 0; round < 40 && high - low > 0.01; round++) {
    const middle = (low + high) / 2;
    let share = 0;
    for (const days of intervals) share += probabilityUpTo(demand, days, middle);
    if (share / intervals.length < level) low = middle;
    else high = middle;
  }
  return high;
}

/** Middles of nine equally likely parts of the standard normal distribution. */
const normalNinths = [-1.5932, -0.9674, -0.5895, -0.2822, 0, 0.2822, 0.5895, 0.9674, 1.5932];

function leadTimeValues({ mean, sd }: { mean: number; sd: number }): number[] {
  return sd > 0 ? normalNinths.map((z) => Math.max(0, mean + z * sd)) : [mean];
}

function probabilityUpTo(demand: CumulativeDemand, days: number, units: number): number {
  let low = 0;
  let high = 1;
  for (let round = 0; round < 20; round++) {
    const middle = (low + high) / 2;
    if (demandQuantile(demand, days, middle) <= units) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

function quantileOfRow(demand: CumulativeDemand, row: number, level: number): number {
  const { levels, quantiles } = demand;
  const offset = row * levels.length;
  let upper = 0;
  while (upper < levels.length && levels[upper]! < level) upper++;
  if (upper === 0) return (quantiles[offset]! * level) / levels[0]!;
  if (upper === levels.length) return quantiles[offset + upper - 1]!;
  const low = quantiles[offset + upper - 1]!;
  const high = quantiles[offset + upper]!;
  return low + ((high - low) * (level - levels[upper - 1]!)) / (levels[upper]! - levels[upper - 1]!);
}

function along(demand: CumulativeDemand, days: number, value: (row: number) => number): number {
  const known = demand.days;
  const last = known.length - 1;
  if (last < 0 || !(days > 0)) return 0;
  let row = 0;
  while (row <= last && known[row]! < days) row++;
  if (row === 0) return (value(0) * days) / known[0]!;
  if (row <= last) {
    const share = (days - known[row - 1]!) / (known[row]! - known[row - 1]!);
    return value(row - 1) + (value(row) - value(row - 1)) * share;
  }
  const rate =
    last > 0
      ? (value(last) - value(last - 1)) / (known[last]! - known[last - 1]!)
      : value(last) / known[last]!;
  return value(last) + Math.max(0, rate) * (days - known[last]!);
}
