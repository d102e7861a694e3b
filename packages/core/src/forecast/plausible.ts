import type { Prediction } from './demand-series.js';

/** A product that has not lived through the season ahead may sell so many times more in it. */
const mostGrowth = 10;

/**
 * Nothing is forecast beyond three times the highest period ever seen: no model may run away with one product. A product
 * younger than a year may have been seen in quiet months only, and its season be still to come: for it the highest period
 * counts as moved to that season by how far its peers' season ahead lies over the highest it has lived through.
 */
export function plausibleMost(y: Float64Array, yearly: Float64Array, yearLength: number): number {
  let highest = 0;
  for (const value of y) if (value > highest) highest = value;
  return 3 * Math.max(1, highest) * (y.length < yearLength ? growthAhead(y.length, yearly) : 1);
}

function growthAhead(past: number, yearly: Float64Array): number {
  const [lived, ahead] = [yearly.subarray(0, past), yearly.subarray(past)].map((part) =>
    part.reduce((most, factor) => Math.max(most, factor), 0),
  );
  return lived! > 0 ? Math.min(mostGrowth, Math.max(1, ahead! / lived!)) : 1;
}

/** In place. */
export function bounded<P extends Prediction>(prediction: P | null, most: number): P | null {
  if (!prediction) return null;
  for (const values of [prediction.mean, prediction.quantiles]) {
    for (let at = 0; at < values.length; at++) values[at] = values[at]! > 0 ? Math.min(values[at]!, most) : 0;
  }
  return prediction;
}
