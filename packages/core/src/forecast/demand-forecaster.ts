import { statisticalModels } from './models/candidates.js';
import { combinePredictions, lossWeights } from './combine.js';
import {
  calibrationMap,
  createPitCollector,
  type CalibrationMap,
  type PitCollector,
} from './distribution/calibration.js';
import { comparableLosses } from './comparable-losses.js';
import {
  blockMoments,
  chooseShared,
  cumulativeQuantiles,
  sumMoments,
  sumQuantiles,
  type SumTrial,
} from './distribution/cumulative-demand.js';
import {
  modelLevels,
  onSale,
  type DemandModel,
  type DemandSeries,
  type Prediction,
  type Seasonality,
} from './demand-series.js';
import { newcomersAmong, type NewcomerPrediction } from './newcomers.js';
import { bounded, plausibleMost } from './plausible.js';
import { segmentCount, segmentOf, volumeOf } from './segments.js';
import { totalPinballLoss } from './metrics/metrics.js';
import { quantilesAt } from './distribution/quantile-at.js';
import { sharedWeekdayIndex } from './season/weekday-index.js';
import { peerSeasons } from './season/peer-season.js';
import { productSeason, type YearlyOptions } from './season/yearly-season.js';

/**
 * Forecasts all products of a shop. Every model forecasts every product from a few past days (rolling origin); products
 * of like volume share what was learnt about the models; each product's forecast is the mean of all models, weighted by how
 * they did, level by level, then calibrated so that the 90 % line was crossed by a tenth of the days.
 *
 * Use: `createDemandForecaster(series, options)`, `backtest(i)` for every i, `settle()`, `forecast(i)`. Split like this
 * so that a job can report progress and stop. Cost: about (windows + 1) × models × history a product.
 */
export interface ForecasterOptions extends Seasonality {
  horizon: number;
  /** Rising, 0–1. */
  levels: readonly number[];
  /** Steps judged in a backtest window, at most `horizon`. Windows follow each other without overlap. */
  backtestHorizon: number;
  windows: number;
  /** See `YearlyOptions`. */
  yearlySmoothing: number;
  models?: readonly DemandModel[];
  /** Models that need more than one product's history, such as a network: forecast from period `cutoff` of series `i`. */
  extra?: readonly ExtraModel[];
}

export interface ExtraModel {
  name: string;
  /** Null where it has nothing to say, e.g. a backtest window that it was trained on. */
  predict(i: number, cutoff: number): Prediction | null;
}

export interface DemandForecast {
  mean: Float64Array;
  /** [horizon × levels] */
  quantiles: Float64Array;
  /** The model with the largest weight; `newcomer` where what new products of the shop sell counts more than all models. */
  model: string;
  backtest: { windows: number; losses: Record<string, number> };
  cumulative: { days: number[]; means: Float64Array; levels: number[]; quantiles: Float64Array };
  /** The sum of each whole short season ahead (days: of each week), `quantiles` [seasons × levels]. */
  seasons: { means: Float64Array; quantiles: Float64Array };
}

export interface DemandForecaster {
  backtest(i: number): void;
  settle(): void;
  forecast(i: number): DemandForecast;
  /** Names of the models, in the order of weights. */
  models: readonly string[];
  weightsOf(i: number): Float64Array;
  /**
   * Weighted absolute percentage error of product totals over the newest backtest window: what all products were off by,
   * too high or too low, over what they sold. 0 without a window.
   */
  backtestError(): number;
}

export const cumulativeLevels: readonly number[] = [
  0.05, 0.1, 0.25, 0.5, 0.75, 0.8, 0.85, 0.9, 0.95, 0.975, 0.99, 0.999,
];
const cumulativeDays = [1, 2, 3, 5, 7, 10, 14, 17, 21, 24, 28, 35, 42, 49, 56, 70, 84, 112];
/** Products whose backtest is looked at again for calibration. */
const calibrationSample = 400;
const sharpness = 40;

interface Predictions {
  /** In the order of weights. */
  ofModels: (Prediction | null)[];
  asNewcomer: NewcomerPrediction | null;
}

export function createDemandForecaster(
  all: readonly DemandSeries[],
  options: ForecasterOptions,
): DemandForecaster {
  const models = options.models ?? statisticalModels;
  const extra = options.extra ?? [];
  const names = [...models, ...extra].map(({ name }) => name);
  const { horizon, windows, backtestHorizon } = options;
  const size = modelLevels.length;
  const yearlyOptions: YearlyOptions = {
    seasonLength: options.seasonLength,
    yearLength: options.yearLength,
    horizon,
    smoothing: options.yearlySmoothing,
  };
  // What products share, as seen from each origin; [0] is today, [w] is w windows ago.
  const origins = Array.from({ length: windows + 1 }, (_, w) => {
    const before = all.map((series) => ({
      ...series,
      y: series.y.subarray(0, Math.max(0, series.y.length - w * backtestHorizon)),
    }));
    return {
      seasonOf: peerSeasons(before, yearlyOptions),
      weekly: sharedWeekdayIndex(
        before.map(({ y }) => y),
        options.seasonLength,
      ),
      newcomerAt: newcomersAmong(before, options.seasonLength),
    };
  });
  const losses = all.map(() => new Float64Array(names.length).fill(NaN));
  const tested = new Int32Array(all.length);
  const segments = all.map(({ y }) => segmentOf(y));
  const pooledLosses = Array.from({ length: segmentCount }, () =>
    new Float64Array(names.length).fill(Infinity),
  );
  const calibrations = new Map<number, CalibrationMap>();
  /** `modelLevels` as calibrated, and the correlation of days, by volume. */
  const calibrated = new Map<number, number[]>();
  const shared = new Map<number, number>();
  const stride = Math.max(1, Math.floor(all.length / calibrationSample));
  /** Backtests of a sample, kept until the weights are known: product, windows, models. */
  const sampled = new Map<number, Predictions[]>();
  let absoluteError = 0;
  let absoluteDemand = 0;
  const days = cumulativeDays.filter((k) => k <= horizon);
  const judgedDays = [
    ...new Set([0.25, 0.5, 1].map((part) => Math.max(1, Math.round(part * backtestHorizon)))),
  ];

  function predictAll(i: number, w: number): Predictions {
    const series = all[i]!;
    const { seasonOf, weekly, newcomerAt } = origins[w]!;
    const cutoff = series.y.length - w * backtestHorizon;
    const y = onSale({ ...series, y: series.y.subarray(0, Math.max(0, cutoff)) });
    const input = {
      y,
      yearly: productSeason(y, seasonOf(series.group), yearlyOptions),
      weekly,
      seasonLength: options.seasonLength,
      yearLength: options.yearLength,
      horizon: w === 0 ? horizon : backtestHorizon,
    };
    const most = plausibleMost(y, input.yearly, options.yearLength);
    return {
      ofModels: [
        ...models.map((model) => bounded(model.predict(input), most)),
        ...extra.map((model) => bounded(model.predict(i, cutoff), most)),
      ],
      asNewcomer: bounded(newcomerAt(input), most),
    };
  }

  /** What the models say, by their weights; of a newcomer, mostly what was to be expected of one. */
  function combine({ ofModels, asNewcomer }: Predictions, weights: Float64Array, steps: number): Prediction {
    const combined = combinePredictions(ofModels, weights, steps, size);
    if (!asNewcomer) return combined;
    const { ownShare } = asNewcomer;
    return combinePredictions([combined, asNewcomer], [ownShare, 1 - ownShare], steps, size);
  }

  function backtest(i: number): void {
    const { y } = all[i]!;
    // Nothing sold in a year tells no model from another.
    if (!y.subarray(-Math.max(364, options.yearLength)).some((value) => value > 0)) return;
    const perWindow: Float64Array[] = [];
    for (let w = 1; w <= windows; w++) {
      const cutoff = y.length - w * backtestHorizon;
      if (cutoff < 4 * options.seasonLength || cutoff < 8) break;
      const actual = y.subarray(cutoff, cutoff + backtestHorizon);
      const predictions = predictAll(i, w);
      if (i % stride === 0) sampled.set(i, [...(sampled.get(i) ?? []), predictions]);
      perWindow.push(
        Float64Array.from(predictions.ofModels, (prediction) => {
          if (!prediction) return NaN;
          const steps = Math.min(actual.length, prediction.mean.length);
          const loss = totalPinballLoss(actual.subarray(0, steps), prediction.quantiles, modelLevels);
          return Number.isFinite(loss) ? loss : NaN;
        }),
      );
      tested[i] = w;
    }
    if (perWindow.length > 0) losses[i] = comparableLosses(perWindow, names.length);
  }

  function settle(): void {
    poolLosses();
    calibrate();
  }

  /** Mean over the segment's products of loss relative to the product's mean loss: small and large count alike. */
  function poolLosses(): void {
    for (let s = 0; s < segmentCount; s++) {
      const sums = new Float64Array(names.length);
      const counts = new Float64Array(names.length);
      for (let i = 0; i < all.length; i++) {
        if (segments[i] !== s || tested[i] === 0) continue;
        const mean = meanKnown(losses[i]!);
        if (!(mean > 0)) continue;
        for (let m = 0; m < names.length; m++) {
          if (Number.isNaN(losses[i]![m]!)) continue;
          sums[m]! += losses[i]![m]! / mean;
          counts[m]! += 1;
        }
      }
      for (let m = 0; m < names.length; m++) {
        pooledLosses[s]![m] = counts[m]! > 0 ? sums[m]! / counts[m]! : Infinity;
      }
    }
  }

  /**
   * Looks again at a sample's backtests, now that the weights are known: first the levels of days are set right, then
   * how much of their uncertainty days share, then how far off the totals were.
   */
  function calibrate(): void {
    const collectors = new Map<number, PitCollector>();
    const looked: { group: number; w: number; actual: Float64Array; combined: Prediction }[] = [];
    for (const [i, windowPredictions] of sampled) {
      const weights = weightsOf(i);
      const group = volumeOf(segments[i]!);
      const collector = collectors.get(group) ?? createPitCollector();
      collectors.set(group, collector);
      windowPredictions.forEach((predictions, back) => {
        const w = back + 1;
        const cutoff = all[i]!.y.length - w * backtestHorizon;
        const combined = combine(predictions, weights, backtestHorizon);
        const actual = all[i]!.y.subarray(cutoff, cutoff + backtestHorizon);
        collector.add(actual, combined.quantiles);
        looked.push({ group, w, actual, combined: onKnownDays(combined, actual) });
      });
    }
    sampled.clear();
    for (const [group, collector] of collectors) {
      const map = calibrationMap(collector.values());
      calibrated.set(group, modelLevels.map(map));
      calibrations.set(group, map);
    }
    const trials = new Map<number, SumTrial[]>();
    for (const { group, w, actual, combined } of looked) {
      const trial = {
        moments: sumMoments(combined.mean, atLevels(combined.quantiles, group), judgedDays),
        actual: sumsOf(actual, judgedDays),
      };
      if (w === 1) judge(trial);
      trials.set(group, [...(trials.get(group) ?? []), trial]);
    }
    for (const [group, ofGroup] of trials) shared.set(group, chooseShared(ofGroup));
  }

  /** Quantiles at `modelLevels` as calibrated. */
  function atLevels(quantiles: Float64Array, group: number): Float64Array {
    const levels = calibrated.get(group);
    return levels ? quantilesAt(quantiles, modelLevels, levels) : quantiles;
  }

  function judge({ moments, actual }: SumTrial): void {
    const last = judgedDays.length - 1;
    absoluteError += Math.abs(actual[last]! - moments.means[last]!);
    absoluteDemand += actual[last]!;
  }

  /** Own losses count as one product among `priorProducts` like it: a few windows of one product say little. */
  function weightsOf(i: number): Float64Array {
    const pooled = pooledLosses[segments[i]!]!;
    const own = losses[i]!;
    const mean = meanKnown(own);
    const relative = Float64Array.from(pooled, (peers, m) => {
      if (!(mean > 0) || Number.isNaN(own[m]!)) return peers;
      const mine = Math.min(3, own[m]! / mean);
      return Number.isFinite(peers)
        ? (tested[i]! * mine + priorWindows * peers) / (tested[i]! + priorWindows)
        : mine;
    });
    const weights = lossWeights(relative, sharpness);
    // Nothing was tested anywhere (a shop of some weeks): all count alike.
    return weights.some((weight) => weight > 0) ? weights : weights.fill(1);
  }

  function forecast(i: number): DemandForecast {
    const weights = weightsOf(i);
    const predictions = predictAll(i, 0);
    const combined = combine(predictions, weights, horizon);
    const map = calibrations.get(volumeOf(segments[i]!));
    const quantiles = quantilesAt(
      combined.quantiles,
      modelLevels,
      map ? options.levels.map(map) : options.levels,
    );
    const group = volumeOf(segments[i]!);
    const spread = atLevels(combined.quantiles, group);
    const moments = sumMoments(combined.mean, spread, days);
    const ofSeasons = blockMoments(combined.mean, spread, options.seasonLength);
    const usual = shared.get(group) ?? chooseShared([]);
    const { asNewcomer } = predictions;
    // What a newcomer's level may be off by, it is off by on all days alike.
    const unsure = asNewcomer ? (1 - asNewcomer.ownShare) * asNewcomer.levelShare : 0;
    const together = usual + (1 - usual) * unsure;
    let best = -1;
    predictions.ofModels.forEach((prediction, m) => {
      if (prediction && (best < 0 || weights[m]! > weights[best]!)) best = m;
    });
    return {
      mean: combined.mean,
      quantiles,
      model: asNewcomer && asNewcomer.ownShare < 0.5 ? 'newcomer' : best >= 0 ? names[best]! : 'none',
      backtest: {
        windows: tested[i]!,
        losses: Object.fromEntries(
          names.map((name, m) => [name, losses[i]![m]!] as const).filter(([, loss]) => Number.isFinite(loss)),
        ),
      },
      cumulative: {
        days: [...days],
        means: moments.means,
        levels: [...cumulativeLevels],
        quantiles: cumulativeQuantiles(moments, together, cumulativeLevels),
      },
      seasons: {
        means: ofSeasons.means,
        quantiles: sumQuantiles(ofSeasons, together, options.levels),
      },
    };
  }

  return {
    backtest,
    settle,
    forecast,
    weightsOf,
    models: names,
    backtestError: () => (absoluteDemand > 0 ? absoluteError / absoluteDemand : 0),
  };
}

const priorWindows = 12;

/** Days whose demand is not known are left out of totals on both sides. */
function sumsOf(actual: Float64Array, days: readonly number[]): Float64Array {
  return Float64Array.from(days, (k) =>
    actual.subarray(0, k).reduce((sum, value) => sum + (Number.isNaN(value) ? 0 : value), 0),
  );
}
function onKnownDays({ mean, quantiles }: Prediction, actual: Float64Array): Prediction {
  const isKnown = (h: number) => !Number.isNaN(actual[h] ?? NaN);
  return {
    mean: mean.map((value, h) => (isKnown(h) ? value : 0)),
    quantiles: quantiles.map((value, at) => (isKnown(Math.floor(at / modelLevels.length)) ? value : 0)),
  };
}

function meanKnown(values: Float64Array): number {
  let sum = 0;
  let count = 0;
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    sum += value;
    count++;
  }
  return count > 0 ? sum / count : NaN;
}
