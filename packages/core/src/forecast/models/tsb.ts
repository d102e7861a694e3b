import { modelLevels, type DemandModel } from '../demand-series.js';
import { negativeBinomialQuantiles } from '../distribution/negative-binomial.js';
import { weekdayIndex } from '../season/weekday-index.js';

/**
 * Intermittent demand (Teunter, Syntetos & Babai, 2011, "Intermittent demand: linking forecasting to inventory
 * obsolescence"): the chance of a sale and the size of a sale are smoothed apart, the chance in every period, so that a product that stops
 * selling fades away. Quantiles are negative binomial with the variance of a compound of the two.
 */
export const tsb: DemandModel = {
  name: 'tsb',
  predict({ y, yearly, weekly, seasonLength, horizon }) {
    let chance = 0;
    let size = 0;
    let square = 0;
    let weight = 0;
    let season = 0;
    let sold = 0;
    for (let t = 0; t < y.length; t++) {
      if (Number.isNaN(y[t]!)) continue;
      weight = (1 - chanceAlpha) * weight + chanceAlpha;
      chance += (chanceAlpha / weight) * ((y[t]! > 0 ? 1 : 0) - chance);
      season += (chanceAlpha / weight) * (yearly[t]! - season);
      if (!(y[t]! > 0)) continue;
      sold = (1 - sizeAlpha) * sold + sizeAlpha;
      size += (sizeAlpha / sold) * (y[t]! - size);
      square += (sizeAlpha / sold) * (y[t]! * y[t]! - square);
    }
    if (weight === 0) return null;
    const levels = modelLevels.length;
    const mean = new Float64Array(horizon);
    const quantiles = new Float64Array(horizon * levels);
    const index = weekdayIndex(y, yearly, seasonLength, weekly);
    const base = chance * size;
    const variance = Math.max(chance * square - base * base, base);
    const dispersion = base > 0 ? (variance - base) / (base * base) : 0;
    for (let h = 0; h < horizon; h++) {
      mean[h] = (base * yearly[y.length + h]! * index[h % seasonLength]!) / Math.max(season, quietest);
      negativeBinomialQuantiles(mean[h]!, Math.max(0.01, dispersion), modelLevels, quantiles, h * levels);
    }
    return { mean, quantiles };
  },
};

/** A quieter time of year says nothing about the level. */
const quietest = 0.2;
const chanceAlpha = 0.02;
const sizeAlpha = 0.1;
