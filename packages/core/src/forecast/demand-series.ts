/**
 * The history of one product: units a period, oldest first, the last value being the period before the forecast
 * begins. NaN is a period whose demand is not known (stocked out, closed). Histories of a set end together.
 */
export interface DemandSeries {
  y: Float64Array;
  /** Products of one kind, such as a category: they share their time of year. */
  group?: string;
  /**
   * Index of the first period in which it is known to have been on sale; zero or less: all the time. What sold before
   * was on sale before. Absent where nothing is known: then the first sale is the beginning.
   */
  availableFrom?: number;
}

/** The period in which a product came on sale, as far as is known; `y.length` or later if it did not yet. */
export function beginningOf({ y, availableFrom = Infinity }: DemandSeries): number {
  let firstSale = 0;
  while (firstSale < y.length && !(y[firstSale]! > 0)) firstSale++;
  return Math.max(0, Math.min(firstSale, availableFrom));
}

/** The history since then: zeros before a product was on sale say nothing about demand, zeros on the shelf do. */
export function onSale(series: DemandSeries): Float64Array {
  return series.y.subarray(beginningOf(series));
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
