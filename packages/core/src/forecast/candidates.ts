import type { DemandModel } from './demand-series.js';
import { dampedTrend, exponentialSmoothing } from './exponential-smoothing.js';
import { seasonalNaive } from './seasonal-naive.js';
import { tsb } from './tsb.js';
import { weekdayQuantiles } from './weekday-quantiles.js';

/** The statistical models that compete for every product. A new one joins by one line here. */
export const statisticalModels: readonly DemandModel[] = [
  seasonalNaive,
  weekdayQuantiles('weekday-quantiles', 26, 52),
  weekdayQuantiles('recent-weekday-quantiles', 5, 16),
  exponentialSmoothing,
  dampedTrend,
  tsb,
];
