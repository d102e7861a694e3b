import type { Prediction } from './demand-series.js';

/**
 * Weighted mean of predictions, level by level (quantile averaging keeps the spread of its parts, where averaging of
 * densities widens it; Lichtendahl, Grushka-Cockayne & Winkler, 2013). A prediction that ends before the horizon counts for the periods
 * it covers. `size` is the number of levels.
 */
export function combinePredictions(
  predictions: readonly (Prediction | null)[],
  weights: ArrayLike<number>,
  horizon: number,
  size: number,
): Prediction {
  const mean = new Float64Array(horizon);
  const quantiles = new Float64Array(horizon * size);
  const totals = new Float64Array(horizon);
  predictions.forEach((prediction, i) => {
    const weight = weights[i]!;
    if (!prediction || !(weight > 0)) return;
    const steps = Math.min(horizon, prediction.mean.length);
    for (let h = 0; h < steps; h++) {
      totals[h]! += weight;
      mean[h]! += weight * prediction.mean[h]!;
      for (let l = 0; l < size; l++) quantiles[h * size + l]! += weight * prediction.quantiles[h * size + l]!;
    }
  });
  for (let h = 0; h < horizon; h++) {
    if (!(totals[h]! > 0)) continue;
    mean[h] = finite(mean[h]! / totals[h]!);
    let floor = 0;
    for (let l = 0; l < size; l++) {
      floor = Math.max(floor, finite(quantiles[h * size + l]! / totals[h]!));
      quantiles[h * size + l] = floor;
    }
  }
  return { mean, quantiles };
}

/** Weights that fall with the relative loss over the best: equal for equal losses, 1/e at `1/sharpness` more. */
export function lossWeights(losses: ArrayLike<number>, sharpness: number): Float64Array {
  let best = Infinity;
  for (let i = 0; i < losses.length; i++) if (losses[i]! < best) best = losses[i]!;
  const weights = new Float64Array(losses.length);
  if (!Number.isFinite(best)) return weights;
  for (let i = 0; i < losses.length; i++) {
    if (Number.isFinite(losses[i]!)) {
      weights[i] = best > 0 ? Math.exp(-sharpness * (losses[i]! / best - 1)) : losses[i] === best ? 1 : 0;
    }
  }
  return weights;
}

function finite(value: number): number {
  return Number.isFinite(value) && value > 0 ? value : 0;
}
