/**
 * The history of one product: units a period, oldest first, the last value being the period before the forecast
 * begins. NaN is a period whose demand is not known (stocked out, closed). Histories of a set end together.
 */
export interface DemandSeries {
  y: Float64Array;
  /** Products of one kind, such as a category: they share their time of year. */
  group?: string;
}

/** A product does not exist before its first sale: the zeros before say nothing about demand. */
export function fromFirstSale(y: Float64Array): Float64Array {
  let start = 0;
  while (start < y.length && !(y[start]! > 0)) start++;
  return y.subarray(start);
}

/** How time is divided. Periods are days in the product; weeks and months occur in benchmarks. */
export interface Seasonality {
  /** Periods of the short season: 7 for days of the week, 1 for none. */
  seasonLength: number;
  /** Periods of the year that keep the short season in step: 364 for days, 52 for weeks, 12 for months; 0 for none. */
  yearLength: number;
}

/** What one model says about the periods ahead. */
export interface Prediction {
  /** [horizon] */
  mean: Float64Array;
  /** [horizon × levels], row by row, not below zero, rising in each row. */
  quantiles: Float64Array;
}

/** Levels that models are asked for inside; answers at other levels are interpolated. */
export const modelLevels: readonly number[] = [
  0.01, 0.025, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.975, 0.99,
];

/** A history as a model sees it: `y` divided by nothing, `season` the yearly factor of each period, past and ahead. */
export interface ModelInput extends Seasonality {
  y: Float64Array;
  /** [y.length + horizon], mean about 1; all 1 without a yearly season. */
  yearly: Float64Array;
  /** [seasonLength] the shop's index of each phase of the short season, mean 1; phase 0 is the first period ahead. */
  weekly: Float64Array;
  horizon: number;
}

/** One demand model: pure, deterministic, defined for every history however short. */
export interface DemandModel {
  name: string;
  /** Null when the history is too short for this model. */
  predict(input: ModelInput): Prediction | null;
}
