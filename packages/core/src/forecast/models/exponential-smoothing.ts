import { modelLevels, type DemandModel, type ModelInput, type Prediction } from '../demand-series.js';
import { negativeBinomialQuantiles } from '../distribution/negative-binomial.js';
import { weekdayIndex } from '../season/weekday-index.js';
import { sortedQuantiles } from '../distribution/weighted-quantiles.js';

/**
 * Exponential smoothing with a multiplicative season (ETS(M,N,M) with a fixed season; Hyndman et al., 2008,
 * "Forecasting with exponential smoothing"). The level is a ratio of two smoothed sums, sales over season, so that a
 * quiet month says little about a Christmas product's level; with a season of 1 it is simple exponential smoothing.
 * The smoothing constant is the one of a small grid with the least absolute error a week ahead. Demand under
 * ten a period gets negative-binomial quantiles, above that the empirical ones of the scaled residuals.
 */
export const exponentialSmoothing: DemandModel = {
  name: 'smoothing',
  predict(input) {
    return input.y.length >= 2 ? smooth(input, 1) : null;
  },
};

/** The same with a damped trend (Gardner & McKenzie, 1985): growth of late continues, by 0.9 less each season. */
export const dampedTrend: DemandModel = {
  name: 'damped-trend',
  predict(input) {
    return input.y.length >= Math.max(2, 16 * input.seasonLength) ? smooth(input, 0.9) : null;
  },
};

const alphas = [0.01, 0.03, 0.08, 0.2];

function smooth(input: ModelInput, damping: number): Prediction {
  const { y, seasonLength, horizon } = input;
  const n = y.length;
  const { season, levels, dispersion, errorSpread } = fitOf(input);
  const level = levels[n]!;
  const size = modelLevels.length;
  const mean = new Float64Array(horizon);
  const growth = damping < 1 ? seasonGrowth(levels, n, seasonLength) : 0;
  for (let h = 0; h < horizon; h++) {
    const seasonsAhead = (h + 1) / seasonLength;
    const damped = damping < 1 ? (growth * damping * (1 - damping ** seasonsAhead)) / (1 - damping) : 0;
    mean[h] = Math.max(0, level * Math.exp(Math.max(-0.7, Math.min(0.7, damped))) * season[n + h]!);
  }
  const quantiles = new Float64Array(horizon * size);
  for (let h = 0; h < horizon; h++) {
    if (!errorSpread) {
      negativeBinomialQuantiles(mean[h]!, dispersion, modelLevels, quantiles, h * size);
      continue;
    }
    const deviation = Math.sqrt(mean[h]! + dispersion * mean[h]! ** 2);
    for (let l = 0; l < size; l++) {
      quantiles[h * size + l] = Math.max(0, mean[h]! + deviation * errorSpread[l]!);
    }
  }
  return { mean, quantiles };
}

/** What both models above are made of. */
interface Fit {
  /** Of the year times that of the week, past and ahead. */
  season: Float64Array;
  /** Before each period; [n] after the last. */
  levels: Float64Array;
  dispersion: number;
  /** Quantiles of the scaled errors at `modelLevels`; absent for slow demand, which is negative binomial. */
  errorSpread?: Float64Array;
}

/** One fit serves both models: they are asked with the same input, one after the other. */
const fits = new WeakMap<ModelInput, Fit>();

function fitOf(input: ModelInput): Fit {
  let fit = fits.get(input);
  if (!fit) fits.set(input, (fit = fitSmoothing(input)));
  return fit;
}

function fitSmoothing({ y, yearly, weekly, seasonLength, horizon }: ModelInput): Fit {
  const n = y.length;
  const index = weekdayIndex(y, yearly, seasonLength, weekly);
  const season = new Float64Array(n + horizon);
  let phase = (seasonLength - (n % seasonLength)) % seasonLength;
  for (let t = 0; t < n + horizon; t++) {
    season[t] = yearly[t]! * index[phase]!;
    phase = phase + 1 === seasonLength ? 0 : phase + 1;
  }
  const lead = Math.max(1, seasonLength);
  let best: { loss: number; levels: Float64Array } = { loss: Infinity, levels: new Float64Array(0) };
  for (const alpha of alphas) {
    const levels = smoothedLevels(y, season, alpha);
    let loss = 0;
    for (let t = Math.max(lead, n - 364); t < n; t++) {
      const expected = levels[t - lead]! * season[t]!;
      const error = y[t]! - expected;
      if (!Number.isNaN(error)) loss += Math.abs(error) + (0.3 * error * error) / (1 + expected);
    }
    if (loss < best.loss) best = { loss, levels };
  }
  const { levels } = best;
  const expected = { y, season, levels, lead, from: Math.max(2 * lead, n - 365) };
  const { dispersion, floor } = errorMoments(expected);
  const fit = { season, levels, dispersion: Math.min(dispersion, 50) };
  if (levels[n]! * averageOf(season, n, n + horizon) < 10) return fit;
  const errorSpread = new Float64Array(modelLevels.length);
  sortedQuantiles(scaledErrors(expected, dispersion, floor), modelLevels, errorSpread);
  return { ...fit, errorSpread };
}

/** Of an average period's weight: keeps a stray sale in a product's dead months from lifting its level. */
const levelPrior = 0.1;

/** Level before each period; [n] is the level after the last. Unknown periods leave it as it was. */
function smoothedLevels(y: Float64Array, season: Float64Array, alpha: number): Float64Array {
  const n = y.length;
  const levels = new Float64Array(n + 1);
  let sales = 0;
  let weight = 0;
  let allSales = 0;
  let allWeight = 0;
  let level = 0;
  for (let t = 0; t < n; t++) {
    levels[t] = level;
    if (Number.isNaN(y[t]!)) continue;
    allSales += y[t]!;
    allWeight += season[t]!;
    sales = (1 - alpha) * sales + alpha * y[t]!;
    weight = (1 - alpha) * weight + alpha * season[t]!;
    level = weight > 1e-9 ? (sales + (levelPrior * allSales) / allWeight) / (weight + levelPrior) : 0;
  }
  levels[n] = Math.max(0, level);
  return levels;
}

/** Mean log growth of the level a season over the last eight seasons. */
function seasonGrowth(levels: Float64Array, n: number, seasonLength: number): number {
  const before = levels[n - 8 * seasonLength]!;
  return before > 0 && levels[n]! > 0 ? Math.log(levels[n]! / before) / 8 : 0;
}

/** What was expected `lead` periods before, from period `from` on. */
interface Expectation {
  y: Float64Array;
  season: Float64Array;
  levels: Float64Array;
  lead: number;
  from: number;
}

function errorMoments({ y, season, levels, lead, from }: Expectation): { dispersion: number; floor: number } {
  let squares = 0;
  let expected = 0;
  let squaredMeans = 0;
  for (let t = from; t < y.length; t++) {
    const mean = levels[t - lead]! * season[t]!;
    if (Number.isNaN(y[t]!)) continue;
    squares += (y[t]! - mean) ** 2;
    expected += mean;
    squaredMeans += mean * mean;
  }
  return {
    // Method of moments for variance = mean + dispersion · mean², with a weak prior of 0.5 worth a few observations.
    dispersion: Math.max(0.01, (squares - expected + 0.5 * 2) / (squaredMeans + 2)),
    // A product that had stopped and sells again would divide by nearly nothing.
    floor: 0.05 * (expected / Math.max(1, y.length - from)),
  };
}

/** Errors over their expected spread, sorted. */
function scaledErrors(
  { y, season, levels, lead, from }: Expectation,
  dispersion: number,
  floor: number,
): Float64Array {
  const values = new Float64Array(Math.max(0, y.length - from));
  let count = 0;
  for (let t = from; t < y.length; t++) {
    const mean = Math.max(floor, levels[t - lead]! * season[t]!);
    const deviation = Math.sqrt(mean + dispersion * mean * mean);
    if (Number.isNaN(y[t]!) || !(deviation > 0)) continue;
    values[count++] = (y[t]! - mean) / deviation;
  }
  return values.subarray(0, count).sort();
}

function averageOf(values: Float64Array, from: number, to: number): number {
  let sum = 0;
  for (let i = from; i < to; i++) sum += values[i]!;
  return sum / Math.max(1, to - from);
}
