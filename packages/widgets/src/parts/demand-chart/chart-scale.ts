import { ticks } from 'd3-array';
import { toDate } from './demand-points.js';

/** A straight line from data to pixels. */
export interface LinearScale {
  (value: number): number;
  invert(position: number): number;
}

export function linearScale([from, to]: [number, number], [start, end]: [number, number]): LinearScale {
  const span = to - from || 1;
  const scale = (value: number) => start + ((value - from) / span) * (end - start);
  return Object.assign(scale, {
    invert: (position: number) => from + ((position - start) / (end - start || 1)) * span,
  });
}

/** Round values from 0 to at least `max`, about `count` of them; the last one is the top of the chart. */
export function valueTicks(max: number, count = 4): number[] {
  const top = max > 0 ? max : 1;
  const values = ticks(0, top, count);
  const step = (values[1] ?? 1) - (values[0] ?? 0);
  while ((values.at(-1) ?? 0) < top) values.push((values.at(-1) ?? 0) + step);
  return values;
}

/** Whether so many days are marked by days rather than by months. */
export function isShort(span: number): boolean {
  return span < 100;
}

/**
 * First days of months, every `n`th so that at most `count` remain; `n` divides a year, so that January is always
 * among them. Short spans are marked by Mondays instead.
 */
export function dayTicks(first: number, last: number, count: number): number[] {
  if (isShort(last - first)) return mondays(first, last, count);
  const months: number[] = [];
  for (let day = first; day <= last; day++) if (toDate(day).getUTCDate() === 1) months.push(day);
  const every = [1, 2, 3, 4, 6, 12].find((n) => months.length / n <= count) ?? 12;
  return months.filter((day) => toDate(day).getUTCMonth() % every === 0);
}

function mondays(first: number, last: number, count: number): number[] {
  const days: number[] = [];
  for (let day = first; day <= last; day++) if (toDate(day).getUTCDay() === 1) days.push(day);
  const every = Math.max(1, Math.ceil(days.length / count));
  return days.filter((_, index) => index % every === 0);
}
