import type { ExtraModel } from '@shelfwise/core/forecast';

/** Many series that end together, and how they are to be forecast. */
export interface Panel {
  name: string;
  /** Oldest first; NaN is unknown. */
  series: { id: string; y: Float64Array }[];
  horizon: number;
  /** Test windows, the last ending with the series; each begins `horizon` after the one before. */
  windows: number;
  /** Of the scale of MASE and SQL, and of the seasonal naive method. */
  seasonLength: number;
  /** What the product is told of the calendar: its short season, its year, and how many periods of it are smoothed. */
  calendar: { seasonLength: number; yearLength: number; yearlySmoothing: number };
  /** Place in the year (0–1) of the period after the last. */
  endsAt: number;
  periodsPerYear: number;
}

/** Levels that are scored. The others of `modelLevels` only tell where in its distribution a value fell. */
export const testLevels: readonly number[] = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];

/** [horizon × `modelLevels`] of one series, and the point forecast of squared errors (the mean). */
export interface PanelForecast {
  quantiles: Float64Array;
  mean: Float64Array;
}

/** Forecasts every series of a window from its history. `window` counts from the oldest test window, 0. */
export type PanelMethod = (
  histories: readonly { y: Float64Array }[],
  panel: Panel,
  window: number,
) => Promise<PanelForecast[]>;

/** Makes the network as a further model of a window's histories. */
export type NetworkMethod = (
  histories: readonly { y: Float64Array }[],
  panel: Panel,
  window: number,
) => ExtraModel;
