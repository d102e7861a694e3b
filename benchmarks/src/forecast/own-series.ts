import { existsSync } from 'node:fs';
import path from 'node:path';
import { loadCsv } from './load-csv.js';
import type { Panel } from './panel.js';

/**
 * Anybody's own data: `series.csv` or `series.csv.gz` with `series,date,value` (further columns are not used), daily or
 * weekly or monthly as `--season` 7, 1 or 12 says. Dates that a series lacks are unknown. A series ends at its own last
 * date, and its test windows lie before that. Series that are too short for the windows are left out; `note` receives
 * one line on each of these two kinds, so that no series goes without a word.
 */
export function loadOwnSeries(own: {
  directory: string;
  protocol: string;
  flags: Record<string, string>;
  note?: (line: string) => void;
}): Panel {
  const { note = (line) => console.error(line) } = own;
  if (own.protocol !== 'series') {
    throw new Error(`forecast knows the protocol "series", not "${own.protocol}"`);
  }
  const file = ['series.csv', 'series.csv.gz']
    .map((name) => path.join(own.directory, name))
    .find((candidate) => existsSync(candidate));
  if (file === undefined) throw new Error(`no series.csv or series.csv.gz in ${own.directory}`);
  const { rows } = loadCsv(file);
  const season = numberFlag(own.flags, 'season', 7);
  const dates = [...new Set(rows.map(([, date = '']) => date))].sort();
  const place = new Map(dates.map((date, t) => [date, t]));
  const byId = new Map<string, Float64Array>();
  for (const [id = '', date = '', value = ''] of rows) {
    let y = byId.get(id);
    if (!y) byId.set(id, (y = new Float64Array(dates.length).fill(NaN)));
    y[place.get(date)!] = value === '' ? NaN : Number(value);
  }
  const horizon = numberFlag(own.flags, 'horizon', 28);
  const windows = numberFlag(own.flags, 'windows', 3);
  const all = [...byId].map(([id, y]) => ({ id, ...knownPart(y), days: y.length }));
  const endEarlier = all.filter(({ end, days }) => end < days).length;
  if (endEarlier > 0) {
    note(
      `${endEarlier} of ${all.length} series end before ${dates.at(-1)}: each is tested up to its own last date.`,
    );
  }
  // At least one season of history before the first test window, or there is nothing to scale its errors by.
  const needed = windows * horizon + season + 1;
  const series = all.filter(({ y }) => y.length >= needed).map(({ id, y }) => ({ id, y }));
  if (series.length < all.length) {
    note(
      `${all.length - series.length} of ${all.length} series are left out: they are shorter than ${needed} dates (${windows} windows of ${horizon}, and one season before).`,
    );
  }
  if (series.length === 0) throw new Error(`no series of ${path.basename(file)} is long enough`);
  const isMonthly = season === 12;
  const isDaily = season === 7;
  return {
    name: 'series',
    series,
    horizon,
    windows,
    seasonLength: season,
    calendar: {
      seasonLength: isMonthly ? 1 : season,
      yearLength: isDaily ? 364 : isMonthly ? 12 : 52,
      yearlySmoothing: isDaily ? 10 : isMonthly ? 0 : 1,
    },
    endsAt: 0,
    periodsPerYear: isDaily ? 365.25 : isMonthly ? 12 : 52.18,
  };
}

/** A series from its first known value to its last; `end` is the place after the last. */
function knownPart(y: Float64Array): { y: Float64Array; end: number } {
  const isKnown = (value: number) => !Number.isNaN(value);
  const end = y.findLastIndex(isKnown) + 1;
  return { y: y.subarray(Math.max(0, y.findIndex(isKnown)), end), end };
}

function numberFlag(flags: Record<string, string>, name: string, fallback: number): number {
  const value = flags[name] === undefined ? fallback : Number(flags[name]);
  if (!Number.isInteger(value) || value < 1)
    throw new Error(`--${name} must be a whole number of at least 1`);
  return value;
}
