import { pinballLoss } from './pinball-loss.js';
import { seasonalScale, squaredScale } from './scaled-error.js';

/**
 * Scores of one series over one forecast window. Unknown actual values (NaN) are left out. Averaging over series is
 * the caller's: fev-bench averages cells of all series, then windows.
 */

/** Mean absolute error of the point forecast over `seasonalScale` of the history. */
export function mase(
  history: ArrayLike<number>,
  actual: ArrayLike<number>,
  point: ArrayLike<number>,
  seasonLength: number,
): number {
  return meanOver(actual, (value, t) => Math.abs(value - point[t]!)) / seasonalScale(history, seasonLength);
}

/** Root mean squared error over `squaredScale` of the history. */
export function rmsse(
  history: ArrayLike<number>,
  actual: ArrayLike<number>,
  point: ArrayLike<number>,
): number {
  return Math.sqrt(meanOver(actual, (value, t) => (value - point[t]!) ** 2)) / squaredScale(history);
}

/** Weighted quantile loss: pinball loss of all steps and levels over the sum of |actual|, averaged over levels. */
export function wql(
  actual: ArrayLike<number>,
  quantiles: ArrayLike<number>,
  levels: ArrayLike<number>,
): number {
  let size = 0;
  for (let t = 0; t < actual.length; t++) if (!Number.isNaN(actual[t]!)) size += Math.abs(actual[t]!);
  return totalPinballLoss(actual, quantiles, levels) / size;
}

/** Sum over steps of the pinball loss averaged over levels: the numerator of WQL and SQL. */
export function totalPinballLoss(
  actual: ArrayLike<number>,
  quantiles: ArrayLike<number>,
  levels: ArrayLike<number>,
): number {
  let total = 0;
  for (let t = 0; t < actual.length; t++) {
    if (Number.isNaN(actual[t]!)) continue;
    let sum = 0;
    for (let i = 0; i < levels.length; i++) {
      sum += pinballLoss(actual[t]!, quantiles[t * levels.length + i]!, levels[i]!);
    }
    total += sum / levels.length;
  }
  return total;
}

/** Share of actual values inside [low, high], both ends included. */
export function coverage(actual: ArrayLike<number>, low: ArrayLike<number>, high: ArrayLike<number>): number {
  return meanOver(actual, (value, t) => (value >= low[t]! && value <= high[t]! ? 1 : 0));
}

function meanOver(actual: ArrayLike<number>, score: (value: number, t: number) => number): number {
  let sum = 0;
  let count = 0;
  for (let t = 0; t < actual.length; t++) {
    if (Number.isNaN(actual[t]!)) continue;
    sum += score(actual[t]!, t);
    count++;
  }
  return sum / count;
}
