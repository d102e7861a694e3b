import { modelLevels, type DemandModel } from './demand-series.js';
import { weightedQuantiles } from './weighted-quantiles.js';

/**
 * What the same weekday sold in the past year, recent weeks counting more, as an empirical distribution: no shape is
 * assumed, so it holds for lumpy and intermittent demand. Values are moved to the season of the day ahead by the yearly
 * factor. On the daily foods of M5 the plain form beats exponential smoothing (WQL 0.518).
 */
export function weekdayQuantiles(name: string, halfLifeSeasons: number, windowSeasons: number): DemandModel {
  return {
    name,
    predict({ y, yearly, seasonLength, horizon }) {
      const n = y.length;
      if (n < 4 * seasonLength) return null;
      const size = modelLevels.length;
      const mean = new Float64Array(horizon);
      const quantiles = new Float64Array(horizon * size);
      const decay = 0.5 ** (1 / halfLifeSeasons);
      const values: number[][] = [];
      const weights: number[][] = [];
      for (let phase = 0; phase < seasonLength; phase++) {
        values.push([]);
        weights.push([]);
        let weight = 1;
        for (let back = 1; back <= windowSeasons; back++, weight *= decay) {
          const t = n + phase - back * seasonLength;
          if (t < 0) break;
          if (Number.isNaN(y[t]!)) continue;
          // A quiet time of year says little about the level: it weighs by what was to be expected.
          const expected = Math.max(yearly[t]!, 0.02);
          values[phase]!.push(y[t]! / expected);
          weights[phase]!.push(weight * Math.min(1, expected));
        }
      }
      const rows = values.map((row, phase) => {
        const out = new Float64Array(size);
        weightedQuantiles(row, weights[phase]!, modelLevels, out);
        return out;
      });
      for (let h = 0; h < horizon; h++) {
        const phase = h % seasonLength;
        const factor = yearly[n + h]!;
        mean[h] = factor * weightedMean(values[phase]!, weights[phase]!);
        for (let l = 0; l < size; l++) quantiles[h * size + l] = factor * Math.max(0, rows[phase]![l]!);
      }
      return { mean, quantiles };
    },
  };
}

function weightedMean(values: readonly number[], weights: readonly number[]): number {
  let sum = 0;
  let total = 0;
  for (let i = 0; i < values.length; i++) {
    sum += values[i]! * weights[i]!;
    total += weights[i]!;
  }
  return total > 0 ? Math.max(0, sum / total) : 0;
}
