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
 * demands over each possible number of days. The delivery time is a normal distribution, what lies under zero counting as
 * zero; its tails are in it, for high service levels are kept or missed there. The distribution function of the mixture
 * is inverted by bisection. Less than a millisecond.
 */
export function leadTimeDemandQuantile(
  demand: CumulativeDemand,
  leadTime: { mean: number; sd: number },
  reviewPeriod: number,
  level: number,
): number {
  if (!(leadTime.sd > 0)) return demandQuantile(demand, leadTime.mean + reviewPeriod, level);
  const parts = normalPoints.map(({ z, weight }) => {
    const days = Math.max(0, leadTime.mean + z * leadTime.sd) + reviewPeriod;
    return { weight, quantiles: demand.levels.map((known) => demandQuantile(demand, days, known)) };
  });
  let low = 0;
  let high = Math.max(...parts.map(({ quantiles }) => farEnd(demand.levels, quantiles)));
  for (let round = 0; round < 40 && high - low > 0.01; round++) {
    const middle = (low + high) / 2;
    let share = 0;
    for (const { weight, quantiles } of parts) {
      share += weight * probabilityUpTo(demand.levels, quantiles, middle);
    }
    if (share < level) low = middle;
    else high = middle;
  }
  return high;
}

/** The standard normal distribution as points a sixteenth apart, weighted by its density, far into both tails. */
const normalPoints = Array.from({ length: 16 * 9 + 1 }, (_, i) => {
  const z = i / 16 - 4.5;
  return { z, weight: Math.exp((-z * z) / 2) / (16 * Math.sqrt(2 * Math.PI)) };
});

/**
 * Chance of at most so many units, by rising quantiles: linear between the levels, with exponential tails as steep as
 * the outermost two levels beyond them. Where these are equal, as for demand that is certain, nothing lies beyond.
 */
function probabilityUpTo(levels: readonly number[], quantiles: readonly number[], units: number): number {
  const last = levels.length - 1;
  let upper = 0;
  while (upper <= last && quantiles[upper]! <= units) upper++;
  if (upper > last) {
    const scale = tailScale(levels, quantiles);
    return scale > 0 ? 1 - (1 - levels[last]!) * Math.exp((quantiles[last]! - units) / scale) : 1;
  }
  if (upper === 0) {
    const scale = last > 0 ? (quantiles[1]! - quantiles[0]!) / Math.log(levels[1]! / levels[0]!) : 0;
    return scale > 0 ? levels[0]! * Math.exp((units - quantiles[0]!) / scale) : 0;
  }
  const low = quantiles[upper - 1]!;
  const share = (units - low) / (quantiles[upper]! - low);
  return levels[upper - 1]! + share * (levels[upper]! - levels[upper - 1]!);
}

/** Mean distance of what lies over the highest level from it. */
function tailScale(levels: readonly number[], quantiles: readonly number[]): number {
  const last = levels.length - 1;
  if (last < 1) return 0;
  return (quantiles[last]! - quantiles[last - 1]!) / Math.log((1 - levels[last - 1]!) / (1 - levels[last]!));
}

/** More than this is not asked of any service level. */
function farEnd(levels: readonly number[], quantiles: readonly number[]): number {
  return quantiles[levels.length - 1]! + 10 * tailScale(levels, quantiles);
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
