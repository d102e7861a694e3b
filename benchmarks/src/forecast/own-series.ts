import { existsSync } from 'node:fs';
import path from 'node:path';
import { loadCsv } from './load-csv.js';
import type { Panel } from './panel.js';

/**
 * Anybody's own data: `series.csv` or `series.csv.gz` with `series,date,value` (further columns are not used), daily or
 * weekly or monthly as `--season` 7, 1 or 12 says. Dates that a series lacks are unknown; a series ends at the last date of all.
 */
export function loadOwnSeries(own: {
  directory: string;
  protocol: string;
  flags: Record<string, string>;
}): Panel {
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
  const series = [...byId].map(([id, y]) => {
    const first = y.findIndex((value) => !Number.isNaN(value));
    return { id, y: y.subarray(Math.max(0, first)) };
  });
  const isMonthly = season === 12;
  const isDaily = season === 7;
  return {
    name: 'series',
    series,
    horizon: numberFlag(own.flags, 'horizon', 28),
    windows: numberFlag(own.flags, 'windows', 3),
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

function numberFlag(flags: Record<string, string>, name: string, fallback: number): number {
  const value = flags[name] === undefined ? fallback : Number(flags[name]);
  if (!Number.isInteger(value) || value < 1)
    throw new Error(`--${name} must be a whole number of at least 1`);
  return value;
}
