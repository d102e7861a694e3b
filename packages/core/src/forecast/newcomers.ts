import { modelLevels, onSale, type DemandSeries, type ModelInput, type Prediction } from './demand-series.js';
import { negativeBinomialQuantiles } from './distribution/negative-binomial.js';

/**
 * What a product sells that has been on sale for days or weeks only: what the shop's products sold when they were as
 * new, each counting by how likely the newcomer's few sales are if it is like that one (empirical Bayes after Robbins,
 * 1956, the products themselves being the prior). A single sale is what slow products have, too, so it moves the level
 * little; four days in a row with a sale are not, and it rises. A small part of the prior are products unlike any the
 * shop has, lest a first best seller be held down by a hundred slow ones.
 *
 * How often it sells and how many at a time are told apart: one order of twelve is one sale.
 */
export type Newcomers = (input: ModelInput) => NewcomerPrediction | null;

export interface NewcomerPrediction extends Prediction {
  /** How much the product's own history counts by now against this: 0 at its beginning, 1 from `youngSeasons` on. */
  ownShare: number;
  /** The part of a day's variance that all days have in common, since the level itself is not known. */
  levelShare: number;
}

/** A short season is a week in the product. */
const youngSeasons = 8;
/** What an older product is looked at for: half a year from its beginning. */
const lookedSeasons = 26;
/** So many of the shop's products tell what newcomers sell. */
const mostPeers = 300;
/** Of the prior: products unlike any the shop has. */
const strangers = 0.01;
const strangerChances = Array.from({ length: 12 }, (_, i) => 0.01 * 98 ** (i / 11));
/** So many sales of its own count as much as what a peer sells at a time, unless they keep being unlike it. */
const priorSales = 3;

/** Null for a product that is no newcomer, or has not sold. */
export function newcomersAmong(all: readonly DemandSeries[], seasonLength: number): Newcomers {
  const young = youngSeasons * seasonLength;
  const stride = Math.max(1, Math.ceil(all.length / mostPeers));
  const peers: Habit[] = [];
  for (let i = 0; i < all.length; i += stride) {
    const seen = seenOf(onSale(all[i]!).subarray(0, lookedSeasons * seasonLength));
    if (seen.sales > 0 && seen.periods >= young) peers.push(habitOf(seen));
  }
  return ({ y, yearly, weekly, seasonLength: length, horizon }) => {
    const seen = seenOf(y);
    if (seen.sales === 0 || seen.periods >= young) return null;
    const { mean, dayVariance, levelVariance } = levelOf(seen, peers);
    const season = Math.max(seasonOf(y, yearly), quietest);
    const dispersion = Math.max(0.01, Math.min(50, (dayVariance - mean) / mean ** 2));
    const size = modelLevels.length;
    const means = new Float64Array(horizon);
    const quantiles = new Float64Array(horizon * size);
    for (let h = 0; h < horizon; h++) {
      means[h] = (mean * yearly[y.length + h]! * weekly[h % length]!) / season;
      negativeBinomialQuantiles(means[h]!, dispersion, modelLevels, quantiles, h * size);
    }
    return {
      mean: means,
      quantiles,
      ownShare: (seen.periods / young) ** 2,
      levelShare: dayVariance > 0 ? Math.min(1, levelVariance / dayVariance) : 0,
    };
  };
}

/** A quieter time of year says nothing about the level. */
const quietest = 0.2;

interface Seen {
  /** Known periods. */
  periods: number;
  sales: number;
  units: number;
  squares: number;
  /**
   * Periods and sales that tell how often it sells: a history that begins with a sale may begin there because of it, so
   * that this one says how many at a time only.
   */
  trials: number;
  successes: number;
}

function seenOf(y: Float64Array): Seen {
  const seen = { periods: 0, sales: 0, units: 0, squares: 0 };
  for (const value of y) {
    if (Number.isNaN(value)) continue;
    seen.periods++;
    if (!(value > 0)) continue;
    seen.sales++;
    seen.units += value;
    seen.squares += value * value;
  }
  const first = y[0]! > 0 ? 1 : 0;
  return { ...seen, trials: seen.periods - first, successes: seen.sales - first };
}

/** How a product sells: the chance of a sale in a period, units a sale, and the mean of their squares over its square. */
interface Habit {
  chance: number;
  size: number;
  spread: number;
}

function habitOf({ sales, units, squares, trials, successes }: Seen): Habit {
  const size = units / sales;
  return { chance: (successes + 0.5) / (trials + 1), size, spread: squares / sales / size ** 2 };
}

/** Moments of the demand of a period, over all the habits that the newcomer may have. */
function levelOf(seen: Seen, peers: readonly Habit[]) {
  const ownSize = seen.units / seen.sales;
  const sizeLikelihoods = peers.map(({ size }) => sizeLikelihood(seen, size));
  const usualLikelihood = peers.length > 0 ? meanOf(sizeLikelihoods) : 1;
  const unlike = {
    size: peers.length > 0 ? Math.exp(meanOf(peers.map(({ size }) => Math.log(size)))) : ownSize,
    spread: peers.length > 0 ? meanOf(peers.map(({ spread }) => spread)) : 1.5,
  };
  const odd = Math.max(strangers, 1 / (1 + peers.length));
  const habits = [
    ...peers.map((habit, i) => ({ ...habit, prior: ((1 - odd) / peers.length) * sizeLikelihoods[i]! })),
    // How many it sells at a time must not make it a stranger in how often it does.
    ...strangerChances.map((chance) => ({
      ...unlike,
      chance,
      prior: (odd / strangerChances.length) * usualLikelihood,
    })),
  ];
  const logs = habits.map(
    ({ chance, prior }) =>
      Math.log(prior) +
      seen.successes * Math.log(chance) +
      (seen.trials - seen.successes) * Math.log1p(-chance),
  );
  const most = Math.max(...logs);
  let [total, mean, meanSquares, squares] = [0, 0, 0, 0];
  habits.forEach(({ chance, size, spread }, i) => {
    const weight = Math.exp(logs[i]! - most);
    const atATime = shrunkSize(seen, size);
    total += weight;
    mean += weight * chance * atATime;
    meanSquares += weight * (chance * atATime) ** 2;
    squares += weight * chance * atATime ** 2 * spread;
  });
  mean /= total;
  return {
    mean,
    dayVariance: Math.max(mean, squares / total - mean ** 2),
    levelVariance: Math.max(0, meanSquares / total - mean ** 2),
  };
}

/**
 * Units a sale, its own shrunk to a peer's as under a heavy-tailed prior: what lies far from it is drawn to it less, once
 * a second sale has shown that the first was no accident.
 */
function shrunkSize(seen: Seen, size: number): number {
  const prior = priorSales / (1 + ((seen.sales - 1) * doublings(seen, size) ** 2) / 4);
  return (prior * size + seen.units) / (prior + seen.sales);
}

/** How well its mean sale fits a peer's; heavy-tailed, for a first large order is no proof. A factor of two is near. */
function sizeLikelihood(seen: Seen, size: number): number {
  return (1 + doublings(seen, size) ** 2) ** -(1 + Math.min(seen.sales, 10) / 2);
}

function doublings({ sales, units }: Seen, size: number): number {
  return Math.log2(units / sales / size);
}

function seasonOf(y: Float64Array, yearly: Float64Array): number {
  const known = yearly.subarray(0, y.length).filter((_, t) => !Number.isNaN(y[t]!));
  return known.reduce((sum, factor) => sum + factor, 0) / known.length;
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
