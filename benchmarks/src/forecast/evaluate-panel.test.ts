import { modelLevels } from '@shelfwise/core/forecast';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { evaluatePanel } from './evaluate-panel.js';
import { pointMethod, seasonalNaiveMethod } from './methods.js';
import { loadOwnSeries } from './own-series.js';
import type { Panel, PanelForecast, PanelMethod } from './panel.js';

/** Two windows of two steps at the end of eight; worked out with pencil and paper below. */
const panel: Panel = {
  name: 'tiny',
  series: [
    { id: 'a', y: Float64Array.of(1, 3, 2, 4, 3, 5, 4, 4) },
    // Never changes before its windows: its scale is zero, so only WQL counts it. The last value is not known.
    { id: 'b', y: Float64Array.of(2, 2, 2, 2, 2, 2, 2, NaN) },
  ],
  horizon: 2,
  windows: 2,
  seasonLength: 2,
  calendar: { seasonLength: 2, yearLength: 0, yearlySmoothing: 0 },
  endsAt: 0,
  periodsPerYear: 365.25,
};

/** The same quantiles on both steps: `low` under the median, `middle` at it, `high` over it. */
function said(low: number, middle: number, high: number): PanelForecast {
  const row = modelLevels.map((level) => (level < 0.5 ? low : level > 0.5 ? high : middle));
  return { mean: Float64Array.of(middle, middle), quantiles: Float64Array.of(...row, ...row) };
}

const fixed: PanelMethod = async () => [said(3, 4, 5), said(3, 3, 3)];

describe('evaluatePanel(…)', () => {
  it('shows a method what lies before each window and nothing after it', async () => {
    const seen: [window: number, histories: number[][]][] = [];
    await evaluatePanel(panel, async (histories, of, window) => {
      seen.push([window, histories.map(({ y }) => [...y])]);
      return fixed(histories, of, window);
    });
    expect(seen).toEqual([
      [
        0,
        [
          [1, 3, 2, 4],
          [2, 2, 2, 2],
        ],
      ],
      [
        1,
        [
          [1, 3, 2, 4, 3, 5],
          [2, 2, 2, 2, 2, 2],
        ],
      ],
    ]);
  });

  it('scores as worked out by hand', async () => {
    const scores = await evaluatePanel(panel, fixed);
    // Scale of a: changes over two steps are 1 throughout. First window (3, 5): nine levels lose 5 together on either
    // step, second window (4, 4): 4 on either. Mean over levels, steps and windows: (5/9 + 4/9) / 2.
    expect(scores.SQL.value).toBeCloseTo(1 / 2);
    // The median is off by 1 and 1, then by 0 and 0.
    expect(scores.MASE.value).toBeCloseTo(1 / 2);
    // With b, which is 1 off each time: (10/9 + 2) / (8 + 4), then (8/9 + 1) / (8 + 2).
    expect(scores.WQL.value).toBeCloseTo((28 / 108 + 17 / 90) / 2);
    // One-step changes before the first window: 2, −1, 2; the root of their mean square is √3.
    expect(scores.RMSSE.value).toBeCloseTo(1 / Math.sqrt(3) / 2);
    // All four of a lie in 3 … 5, none of the three of b in 3 … 3.
    expect(scores['coverage 80 %'].value).toBeCloseTo(4 / 7);
  });

  it('loses with a point forecast what it is off by', async () => {
    const { SQL, MASE } = await evaluatePanel(panel, async () => [said(6, 6, 6), said(2, 2, 2)]);
    // 3 and 1, then 2 and 2.
    expect(SQL.value).toBeCloseTo(2);
    expect(MASE.value).toBeCloseTo(2);
  });

  it('judges the interval of a rare seller by where in its distribution the values fall', async () => {
    // "Nothing, for certain" of a series of nothing is true at every level, not inside at every level.
    const series = [{ id: 'rare', y: new Float64Array(1000) }];
    const quantiles = new Float64Array(500 * modelLevels.length);
    const scores = await evaluatePanel({ ...panel, series, horizon: 500, windows: 1 }, async () => [
      { mean: new Float64Array(500), quantiles },
    ]);
    expect(scores['coverage 80 %'].value).toBeCloseTo(0.8, 2);
  });
});

describe('the baseline', () => {
  it('says the last season again, with the spread of its own past changes', async () => {
    const [forecast] = await seasonalNaiveMethod([{ y: Float64Array.of(1, 3, 2, 4) }], panel, 0);
    expect([...forecast!.mean]).toEqual([2, 4]);
    const at = (level: number, step: number) =>
      forecast!.quantiles[step * modelLevels.length + modelLevels.indexOf(level)]!;
    expect(at(0.5, 1)).toBeCloseTo(4);
    // The standard normal 90 % line is 1.2816, the root mean square of the changes 1.
    expect(at(0.9, 0)).toBeCloseTo(2 + 1.2816, 3);
    expect(at(0.1, 1)).toBeCloseTo(4 - 1.2816, 3);
  });

  it('looks a season farther back where a value is not known', async () => {
    const [forecast] = await pointMethod([{ y: Float64Array.of(1, 3, 2, NaN) }], panel, 0);
    expect([...forecast!.mean]).toEqual([2, 3]);
    expect(new Set(forecast!.quantiles.subarray(0, modelLevels.length))).toEqual(new Set([2]));
  });
});

it('loadOwnSeries(…) leaves dates that a series lacks unknown, and begins it with its first', () => {
  const directory = mkdtempSync(path.join(tmpdir(), 'series-'));
  try {
    writeFileSync(
      path.join(directory, 'series.csv'),
      'series,date,value\na,2026-01-01,1\na,2026-01-03,3\na,2026-01-04,4\nb,2026-01-02,5\nb,2026-01-03,6\nb,2026-01-04,7\nb,2026-01-05,8\n',
    );
    const flags = { season: '1', horizon: '1', windows: '2' };
    const own = loadOwnSeries({ directory, protocol: 'series', flags, note: () => undefined });
    expect(own.series.map(({ id, y }) => [id, [...y]])).toEqual([
      ['a', [1, NaN, 3, 4]],
      ['b', [5, 6, 7, 8]],
    ]);
    expect(own).toMatchObject({ horizon: 1, windows: 2, seasonLength: 1, calendar: { yearLength: 52 } });
    expect(() => loadOwnSeries({ directory, protocol: 'series', flags: { season: 'week' } })).toThrow(
      '--season',
    );
  } finally {
    rmSync(directory, { recursive: true });
  }
});
