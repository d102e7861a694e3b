import type { InventoryDetail } from '@shelfwise/core/wire';
import { withoutUndefined } from '../../stores/port/without-undefined.js';
import type { ForecastDocument } from '../../stores/port/documents.js';
import { addDays } from '../../rules/days/calendar-days.js';

/** A stored forecast as the API returns it: a row for each day and for each whole week. */
export function toForecast(forecast: ForecastDocument): NonNullable<InventoryDetail['forecast']> {
  const { startDay, horizon, levels, quantiles, means, weeks, backtest } = forecast;
  const row = (of: readonly number[], index: number) =>
    of.slice(index * levels.length, (index + 1) * levels.length);
  return withoutUndefined({
    madeAt: forecast.madeAt.toISOString(),
    model: forecast.model,
    levels,
    days: Array.from({ length: horizon }, (_, h) =>
      withoutUndefined({ day: addDays(startDay, h), mean: means?.[h], quantiles: row(quantiles, h) }),
    ),
    weeks: weeks?.means.map((mean, week) => ({
      from: addDays(startDay, 7 * week),
      to: addDays(startDay, 7 * week + 6),
      mean,
      quantiles: row(weeks.quantiles, week),
    })),
    backtest,
  });
}
