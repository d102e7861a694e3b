import { modelLevels, type DemandModel } from '../demand-series.js';
import { weekdayIndex } from '../season/weekday-index.js';
import { weightedQuantiles } from '../distribution/weighted-quantiles.js';

/**
 * What the past weeks sold, recent ones counting more, as an empirical distribution: no shape is assumed, so it holds for
 * lumpy and intermittent demand. Values are moved to the season of the day ahead by the yearly factor. A year holds
 * enough of each weekday to tell its own distribution; some months do not, so there (`pooled`) all days tell it, moved
 * to the weekday ahead by the index of weekdays. On the daily foods of M5 the plain form beats exponential smoothing
 * (WQL 0.518).
 */
export function weekdayQuantiles(
  name: string,
  { halfLifeSeasons, windowSeasons, pooled = false }: Window,
): DemandModel {
  return {
    name,
    predict({ y, yearly, weekly, seasonLength, horizon }) {
      const n = y.length;
      if (n < 4 * seasonLength) return null;
      const size = modelLevels.length;
      const mean = new Float64Array(horizon);
      const quantiles = new Float64Array(horizon * size);
      const decay = 0.5 ** (1 / halfLifeSeasons);
      const index = weekdayIndex(y, yearly, seasonLength, weekly);
      const rows: Float64Array[] = [];
      const pool: Sample = { values: [], weights: [] };
      let sum = 0;
      let expectedSum = 0;
      for (let phase = 0; phase < seasonLength; phase++) {
        const share = Math.max(0.05, index[phase]!);
        const sample: Sample = pooled ? pool : { values: [], weights: [] };
        let age = 0;
        for (let back = 1; age < windowSeasons; back++) {
          const t = n + phase - back * seasonLength;
          if (t < 0) break;
          // A quiet time of year says little about the level: it weighs by what was to be expected, and ages as little
          // what was known before. In the dead months of a Christmas product its last Christmas still counts.
          const expected = Math.max(yearly[t]!, 0.02);
          const told = Math.min(1, expected);
          const trust = told * decay ** age;
          age += told;
          if (Number.isNaN(y[t]!)) continue;
          sample.values.push(y[t]! / expected / (pooled ? share : 1));
          sample.weights.push(trust);
          sum += trust * (y[t]! / expected);
          expectedSum += trust * index[phase]!;
        }
        if (!pooled) rows.push(quantilesOf(sample));
      }
      const whole = pooled ? quantilesOf(pool) : undefined;
      const level = expectedSum > 0 ? Math.max(0, sum / expectedSum) : 0;
      for (let h = 0; h < horizon; h++) {
        const phase = h % seasonLength;
        const factor = yearly[n + h]!;
        mean[h] = factor * index[phase]! * level;
        const row = whole ?? rows[phase]!;
        const scale = whole ? factor * index[phase]! : factor;
        for (let l = 0; l < size; l++) quantiles[h * size + l] = scale * Math.max(0, row[l]!);
      }
      return { mean, quantiles };
    },
  };
}

interface Window {
  halfLifeSeasons: number;
  windowSeasons: number;
  pooled?: boolean;
}

interface Sample {
  values: number[];
  weights: number[];
}

function quantilesOf({ values, weights }: Sample): Float64Array {
  const out = new Float64Array(modelLevels.length);
  weightedQuantiles(values, weights, modelLevels, out);
  return out;
}
