import {
  createDemandForecaster,
  modelLevels,
  normalQuantile,
  seasonalNaivePoint,
  statisticalModels,
  type DemandModel,
} from '@shelfwise/core/forecast';
import type { NetworkMethod } from './panel.js';
import type { Panel, PanelForecast, PanelMethod } from './panel.js';

/** Seasonal naive with the normal intervals of statsforecast (standard deviation × root of the seasons ahead): the baseline. */
export const seasonalNaiveMethod: PanelMethod = async (histories, panel) =>
  histories.map(({ y }) => {
    const m = panel.seasonLength;
    const mean = seasonalNaivePoint(y, m, panel.horizon);
    let squares = 0;
    let count = 0;
    for (let t = m; t < y.length; t++) {
      const error = y[t]! - y[t - m]!;
      if (Number.isNaN(error)) continue;
      squares += error * error;
      count++;
    }
    const sigma = Math.sqrt(squares / Math.max(1, count));
    const quantiles = new Float64Array(panel.horizon * modelLevels.length);
    for (let h = 0; h < panel.horizon; h++) {
      const spread = sigma * Math.sqrt(Math.floor(h / m) + 1);
      modelLevels.forEach((level, l) => {
        quantiles[h * modelLevels.length + l] = mean[h]! + spread * normalQuantile(level);
      });
    }
    return { mean, quantiles };
  });

/** The same without intervals: every quantile is the point, as some published tables have it. */
export const pointMethod: PanelMethod = async (histories, panel) =>
  histories.map(({ y }) => {
    const mean = seasonalNaivePoint(y, panel.seasonLength, panel.horizon);
    const quantiles = Float64Array.from(
      { length: panel.horizon * modelLevels.length },
      (_, at) => mean[Math.floor(at / modelLevels.length)]!,
    );
    return { mean, quantiles };
  });

/** What the product serves: all models weighed by backtest and calibrated, with or without the network. */
export function productMethod(
  network?: NetworkMethod,
  models: readonly DemandModel[] = statisticalModels,
): PanelMethod {
  return async (histories, panel, window): Promise<PanelForecast[]> => {
    const forecaster = createDemandForecaster(histories, {
      ...panel.calendar,
      horizon: panel.horizon,
      levels: modelLevels,
      backtestHorizon: panel.horizon,
      windows: backtestWindows(panel),
      models,
      extra: network ? [network(histories, panel, window)] : [],
    });
    histories.forEach((_, i) => forecaster.backtest(i));
    forecaster.settle();
    return histories.map((_, i) => forecaster.forecast(i));
  };
}

/** As many as the histories allow: a yearly cycle must lie before the oldest. */
export function backtestWindows(panel: Panel): number {
  return panel.calendar.yearLength > 0 && panel.calendar.yearLength < 100 ? 1 : 3;
}
