import path from 'node:path';
import { expectCount, loadCsv } from './load-csv.js';
import type { Panel } from './panel.js';

/**
 * 118 pasta products of an Italian grocery, daily, 2014–2018 (Mancuso, Piccialli & Sudoso, 2021); task
 * `hierarchical_sales_1D` of fev-bench: 10 windows of 28 days, history only. Days on which the shop was closed are unknown.
 */
export function loadHierarchicalSales(directory: string): Panel {
  const { header, rows } = loadCsv(path.join(directory, 'hierarchical_sales', 'hierarchical_sales_data.csv'));
  expectCount('hierarchical sales days', rows.length, 1798);
  const first = dayOf(rows[0]![0]!);
  const length = dayOf(rows.at(-1)![0]!) - first + 1;
  const series = header.flatMap((id, column) => {
    if (!id.startsWith('QTY_')) return [];
    const y = new Float64Array(length).fill(NaN);
    for (const row of rows) y[dayOf(row[0]!) - first] = Number(row[column]);
    return [{ id, y }];
  });
  expectCount('hierarchical sales series', series.length, 118);
  return {
    name: 'hierarchical-sales',
    series,
    horizon: 28,
    windows: 10,
    seasonLength: 7,
    calendar: { seasonLength: 7, yearLength: 364, yearlySmoothing: 10 },
    endsAt: 0,
    periodsPerYear: 365.25,
  };
}

/** 1,437 foods of one Walmart store, daily (M5 competition, 2020): one window of 28 days, d_1914 to d_1941. */
export function loadM5Foods(directory: string): Panel {
  const { rows } = loadCsv(path.join(directory, 'm5_ca1_foods', 'sales_CA_1_FOODS.csv.gz'));
  expectCount('M5 CA_1 FOODS items', rows.length, 1437);
  return {
    name: 'm5-ca1-foods',
    series: rows.map(([id = '', ...cells]) => ({ id, y: Float64Array.from(cells, Number) })),
    horizon: 28,
    windows: 1,
    seasonLength: 7,
    calendar: { seasonLength: 7, yearLength: 364, yearlySmoothing: 10 },
    endsAt: 0.39,
    periodsPerYear: 365.25,
  };
}

/** 2,509 car parts with whole histories, 51 months (Hyndman et al., 2008); chronos_zeroshot: one window of 12 months. */
export function loadCarParts(directory: string): Panel {
  const { rows } = loadCsv(path.join(directory, 'carparts', 'carparts.csv.gz'));
  const whole = rows.filter((row) => row.every((cell) => cell !== '' && cell !== 'NA'));
  expectCount('car parts without gaps', whole.length, 2509);
  return {
    name: 'car-parts',
    series: whole.map(([id = '', ...cells]) => ({ id, y: Float64Array.from(cells, Number) })),
    horizon: 12,
    windows: 1,
    seasonLength: 12,
    calendar: { seasonLength: 1, yearLength: 12, yearlySmoothing: 0 },
    endsAt: 0.25,
    periodsPerYear: 12,
  };
}

/**
 * Weekly sales of 2,936 departments (Walmart Recruiting, 2014); task `walmart` of fev-bench: one window of 39 weeks, series of
 * at least 79 weeks. Known covariates of the task (holidays, markdowns) are not used.
 */
export function loadWalmart(directory: string): Panel {
  const { rows } = loadCsv(path.join(directory, 'walmart2014', 'train.csv.gz'));
  expectCount('walmart rows', rows.length, 421570);
  const last = dayOf('2012-10-26');
  const weeks = 143;
  const byKey = new Map<string, [week: number, value: number][]>();
  for (const [store, department, date = '', value] of rows) {
    const key = `${store}-${department}`;
    const cells = byKey.get(key) ?? [];
    byKey.set(key, cells);
    cells.push([weeks - 1 - (last - dayOf(date)) / 7, Number(value)]);
  }
  const series = [...byKey].flatMap(([id, cells]) => {
    if (cells.length < 79) return [];
    const first = cells[0]![0];
    const end = cells.at(-1)![0];
    const y = new Float64Array(end - first + 1).fill(NaN);
    for (const [week, value] of cells) y[week - first] = value;
    return [{ id, y }];
  });
  expectCount('walmart series of 79 weeks or more', series.length, 2936);
  return {
    name: 'walmart',
    series,
    horizon: 39,
    windows: 1,
    seasonLength: 1,
    calendar: { seasonLength: 1, yearLength: 52, yearlySmoothing: 1 },
    endsAt: 0.82,
    periodsPerYear: 52.18,
  };
}

function dayOf(date: string): number {
  return Math.round(Date.parse(`${date.slice(0, 10)}T00:00:00Z`) / 86_400_000);
}
