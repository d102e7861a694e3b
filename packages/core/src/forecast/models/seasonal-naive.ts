import { modelLevels, type DemandModel } from '../demand-series.js';
import { weightedQuantiles } from '../distribution/weighted-quantiles.js';

/**
 * The last season again, with the spread of its own past errors around it: the baseline that everything must beat.
 * Unknown values are looked up a season earlier.
 */
export const seasonalNaive: DemandModel = {
  name: 'seasonal-naive',
  predict({ y, seasonLength, horizon, yearly }) {
    const n = y.length;
    if (n < seasonLength + 1) return null;
    const errors: number[] = [];
    for (let t = Math.max(seasonLength, n - 52 * Math.max(seasonLength, 2)); t < n; t++) {
      const error = y[t]! - y[t - seasonLength]!;
      if (!Number.isNaN(error)) errors.push(error);
    }
    const spread = new Float64Array(modelLevels.length);
    weightedQuantiles(
      errors,
      errors.map(() => 1),
      modelLevels,
      spread,
    );
    const mean = new Float64Array(horizon);
    const quantiles = new Float64Array(horizon * modelLevels.length);
    for (let h = 0; h < horizon; h++) {
      const last = lastKnown(y, n - seasonLength + (h % seasonLength), seasonLength);
      const center = last.value * (yearly[n + h]! / Math.max(yearly[last.at]!, 0.05));
      mean[h] = center;
      for (let l = 0; l < spread.length; l++) {
        quantiles[h * spread.length + l] = Math.max(0, center + spread[l]!);
      }
    }
    return { mean, quantiles };
  },
};

/** Point forecast of the plain seasonal naive method, for baselines. */
export function seasonalNaivePoint(
  y: ArrayLike<number>,
  seasonLength: number,
  horizon: number,
): Float64Array {
  return Float64Array.from(
    { length: horizon },
    (_, h) => lastKnown(y, y.length - seasonLength + (h % seasonLength), seasonLength).value,
  );
}

function lastKnown(y: ArrayLike<number>, from: number, step: number): { value: number; at: number } {
  for (let t = from; t >= 0; t -= step) if (!Number.isNaN(y[t]!)) return { value: y[t]!, at: t };
  return { value: 0, at: Math.max(0, from) };
}
