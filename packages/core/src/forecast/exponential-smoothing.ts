import { modelLevels, type DemandModel, type ModelInput, type Prediction } from './demand-series.js';
import { negativeBinomialQuantiles } from './negative-binomial.js';
import { weekdayIndex } from './weekday-index.js';
import { sortedQuantiles } from './weighted-quantiles.js';

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
    return smooth(input, 1);
  },
};

/** The same with a damped trend (Gardner & McKenzie, 1985): growth of late continues, by 0.9 less each season. */
export const dampedTrend: DemandModel = {
  name: 'damped-trend',
  predict(input) {
    return input.y.length >= 16 * input.seasonLength ? smooth(input, 0.9) : null;
  },
};

const alphas = [0.01, 0.03, 0.08, 0.2];

function smooth(input: ModelInput, damping: number): Prediction | null {
  const { y, yearly, seasonLength, horizon } = input;
  const n = y.length;
  if (n < 2) return null;
  const index = weekdayIndex(y, yearly, seasonLength);
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
  const levels = best.levels;
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
  const residuals = scaledResiduals(y, season, levels, lead);
  const average = level * averageOf(season, n, n + horizon);
  if (average < 10) {
    for (let h = 0; h < horizon; h++) {
      negativeBinomialQuantiles(mean[h]!, residuals.dispersion, modelLevels, quantiles, h * size);
    }
    return { mean, quantiles };
  }
  const spread = new Float64Array(size);
  sortedQuantiles(residuals.values, modelLevels, spread);
  for (let h = 0; h < horizon; h++) {
    const deviation = Math.sqrt(mean[h]! + residuals.dispersion * mean[h]! ** 2);
    for (let l = 0; l < size; l++) {
      quantiles[h * size + l] = Math.max(0, mean[h]! + deviation * spread[l]!);
    }
  }
  return { mean, quantiles };
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
  const level = () => (sales + (levelPrior * allSales) / allWeight) / (weight + levelPrior);
  for (let t = 0; t < n; t++) {
    levels[t] = weight > 1e-9 ? level() : 0;
    if (Number.isNaN(y[t]!)) continue;
    allSales += y[t]!;
    allWeight += season[t]!;
    sales = (1 - alpha) * sales + alpha * y[t]!;
    weight = (1 - alpha) * weight + alpha * season[t]!;
  }
  levels[n] = weight > 1e-9 ? Math.max(0, level()) : 0;
  return levels;
}

/** Mean log growth of the level a season over the last eight seasons. */
function seasonGrowth(levels: Float64Array, n: number, seasonLength: number): number {
  const before = levels[n - 8 * seasonLength]!;
  return before > 0 && levels[n]! > 0 ? Math.log(levels[n]! / before) / 8 : 0;
}

function scaledResiduals(y: Float64Array, season: Float64Array, levels: Float64Array, lead: number) {
  const n = y.length;
  let squares = 0;
  let expected = 0;
  let squaredMeans = 0;
  const start = Math.max(2 * lead, n - 365);
  for (let t = start; t < n; t++) {
    const mean = levels[t - lead]! * season[t]!;
    if (Number.isNaN(y[t]!)) continue;
    squares += (y[t]! - mean) ** 2;
    expected += mean;
    squaredMeans += mean * mean;
  }
  // Method of moments for variance = mean + dispersion · mean², with a weak prior of 0.5 worth a few observations.
  const dispersion = Math.max(0.01, (squares - expected + 0.5 * 2) / (squaredMeans + 2));
  const values: number[] = [];
  // A product that had stopped and sells again would divide by nearly nothing.
  const floor = 0.05 * (expected / Math.max(1, n - start));
  for (let t = start; t < n; t++) {
    const mean = Math.max(floor, levels[t - lead]! * season[t]!);
    const deviation = Math.sqrt(mean + dispersion * mean * mean);
    if (Number.isNaN(y[t]!) || !(deviation > 0)) continue;
    values.push((y[t]! - mean) / deviation);
  }
  return { values: Float64Array.from(values).sort(), dispersion: Math.min(dispersion, 50) };
}

function averageOf(values: Float64Array, from: number, to: number): number {
  let sum = 0;
  for (let i = from; i < to; i++) sum += values[i]!;
  return sum / Math.max(1, to - from);
}
