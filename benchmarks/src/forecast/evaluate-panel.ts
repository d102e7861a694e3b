import {
  levelsAround,
  modelLevels,
  seasonalScale,
  squaredScale,
  totalPinballLoss,
} from '@shelfwise/core/forecast';
import { bootstrapMean } from '../report.js';
import { testLevels, type Panel, type PanelMethod } from './panel.js';

/**
 * The protocol of fev-bench (Shchur et al., 2025): SQL and MASE are means over all series × steps of a window of the loss over
 * the series' seasonal scale, then over windows; WQL is the sum of losses over the sum of |actual| of a window, then the
 * mean over windows. Series whose scale is zero are left out. Coverage of the 80 % interval is that of
 * the randomized probability integral transform where over 40 % of values are zero: counts cannot be covered exactly.
 */
export interface PanelScores {
  SQL: Score;
  MASE: Score;
  WQL: Score;
  RMSSE: Score;
  'coverage 80 %': Score;
}
interface Score {
  value: number;
  low?: number;
  high?: number;
}

export async function evaluatePanel(panel: Panel, method: PanelMethod): Promise<PanelScores> {
  const n = panel.series.length;
  const perSeries = () => ({ sums: new Float64Array(n), counts: new Float64Array(n) });
  const [sql, mase, wql, rmsse, covered] = [perSeries(), perSeries(), perSeries(), perSeries(), perSeries()];
  const byWindow = { sql: 0, mase: 0, wql: 0, rmsse: 0 };
  let random = 0.5;
  for (let window = 0; window < panel.windows; window++) {
    const back = (panel.windows - window) * panel.horizon;
    const histories = panel.series.map(({ y }) => ({ y: y.slice(0, y.length - back) }));
    const forecasts = await method(histories, panel, window);
    const total = { sql: 0, mase: 0, cells: 0, loss: 0, size: 0, rmsse: 0, series: 0 };
    for (let i = 0; i < n; i++) {
      const { y } = panel.series[i]!;
      const actual = y.subarray(y.length - back, y.length - back + panel.horizon);
      const { quantiles: all, mean } = forecasts[i]!;
      const quantiles = scored(all, panel.horizon);
      const scale = seasonalScale(histories[i]!.y, panel.seasonLength);
      const loss = totalPinballLoss(actual, quantiles, testLevels);
      const middle = testLevels.indexOf(0.5);
      let absolute = 0;
      let squared = 0;
      let size = 0;
      let cells = 0;
      let zeros = 0;
      for (const value of histories[i]!.y) if (value === 0) zeros++;
      const isSparse = zeros > 0.4 * histories[i]!.y.length;
      for (let t = 0; t < actual.length; t++) {
        const value = actual[t]!;
        if (Number.isNaN(value)) continue;
        const offset = t * testLevels.length;
        absolute += Math.abs(value - quantiles[offset + middle]!);
        squared += (value - mean[t]!) ** 2;
        size += Math.abs(value);
        cells++;
        covered.counts[i]! += 1;
        random = (random + 0.6180339887498949) % 1;
        const { below, upTo } = levelsAround(all, t * modelLevels.length, modelLevels, value, 0.5);
        const isInside = isSparse
          ? between(below + (upTo - below) * random)
          : value >= quantiles[offset]! && value <= quantiles[offset + testLevels.length - 1]!;
        if (isInside) covered.sums[i]! += 1;
      }
      wql.sums[i]! += loss;
      wql.counts[i]! += size;
      total.loss += loss;
      total.size += size;
      const squareScale = squaredScale(histories[i]!.y);
      if (squareScale > 0) {
        rmsse.sums[i]! += Math.sqrt(squared / cells) / squareScale;
        rmsse.counts[i]! += 1;
        total.rmsse += Math.sqrt(squared / cells) / squareScale;
        total.series++;
      }
      if (!(scale > 0)) continue;
      sql.sums[i]! += loss / scale;
      sql.counts[i]! += cells;
      mase.sums[i]! += absolute / scale;
      mase.counts[i]! += cells;
      total.sql += loss / scale;
      total.mase += absolute / scale;
      total.cells += cells;
    }
    byWindow.sql += total.sql / total.cells / panel.windows;
    byWindow.mase += total.mase / total.cells / panel.windows;
    byWindow.wql += total.loss / total.size / panel.windows;
    byWindow.rmsse += total.rmsse / total.series / panel.windows;
  }
  const inside = sumOf(covered.sums) / sumOf(covered.counts);
  return {
    SQL: { value: byWindow.sql, ...bootstrapMean(sql.sums, sql.counts) },
    MASE: { value: byWindow.mase, ...bootstrapMean(mase.sums, mase.counts) },
    WQL: { value: byWindow.wql, ...bootstrapMean(wql.sums, wql.counts) },
    RMSSE: { value: byWindow.rmsse, ...bootstrapMean(rmsse.sums, rmsse.counts) },
    'coverage 80 %': { value: inside, ...bootstrapMean(covered.sums, covered.counts) },
  };
}

/** The scored levels of each row. */
function scored(all: Float64Array, horizon: number): Float64Array {
  const places = testLevels.map((level) => modelLevels.indexOf(level));
  return Float64Array.from(
    { length: horizon * places.length },
    (_, at) => all[Math.floor(at / places.length) * modelLevels.length + places[at % places.length]!]!,
  );
}

function between(level: number): boolean {
  return level >= 0.1 && level <= 0.9;
}

function sumOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0);
}
