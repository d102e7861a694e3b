import type { DemandSeries, Seasonality } from '../demand-series.js';

/**
 * The time of year: how far demand around a day lay over or under the year's mean, read off the same period last year.
 *
 * Four readings compete for each product: none, its peers' (the shop, or what the shop sells of its kind: steady, but of
 * no one in particular; see `peer-season.ts`), the product's own shrunk to its peers', as a gamma prior does with a
 * Poisson rate, and the product's own nearly as it was: a hot water bottle sells nothing in summer, its category less. Each is judged by how well level × factor would have told the past year's sales two months ahead, which a
 * backtest of recent weeks cannot see: in November it does not know that January comes. Past and future factors share one
 * scale, so that a level fitted as sales over factor carries this year's growth, and level × factor is "last year's
 * period, grown". Cost: O(periods) a product.
 */
export interface YearlySeason {
  /** Factor of the peers at an offset from the first forecast period: −1 is the last known one. */
  at(offset: number): number;
  /** Whether the histories reach back far enough for any of it to be known. */
  known: boolean;
  /** What each reading lost for the peers themselves, over what having none lost. */
  losses?: readonly number[];
}

export interface YearlyOptions extends Seasonality {
  horizon: number;
  /** Periods on either side that are averaged with triangular weights. 10 for days, 1 for weeks, 0 for months. */
  smoothing: number;
}

/** The least and the most sales (times their variance-to-mean ratio) that speak for the peers' year against the product's own. */
const fewestPriorUnits = 0.5;
const mostPriorUnits = 50;
/** The same for the reading that takes the product's own year nearly as it was. */
const alonePriorUnits = 3;
/** What two years of a product without a season differ by, because its level wanders. */
const driftVariance = 0.6;

/** How sharply the reading with the smaller error is preferred, and what each is trusted beforehand. */
const readingSharpness = 25;
/** Of an average period's weight: what the mean since the beginning counts beside the smoothed level. */
const levelPrior = 0.3;
const trust = { none: 0.25, peers: 0.35, own: 0.4, alone: 0.3 };
/** How much more the product's own year is trusted beforehand for each unit of variance beyond the peers' and chance. */
const seasonTrust = 4;

export function shopSeason(all: readonly DemandSeries[], options: YearlyOptions): YearlySeason {
  const { yearLength, horizon, smoothing } = options;
  let longest = 0;
  for (const { y } of all) longest = Math.max(longest, y.length);
  if (yearLength < 2 || longest < yearLength + 2) return { at: () => 1, known: false };
  const total = new Float64Array(longest);
  const counts = new Float64Array(longest);
  for (const { y } of all) {
    if (y.length < Math.min(longest, yearLength)) continue;
    const mean = meanOf(y, Math.max(0, y.length - yearLength), y.length);
    if (!(mean > 0)) continue;
    // Each product weighs by the root of its volume: neither the one best seller nor a thousand sleepers decide.
    const weight = Math.sqrt(mean);
    const shift = longest - y.length;
    for (let t = 0; t < y.length; t++) {
      if (Number.isNaN(y[t]!)) continue;
      total[shift + t]! += Math.min(y[t]! / mean, 20) * weight;
      counts[shift + t]! += weight;
    }
  }
  const rate = total.map((sum, t) => (counts[t]! > 0 ? sum / counts[t]! : NaN));
  // Many products together are steady: a third of the smoothing keeps the days of the holidays apart.
  const factors = lastYear(rate, { ...options, smoothing: Math.round(smoothing / 3) });
  return {
    at: (offset) => factors[Math.min(Math.max(longest + offset, 0), longest + horizon - 1)]!,
    known: true,
  };
}

/** [y.length + horizon] factors of one product. */
export function productSeason(y: Float64Array, peers: YearlySeason, options: YearlyOptions): Float64Array {
  const mixed = new Float64Array(y.length + options.horizon);
  if (!peers.known) return mixed.fill(1);
  const readings = readingsOf(y, peers, options);
  const weights = readingWeights(
    readings.map(({ factors }) => lossAhead(y, factors, options)),
    readings.map(({ trust }) => trust),
    peers.losses,
    // Half a year tells the readings apart; with less, what the peers showed makes up for the rest.
    Math.min(1, judgedPeriods(y.length, options) / (options.yearLength / 2)),
  );
  readings.forEach(({ factors }, r) => {
    for (let t = 0; t < mixed.length; t++) mixed[t]! += weights[r]! * factors[t]!;
  });
  return mixed;
}

/** Loss of each reading over that of none; null where a product is too young to tell, or has no year of its own. */
export function readingLosses(y: Float64Array, peers: YearlySeason, options: YearlyOptions): number[] | null {
  const readings = readingsOf(y, peers, options);
  if (readings.length < 3 || judgedPeriods(y.length, options) < options.yearLength / 2) return null;
  const losses = readings.map(({ factors }) => lossAhead(y, factors, options));
  return losses[0]! > 0 ? losses.map((loss) => loss / losses[0]!) : null;
}

interface Reading {
  factors: Float64Array;
  /** Beforehand. */
  trust: number;
}

/** None, the peers', and the two of the product's own where it has a whole year. */
function readingsOf(y: Float64Array, peers: YearlySeason, options: YearlyOptions): Reading[] {
  const none = new Float64Array(y.length + options.horizon).fill(1);
  const ofPeers = new Float64Array(none.length);
  for (let t = 0; t < ofPeers.length; t++) ofPeers[t] = peers.at(t - y.length);
  const readings = [
    { factors: none, trust: trust.none },
    { factors: ofPeers, trust: trust.peers },
  ];
  const own = ownSeason(y, ofPeers, options);
  if (!own) return readings;
  // What sold in two months only is likely to do so again, even before a second year can be judged.
  const unjudged = 1 - judgedPeriods(y.length, options) / options.yearLength;
  return [
    ...readings,
    { factors: own.factors, trust: trust.own * (1 + seasonTrust * unjudged * own.variance) },
    { factors: own.alone, trust: trust.alone * Math.min(1, own.strength) },
  ];
}

/** Shares that add up to 1. `trusted`: how much the product's own losses count, 0–1, against its peers'. */
function readingWeights(
  losses: readonly number[],
  beforehand: readonly number[],
  peerLosses: readonly number[] | undefined,
  trusted: number,
): number[] {
  const mine = relative(losses);
  const theirs = peerLosses && relative(peerLosses.slice(0, losses.length));
  const share = mine ? trusted : 0;
  const weights = losses.map((_, r) => {
    const worse = share * ((mine?.[r] ?? 1) - 1) + (1 - share) * ((theirs?.[r] ?? 1) - 1);
    return beforehand[r]! * Math.exp(-readingSharpness * worse);
  });
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

function relative(losses: readonly number[]): number[] | null {
  const best = Math.min(...losses);
  return Number.isFinite(best) && best > 0 ? losses.map((loss) => loss / best) : null;
}

interface OwnSeason {
  factors: Float64Array;
  /** Hardly shrunk. */
  alone: Float64Array;
  /** How far it differs from the peers' beyond chance: some hundredths for most products, 2 and more for Christmas. */
  variance: number;
  /** The same against a year without seasons. */
  strength: number;
}

/** The product's own last year, shrunk to its peers'; null without a whole year. */
function ownSeason(y: Float64Array, ofPeers: Float64Array, options: YearlyOptions): OwnSeason | null {
  const { yearLength, horizon, smoothing, seasonLength } = options;
  const n = y.length;
  const from = Math.max(0, n - yearLength);
  const mean = meanOf(y, from, n);
  if (n < yearLength + 2 * seasonLength || !(mean > 0)) return null;
  const own = lastYear(y, options);
  // A product that has grown sold little in the year that its factors are read off: its shape counts, by the sales of then.
  const ahead = Math.max(0, n + horizon - yearLength);
  const share = meanOf(own, ahead, n + horizon);
  const units = mean * share * 1.5 * (smoothing + 1);
  const noise = Math.max(1, roughness(y, from, n, seasonLength));
  // A gamma prior's weight is one over the variance it allows: what the two years differ by beyond chance. A Christmas
  // product differs a lot and is believed; a slow seller's ups and downs are what chance makes of few sales.
  const chance = driftVariance + noise / units;
  const shape = own.map((factor) => factor / share);
  const variance = Math.max(0, difference(shape, ofPeers, ahead) - chance);
  const prior = noise * Math.min(mostPriorUnits, Math.max(fewestPriorUnits, 1 / variance));
  const shrunk = (weight: number) => {
    const factors = new Float64Array(n + horizon);
    for (let t = 0; t < factors.length; t++) {
      factors[t] = clamp((units * own[t]! + weight * ofPeers[t]!) / (units + weight));
    }
    return factors;
  };
  const strength = Math.max(0, difference(shape, new Float64Array(shape.length).fill(1), ahead) - chance);
  return {
    factors: shrunk(prior),
    alone: shrunk(noise * alonePriorUnits),
    variance,
    strength,
  };
}

/** Mean squared difference of two years' factors from period `from` on, relative to the second. */
function difference(own: Float64Array, other: Float64Array, from: number): number {
  let squares = 0;
  let size = 0;
  for (let t = Math.max(0, from); t < own.length; t++) {
    squares += (own[t]! - other[t]!) ** 2;
    size += other[t]! ** 2;
  }
  return size > 0 ? squares / size : 0;
}

/**
 * Mean absolute error of season sums over the past year, told from the level some two months before. The level leans on
 * the mean since the beginning: in a product's dead months a stray sale over a factor near zero says nothing. NaN-free;
 * Infinity when less than a tenth of a year can be judged.
 */
function lossAhead(
  y: Float64Array,
  season: Float64Array,
  { yearLength, seasonLength }: YearlyOptions,
): number {
  const n = y.length;
  const lead = Math.max(1, Math.round(yearLength * 0.15));
  const alpha = Math.min(0.5, 14 / yearLength);
  const first = n - judgedPeriods(n, { yearLength });
  if (n - first < yearLength / 10) return Infinity;
  const levels = new Float64Array(n);
  let sales = 0;
  let weight = 0;
  let allSales = 0;
  let allWeight = 0;
  for (let t = 0; t < n; t++) {
    const usual = allWeight > 0 ? allSales / allWeight : 0;
    levels[t] = (sales + levelPrior * usual) / (weight + levelPrior);
    if (Number.isNaN(y[t]!)) continue;
    allSales += y[t]!;
    allWeight += season[t]!;
    sales += alpha * (y[t]! - sales);
    weight += alpha * (season[t]! - weight);
  }
  let loss = 0;
  for (let start = first; start + seasonLength <= n; start += seasonLength) {
    const level = levels[start - lead]!;
    let error = 0;
    for (let t = start; t < start + seasonLength; t++) {
      if (!Number.isNaN(y[t]!)) error += y[t]! - level * season[t]!;
    }
    loss += Math.abs(error);
  }
  return loss;
}

/** Periods at the end whose factor was read off an earlier year. */
function judgedPeriods(n: number, { yearLength }: Pick<YearlyOptions, 'yearLength'>): number {
  return Math.max(0, Math.min(yearLength, n - yearLength));
}

/** Smoothed values one year before each period, over the mean of the last year; the period itself where there is none. */
function lastYear(y: Float64Array, { yearLength, horizon, smoothing }: YearlyOptions): Float64Array {
  const n = y.length;
  const mean = meanOf(y, Math.max(0, n - yearLength), n);
  const factors = new Float64Array(n + horizon).fill(1);
  if (!(mean > 0)) return factors;
  const smoothed = triangular(y, smoothing);
  for (let t = 0; t < n + horizon; t++) {
    let from = t < yearLength ? t : t - yearLength;
    while (from >= n) from -= yearLength;
    factors[t] = clamp(smoothed[from]! / mean);
  }
  return factors;
}

/**
 * Centered mean with triangular weights over ±`reach` periods, unknown ones left out: a box filter twice, by running
 * sums, so that the cost does not depend on the reach.
 */
function triangular(y: Float64Array, reach: number): Float64Array {
  const n = y.length;
  // Padded by the reach on both sides, so that the second pass sees what the first left beyond the ends.
  const length = n + 2 * reach;
  const values = new Float64Array(length);
  const known = new Float64Array(length);
  for (let t = 0; t < n; t++) {
    if (Number.isNaN(y[t]!)) continue;
    values[t + reach] = y[t]!;
    known[t + reach] = 1;
  }
  const twice = boxed(boxed(values, reach, 0), reach, -reach);
  const weight = boxed(boxed(known, reach, 0), reach, -reach);
  const out = new Float64Array(n);
  for (let t = 0; t < n; t++) {
    out[t] = weight[t + reach]! > 0 ? twice[t + reach]! / weight[t + reach]! : 0;
  }
  return out;
}

/** Sums of `reach` + 1 values that begin `shift` after each period. */
function boxed(values: Float64Array, reach: number, shift: number): Float64Array {
  const length = values.length;
  const sums = new Float64Array(length + 1);
  for (let t = 0; t < length; t++) sums[t + 1] = sums[t]! + values[t]!;
  const out = new Float64Array(length);
  for (let t = 0; t < length; t++) {
    const from = Math.min(length, Math.max(0, t + shift));
    const to = Math.min(length, Math.max(0, t + shift + reach + 1));
    out[t] = sums[to]! - sums[from]!;
  }
  return out;
}

function clamp(factor: number): number {
  return Math.min(10, Math.max(0.02, factor));
}

function meanOf(y: ArrayLike<number>, from: number, to: number): number {
  let sum = 0;
  let count = 0;
  for (let t = from; t < to; t++) {
    if (Number.isNaN(y[t]!)) continue;
    sum += y[t]!;
    count++;
  }
  return count > 0 ? sum / count : 0;
}

/** Variance of the noise over the mean: from changes a season apart, so that a season of the year does not count as noise. */
function roughness(y: ArrayLike<number>, from: number, to: number, seasonLength: number): number {
  const mean = meanOf(y, from, to);
  let squares = 0;
  let count = 0;
  for (let t = from + seasonLength; t < to; t++) {
    const change = y[t]! - y[t - seasonLength]!;
    if (Number.isNaN(change)) continue;
    squares += change * change;
    count++;
  }
  return mean > 0 && count > 0 ? squares / (2 * count) / mean : 1;
}
