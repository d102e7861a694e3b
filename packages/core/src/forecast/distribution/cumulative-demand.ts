import { modelLevels } from '../demand-series.js';
import { negativeBinomialQuantiles } from './negative-binomial.js';
import { pinballLoss } from '../metrics/pinball-loss.js';

/**
 * Demand added up over the next k periods, which is what a delivery time needs. Adding up day quantiles would take every
 * day's bad luck to come at once, adding up variances would take days to be strangers; the truth lies between, because
 * days share the uncertainty of the level:
 *
 *   variance of the sum = (1 − shared) · Σ σ² + shared · (Σ σ)²
 *
 * with σ the spread of each day's own forecast, so that a quiet season to come is as quiet in the sum. `shared`, the
 * mean correlation of days, is chosen for products of like volume as the one with the least pinball loss of sums in the backtest.
 */
export interface SumMoments {
  /** For each number of days asked for: the sums of means, of variances, and of standard deviations. */
  means: Float64Array;
  variances: Float64Array;
  deviations: Float64Array;
}

/** `quantiles`: [periods × levels] at `modelLevels`; `days` rise. */
export function sumMoments(
  mean: ArrayLike<number>,
  quantiles: Float64Array,
  days: readonly number[],
): SumMoments {
  const moments = {
    means: new Float64Array(days.length),
    variances: new Float64Array(days.length),
    deviations: new Float64Array(days.length),
  };
  let [total, variances, deviations] = [0, 0, 0];
  for (let h = 0, row = 0; h < mean.length && row < days.length; h++) {
    const variance = varianceOf(quantiles, h * modelLevels.length);
    total += mean[h]!;
    variances += variance;
    deviations += Math.sqrt(variance);
    while (row < days.length && days[row] === h + 1) {
      moments.means[row] = total;
      moments.variances[row] = variances;
      moments.deviations[row] = deviations;
      row++;
    }
  }
  return moments;
}

/** Moments of the sums of whole blocks of `length` periods, one block after another: the weeks ahead. */
export function blockMoments(mean: Float64Array, quantiles: Float64Array, length: number): SumMoments {
  const count = Math.floor(mean.length / length);
  const moments = {
    means: new Float64Array(count),
    variances: new Float64Array(count),
    deviations: new Float64Array(count),
  };
  for (let block = 0; block < count; block++) {
    const from = block * length;
    const to = from + length;
    const rows = quantiles.subarray(from * modelLevels.length, to * modelLevels.length);
    const one = sumMoments(mean.subarray(from, to), rows, [length]);
    moments.means[block] = one.means[0]!;
    moments.variances[block] = one.variances[0]!;
    moments.deviations[block] = one.deviations[0]!;
  }
  return moments;
}

/** Rising quantiles of sums from the first period on, [days × levels]: never less for a longer period. */
export function cumulativeQuantiles(
  moments: SumMoments,
  shared: number,
  levels: readonly number[],
): Float64Array {
  const out = sumQuantiles(moments, shared, levels);
  for (let at = levels.length; at < out.length; at++) out[at] = Math.max(out[at]!, out[at - levels.length]!);
  return out;
}

/** Quantiles of sums, [sums × levels]: negative binomial. */
export function sumQuantiles(
  { means, variances, deviations }: SumMoments,
  shared: number,
  levels: readonly number[],
): Float64Array {
  const out = new Float64Array(means.length * levels.length);
  for (let row = 0; row < means.length; row++) {
    const mean = means[row]!;
    const variance = (1 - shared) * variances[row]! + shared * deviations[row]! ** 2;
    const dispersion = mean > 0 ? Math.max(0, variance - mean) / (mean * mean) : 0;
    negativeBinomialQuantiles(mean, Math.min(25, dispersion), levels, out, row * levels.length);
  }
  return out;
}

/** A backtest: what was said about the sums, and what they were. */
export interface SumTrial {
  moments: SumMoments;
  actual: Float64Array;
}

const choices = [0, 0.01, 0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.55, 0.7, 1];
/** Orders look at the upper half; the median keeps the choice from widening what is merely skewed. */
const judged = [0.25, 0.5, 0.75, 0.9, 0.95, 0.975];

/** What is assumed without trials, and how many trials it counts for. */
const usualShared = 0.2;
const priorTrials = 20;

/** Loss counts relative to the claimed size, so that best sellers do not decide alone. */
export function chooseShared(trials: readonly SumTrial[]): number {
  let best = { shared: usualShared, loss: Infinity };
  for (const shared of choices) {
    let loss = 0;
    for (const { moments, actual } of trials) {
      const quantiles = cumulativeQuantiles(moments, shared, judged);
      for (let row = 0; row < actual.length; row++) {
        const size = 1 + moments.means[row]! + moments.deviations[row]!;
        judged.forEach((level, l) => {
          loss += pinballLoss(actual[row]!, quantiles[row * judged.length + l]!, level) / size;
        });
      }
    }
    if (loss < best.loss) best = { shared, loss };
  }
  return (trials.length * best.shared + priorTrials * usualShared) / (trials.length + priorTrials);
}

/**
 * Variance of the distribution with these quantiles: linear between the levels, level under the lowest, and with an
 * exponential tail over the highest. The hundredth of the days beyond it is where lumpy demand has a fifth of its variance.
 */
function varianceOf(quantiles: Float64Array, offset: number): number {
  const last = modelLevels.length - 1;
  const low = quantiles[offset]!;
  const high = quantiles[offset + last]!;
  const below = modelLevels[0]!;
  const beyond = 1 - modelLevels[last]!;
  const tail = Math.max(0, high - quantiles[offset + last - 1]!) / tailSteps;
  let mean = below * low + beyond * (high + tail);
  let square = below * low * low + beyond * (high * high + 2 * tail * (high + tail));
  for (let l = 1; l <= last; l++) {
    const weight = modelLevels[l]! - modelLevels[l - 1]!;
    const a = quantiles[offset + l - 1]!;
    const b = quantiles[offset + l]!;
    mean += (weight * (a + b)) / 2;
    square += (weight * (a * a + a * b + b * b)) / 3;
  }
  return Math.max(0, square - mean * mean);
}

/** Means of an exponential tail between the two highest levels. */
const tailSteps = Math.log((1 - modelLevels.at(-2)!) / (1 - modelLevels.at(-1)!));
