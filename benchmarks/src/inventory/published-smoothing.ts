import { gammaLoss } from './gamma-loss.js';

/** What the published method knows of a product at a review. */
export interface SmoothedDemand {
  mean: number;
  deviation: number;
  /** The highest period so far: no level is beyond it. */
  most: number;
}

/**
 * One-period forecast of the study's "SES": exponential smoothing from the first value on, its parameter the one with the least
 * absolute distance to the running mean of demand (`sexsm` of R's tsintermittent, cost "mar"; Kourentzes, 2014).
 */
export function smoothedDemand(y: Float64Array): SmoothedDemand {
  const n = y.length;
  const rates = new Float64Array(n);
  let sum = 0;
  for (let t = 0; t < n; t++) rates[t] = (sum += y[t]!) / (t + 1);
  const settled = Math.ceil(0.3 * n) - 1;
  rates.fill(rates[settled]!, 0, settled);
  const cost = (alpha: number) => {
    let level = y[0]!;
    let distance = 0;
    for (let t = 0; t < n; t++) {
      distance += Math.abs(level - rates[t]!);
      level += alpha * (y[t]! - level);
    }
    return distance;
  };
  const alpha = goldenSection(cost);
  let level = y[0]!;
  let squares = 0;
  let most = 0;
  for (let t = 0; t < n; t++) {
    level += alpha * (y[t]! - level);
    squares += (y[t]! - sum / n) ** 2;
    most = Math.max(most, y[t]!);
  }
  return { mean: level, deviation: Math.sqrt(squares / (n - 1)), most };
}

/** The least level at which a gamma distribution expects no more than 1 − `fill` of demand to go short. */
export function gammaLevel({ mean, deviation, most }: SmoothedDemand, fill: number): number {
  if (!(mean > 0)) return 0;
  const isEnough = (level: number) => gammaLoss(mean, deviation, level) <= (1 - fill) * mean;
  let low = 0;
  let high = most;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (isEnough(middle)) high = middle;
    else low = middle;
  }
  return high;
}

/** Minimum on 0–1, as R's `optimize` finds it where there are several: the one the section leads to. */
function goldenSection(cost: (x: number) => number): number {
  const ratio = (Math.sqrt(5) - 1) / 2;
  let [a, b] = [0, 1];
  let [c, d] = [b - ratio, a + ratio];
  let [atC, atD] = [cost(c), cost(d)];
  for (let round = 0; round < 20; round++) {
    if (atC < atD) {
      [b, d, atD] = [d, c, atC];
      c = b - ratio * (b - a);
      atC = cost(c);
    } else {
      [a, c, atC] = [c, d, atD];
      d = a + ratio * (b - a);
      atD = cost(d);
    }
  }
  return (a + b) / 2;
}
