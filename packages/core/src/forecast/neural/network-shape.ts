/**
 * What the demand network reads and says. One network serves all products: every history is divided by its own
 * `scale` first, so that a product that sells 3 a day and one that sells 300 teach each other.
 */
export interface NetworkShape {
  /** Periods of history read. A whole number of seasons. */
  historyWindow: number;
  seasonLength: number;
  /** 0: nothing of last year is read. */
  yearLength: number;
  /** Periods of last year read before and after the forecast ones. */
  yearMargin: number;
  horizon: number;
  hidden: number;
}

/** Levels that the network is trained on; others are interpolated. */
export const networkLevels: readonly number[] = [0.025, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.975];

export const dailyNetwork: NetworkShape = {
  historyWindow: 56,
  seasonLength: 7,
  yearLength: 364,
  yearMargin: 7,
  horizon: 28,
  hidden: 192,
};

const statistics = 9;
const calendar = 4;

export function inputSize(shape: NetworkShape): number {
  const year = shape.yearLength > 0 ? shape.horizon + 2 * shape.yearMargin + 1 : 0;
  return shape.historyWindow + 2 * shape.seasonLength + year + statistics + calendar;
}
export function outputSize(shape: NetworkShape): number {
  return shape.horizon * networkLevels.length;
}

/**
 * Writes what the network reads for a forecast that begins at period `cutoff` of `y`, and answers the scale. Values are
 * asinh(y / scale): linear for small ones, logarithmic for peaks. Unknown periods read as average.
 *
 *   [ last `historyWindow` values | mean of each weekday, short and long | last year around the horizon | statistics | time of year ]
 */
export function writeInput(
  shape: NetworkShape,
  y: Float64Array,
  cutoff: number,
  /** Where in the year the first forecast period lies, 0–1. */
  yearPosition: number,
  out: Float32Array,
  offset: number,
): number {
  const { historyWindow, seasonLength, yearLength, yearMargin, horizon } = shape;
  const scale = scaleOf(y, cutoff, historyWindow);
  let at = offset;
  for (let t = cutoff - historyWindow; t < cutoff; t++) out[at++] = scaled(y[t], scale);
  for (const seasons of [8, 26]) {
    for (let phase = 0; phase < seasonLength; phase++) {
      out[at++] = Math.asinh(phaseMean(y, cutoff, phase, seasonLength, seasons, scale));
    }
  }
  if (yearLength > 0) {
    const first = cutoff - yearLength - yearMargin;
    const known = first >= 0 ? 1 : 0;
    for (let t = first; t < first + horizon + 2 * yearMargin; t++) {
      out[at++] = known ? scaled(y[t < cutoff ? t : t - yearLength], scale) : 0;
    }
    out[at++] = known;
  }
  out[at++] = Math.log(scale + 0.01) / 3;
  for (const periods of [seasonLength, 4 * seasonLength, 16 * seasonLength, 52 * seasonLength]) {
    out[at++] = Math.asinh(meanOf(y, cutoff - periods, cutoff, scale) / scale);
  }
  const { zeroShare, variation, sinceSale } = spreadOf(y, cutoff, historyWindow);
  out[at++] = zeroShare;
  out[at++] = variation;
  out[at++] = sinceSale;
  out[at++] = Math.min(1, cutoff / (2 * Math.max(1, yearLength || 52 * seasonLength)));
  for (const turns of [1, 2]) {
    out[at++] = Math.sin(2 * Math.PI * turns * yearPosition);
    out[at++] = Math.cos(2 * Math.PI * turns * yearPosition);
  }
  return scale;
}

/** Mean of the window, held over zero by a little so that a product without recent sales has a scale too. */
export function scaleOf(y: Float64Array, cutoff: number, window: number): number {
  let sum = 0;
  let count = 0;
  for (let t = Math.max(0, cutoff - window); t < cutoff; t++) {
    if (Number.isNaN(y[t]!)) continue;
    sum += y[t]!;
    count++;
  }
  return Math.max(0, (sum + 0.5) / (count + 4));
}

function scaled(value: number | undefined, scale: number): number {
  return value === undefined ? 0 : Math.asinh(Number.isNaN(value) ? 1 : value / scale);
}

function meanOf(y: Float64Array, from: number, to: number, fallback: number): number {
  let sum = 0;
  let count = 0;
  for (let t = Math.max(0, from); t < to; t++) {
    if (Number.isNaN(y[t]!)) continue;
    sum += y[t]!;
    count++;
  }
  return count > 0 ? sum / count : fallback;
}

function phaseMean(
  y: Float64Array,
  cutoff: number,
  phase: number,
  seasonLength: number,
  seasons: number,
  scale: number,
): number {
  let sum = 0;
  let count = 0;
  for (let back = 1; back <= seasons; back++) {
    const value = y[cutoff + phase - back * seasonLength];
    if (value === undefined || Number.isNaN(value)) continue;
    sum += value;
    count++;
  }
  return count > 0 ? sum / count / scale : 1;
}

function spreadOf(y: Float64Array, cutoff: number, window: number) {
  let zeros = 0;
  let sum = 0;
  let squares = 0;
  let count = 0;
  let last = -1;
  for (let t = Math.max(0, cutoff - 2 * window); t < cutoff; t++) {
    const value = y[t]!;
    if (Number.isNaN(value)) continue;
    count++;
    if (value > 0) last = t;
    else zeros++;
    sum += value;
    squares += value * value;
  }
  const mean = count > 0 ? sum / count : 0;
  const variance = count > 0 ? squares / count - mean * mean : 0;
  return {
    zeroShare: count > 0 ? zeros / count : 1,
    variation: Math.log1p(mean > 0 ? Math.sqrt(Math.max(0, variance)) / mean : 0),
    sinceSale: Math.min(1, (last < 0 ? 2 * window : cutoff - last) / (2 * window)),
  };
}
