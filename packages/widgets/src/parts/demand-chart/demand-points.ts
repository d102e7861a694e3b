import type { InventoryDetail } from '@shelfwise/core/wire';

export type DemandHistory = InventoryDetail['history'];
export type DemandForecast = NonNullable<InventoryDetail['forecast']>;

/** Whether the chart counts by day or by week. */
export type ChartView = 'day' | 'week';

/** One position of the chart: a day, or a whole week. Days are counted from 1 January 1970; units are those of the whole. */
export interface DemandPoint {
  from: number;
  /** Inclusive; equal to `from` for a single day. */
  to: number;
  /** Absent in the future. */
  sold?: number;
  /** Units of wholesale orders, which are not part of `sold`. */
  wholesale?: number;
  /** Days on which nothing was left to sell. */
  daysOut?: number;
  /** The mean of what is likely; absent in the past. */
  expected?: number;
  /** By level; absent in the past. */
  quantiles?: readonly number[];
}

/** What the chart shows, oldest first. The forecast begins where the history ends. */
export interface ChartPoints {
  history: DemandPoint[];
  forecast: DemandPoint[];
}

/** Days of history, and at most ahead, in the view by day; the view by week shows all there is. */
export const recentDays = 91;

const dayMs = 86_400_000;

export function toDayNumber(day: string): number {
  return Math.round(Date.parse(`${day}T00:00:00Z`) / dayMs);
}

export function toDate(dayNumber: number): Date {
  return new Date(dayNumber * dayMs);
}

/** So many days by day, back and ahead. */
export function dailyPoints(
  history: DemandHistory,
  forecast: DemandForecast | undefined,
  { back, ahead: most }: { back: number; ahead: number },
): ChartPoints {
  const past = historyPoints(history, forecast);
  const end = endOf(past);
  const ahead = (forecast?.days ?? []).map(({ day, mean, quantiles }) => {
    const at = toDayNumber(day);
    return { from: at, to: at, quantiles, ...(mean !== undefined && { expected: mean }) };
  });
  return {
    history: past.slice(-back),
    forecast: ahead.filter(({ from }) => end === undefined || from > end).slice(0, most),
  };
}

/**
 * Whole weeks: those of the forecast as they were forecast, for the range of a week is another than that of its days, and
 * before them weeks of history, counted back from where the forecast begins.
 */
export function weeklyPoints(history: DemandHistory, forecast: DemandForecast | undefined): ChartPoints {
  const past = historyPoints(history, forecast);
  const end = endOf(past) ?? -Infinity;
  const ahead = (forecast?.weeks ?? [])
    .map(({ from, to, mean, quantiles }) => ({
      from: toDayNumber(from),
      to: toDayNumber(to),
      expected: mean,
      quantiles,
    }))
    .filter(({ to }) => to > end);
  const first = ahead[0]?.from ?? Infinity;
  const days = past.filter(({ from }) => from < first);
  const weeks: DemandPoint[] = [];
  for (let last = days.length; last >= 7; last -= 7) weeks.unshift(sumOf(days.slice(last - 7, last)));
  return { history: weeks, forecast: ahead };
}

/** What sells on few days is easier to see by week: by day, its line lies on the ground and the range reaches down to it. */
export function usualView(history: DemandHistory, forecast: DemandForecast | undefined): ChartView {
  const days = historyPoints(history, forecast).slice(-recentDays);
  const open = days.filter(({ sold, daysOut }) => sold! > 0 || !daysOut);
  return open.filter(({ sold }) => sold! > 0).length < open.length / 2 ? 'week' : 'day';
}

/**
 * A point for every day from the first up to the forecast: a day that the server leaves out sold nothing. The last one
 * of a history that reaches into the forecast is today, of which not all is known yet.
 */
export function historyPoints(history: DemandHistory, forecast: DemandForecast | undefined): DemandPoint[] {
  const start = forecast?.days[0] && toDayNumber(forecast.days[0].day);
  const points: DemandPoint[] = [];
  const fillUntil = (day: number) => {
    for (let next = (points.at(-1)?.to ?? day) + 1; next < day; next++)
      points.push({ from: next, to: next, sold: 0 });
  };
  for (const entry of history) {
    const day = toDayNumber(entry.day);
    fillUntil(day);
    points.push({
      from: day,
      to: day,
      sold: entry.quantity,
      ...(entry.wholesale && { wholesale: entry.wholesale }),
      ...(entry.stockedOut && { daysOut: 1 }),
    });
  }
  if (start === undefined || points.length === 0) return points;
  fillUntil(start);
  if (endOf(points)! >= start) points.pop();
  return points;
}

function endOf(points: readonly DemandPoint[]): number | undefined {
  return points.at(-1)?.to;
}

/** Days that follow one another as one. */
export function sumOf(days: readonly DemandPoint[]): DemandPoint {
  const sum = (value: (day: DemandPoint) => number | undefined) =>
    days.reduce((total, day) => total + (value(day) ?? 0), 0);
  const wholesale = sum((day) => day.wholesale);
  const daysOut = sum((day) => day.daysOut);
  return {
    from: days[0]!.from,
    to: days.at(-1)!.to,
    sold: sum((day) => day.sold),
    ...(wholesale > 0 && { wholesale }),
    ...(daysOut > 0 && { daysOut }),
  };
}
