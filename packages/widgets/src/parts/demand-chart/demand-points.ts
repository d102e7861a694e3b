import type { InventoryDetail } from '@shelfwise/core/wire';

export type DemandHistory = InventoryDetail['history'];
export type DemandForecast = NonNullable<InventoryDetail['forecast']>;

/** One position of the chart: a day, or a whole week of them. Days are counted from 1 January 1970. */
export interface DemandPoint {
  from: number;
  /** Inclusive; equal to `from` for a single day. */
  to: number;
  /** Units a day; absent in the future. */
  sold?: number;
  /** Units a day of wholesale orders, which are not part of `sold`. */
  wholesale?: number;
  isStockedOut?: boolean;
  /** Units a day by quantile level; absent in the past. */
  quantiles?: readonly number[];
}

const dayMs = 86_400_000;

export function toDayNumber(day: string): number {
  return Math.round(Date.parse(`${day}T00:00:00Z`) / dayMs);
}

export function toDate(dayNumber: number): Date {
  return new Date(dayNumber * dayMs);
}

/** The history, oldest first, a point for every day: a day that the server leaves out sold nothing. */
export function historyPoints(history: DemandHistory): DemandPoint[] {
  const points: DemandPoint[] = [];
  for (const entry of history) {
    const day = toDayNumber(entry.day);
    const last = points.at(-1);
    for (let missing = last ? last.to + 1 : day; missing < day; missing++) {
      points.push({ from: missing, to: missing, sold: 0 });
    }
    points.push({
      from: day,
      to: day,
      sold: entry.quantity,
      ...(entry.wholesale && { wholesale: entry.wholesale }),
      ...(entry.stockedOut && { isStockedOut: true }),
    });
  }
  return points;
}

export function forecastPoints(forecast: DemandForecast | undefined): DemandPoint[] {
  return (forecast?.days ?? []).map(({ day, quantiles }) => {
    const at = toDayNumber(day);
    return { from: at, to: at, quantiles };
  });
}

/**
 * Averages over weeks, for a view of a year and more. Weeks of history are counted back from its end, so that the
 * first one may be short. The average of a week's quantiles is wider than the range of the week's average, and is
 * shown as what it is: a day's likely range.
 */
export function weekly(points: readonly DemandPoint[], countedFrom: 'start' | 'end'): DemandPoint[] {
  const short = countedFrom === 'end' ? points.length % 7 : 0;
  const weeks: DemandPoint[] = [];
  for (let start = 0; start < points.length; start += weeks.length === 1 && short > 0 ? short : 7) {
    weeks.push(averageOf(points.slice(start, start + (start === 0 && short > 0 ? short : 7))));
  }
  return weeks;
}

function averageOf(days: readonly DemandPoint[]): DemandPoint {
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / days.length;
  const { quantiles } = days[0]!;
  return {
    from: days[0]!.from,
    to: days.at(-1)!.to,
    ...(quantiles
      ? { quantiles: quantiles.map((_, level) => mean(days.map((day) => day.quantiles?.[level] ?? 0))) }
      : { sold: mean(days.map((day) => day.sold ?? 0)) }),
    ...(days.some((day) => day.wholesale) && { wholesale: mean(days.map((day) => day.wholesale ?? 0)) }),
    ...(days.some((day) => day.isStockedOut) && { isStockedOut: true }),
  };
}
