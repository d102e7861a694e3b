import { createDemandForecaster, type ForecasterOptions } from '@shelfwise/core/forecast';
import { remainingDemand, type CumulativeDemand } from '@shelfwise/core/inventory';

export interface RollingOptions {
  /** Reviews are at periods `firstPeriod`, `firstPeriod` + `reviewPeriod`, … before the end of the series. */
  firstPeriod: number;
  reviewPeriod: number;
  /** Every how many reviews there is a new forecast. Between them the last one is used, as it stands by then. */
  reviewsPerForecast: number;
  /** How many periods before a forecast are read. */
  historyPeriods: number;
  forecaster: ForecasterOptions;
}

/**
 * What the product would have said on each day of review, [reviews][series], from nothing but what lies before that day.
 * Every forecast begins anew, weights and calibration included.
 */
export function rollingForecasts(
  series: readonly Float64Array[],
  { firstPeriod, reviewPeriod, reviewsPerForecast, historyPeriods, forecaster }: RollingOptions,
): CumulativeDemand[][] {
  const end = series[0]!.length;
  const reviews: CumulativeDemand[][] = [];
  let newest: CumulativeDemand[] = [];
  for (let period = firstPeriod; period < end; period += reviewPeriod) {
    const age = (reviews.length % reviewsPerForecast) * reviewPeriod;
    if (age === 0) {
      const from = Math.max(0, period - historyPeriods);
      // Copies, so that no model can look beyond the end of what it is given.
      const histories = series.map((y) => ({ y: y.slice(from, period) }));
      newest = forecastAll(histories, forecaster);
    }
    reviews.push(newest.map((demand) => remainingDemand(demand, age)));
  }
  return reviews;
}

function forecastAll(
  histories: readonly { y: Float64Array }[],
  options: ForecasterOptions,
): CumulativeDemand[] {
  const forecaster = createDemandForecaster(histories, options);
  histories.forEach((_, i) => forecaster.backtest(i));
  forecaster.settle();
  return histories.map((_, i) => forecaster.forecast(i).cumulative);
}
