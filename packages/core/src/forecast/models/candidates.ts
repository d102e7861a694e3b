import type { DemandModel } from '../demand-series.js';
import { dampedTrend, exponentialSmoothing } from './exponential-smoothing.js';
import { seasonalNaive } from './seasonal-naive.js';
import { tsb } from './tsb.js';
import { weekdayQuantiles } from './weekday-quantiles.js';

/** The statistical models that compete for every product. A new one joins by one line here. */
export const statisticalModels: readonly DemandModel[] = [
  seasonalNaive,
  weekdayQuantiles('weekday-quantiles', { halfLifeSeasons: 26, windowSeasons: 52 }),
  weekdayQuantiles('recent-weekday-quantiles', { halfLifeSeasons: 5, windowSeasons: 16, pooled: true }),
  exponentialSmoothing,
  dampedTrend,
  tsb,
];
