/**
 * Quantiles of a negative binomial with this mean and variance = mean + dispersion · mean²: whole numbers, which
 * minimize pinball loss on counts. For a mean over 200 the gamma limit by Wilson and Hilferty's approximation (1931).
 * Levels must rise. Cost: O(quantile at the highest level).
 */
export function negativeBinomialQuantiles(
  mean: number,
  dispersion: number,
  levels: ArrayLike<number>,
  out: Float64Array,
  offset = 0,
): void {
  if (!(mean > 0)) {
    for (let l = 0; l < levels.length; l++) out[offset + l] = 0;
    return;
  }
  const spread = Math.max(dispersion, 1e-6);
  if (mean > 200) {
    gammaQuantiles(mean, mean + spread * mean * mean, levels, out, offset);
    return;
  }
  const size = 1 / spread;
  const ratio = mean / (mean + size);
  let count = 0;
  let mass = Math.exp(-size * Math.log1p(mean / size));
  let below = 0;
  const limit = 50 + mean * 100;
  for (let l = 0; l < levels.length; l++) {
    const level = levels[l]!;
    while (below + mass < level && count < limit) {
      below += mass;
      count++;
      mass *= ((size + count - 1) / count) * ratio;
    }
    out[offset + l] = count;
  }
}

function gammaQuantiles(
  mean: number,
  variance: number,
  levels: ArrayLike<number>,
  out: Float64Array,
  offset: number,
): void {
  const shape = (mean * mean) / variance;
  for (let l = 0; l < levels.length; l++) {
    const root = 1 - 1 / (9 * shape) + normalQuantile(levels[l]!) / Math.sqrt(9 * shape);
    out[offset + l] = mean * Math.max(0, root) ** 3;
  }
}

/** Acklam's rational approximation (2003) of the standard normal quantile; relative error below 1.2e-9. */
export function normalQuantile(level: number): number {
  if (level <= 0) return -Infinity;
  if (level >= 1) return Infinity;
  const a = [
    -39.69683028665376, 220.9460984245205, -275.9285104469687, 138.357751867269, -30.66479806614716,
    2.506628277459239,
  ];
  const b = [
    -54.47609879822406, 161.5858368580409, -155.6989798598866, 66.80131188771972, -13.28068155288572,
  ];
  const c = [
    -0.007784894002430293, -0.3223964580411365, -2.400758277161838, -2.549732539343734, 4.374664141464968,
    2.938163982698783,
  ];
  const d = [0.007784695709041462, 0.3224671290700398, 2.445134137142996, 3.754408661907416];
  if (level < 0.02425 || level > 0.97575) {
    const q = Math.sqrt(-2 * Math.log(Math.min(level, 1 - level)));
    const tail = polynomial(c, q) / (polynomial(d, q) * q + 1);
    return level < 0.5 ? tail : -tail;
  }
  const q = level - 0.5;
  const r = q * q;
  return (polynomial(a, r) * q) / (polynomial(b, r) * r + 1);
}

function polynomial(coefficients: readonly number[], x: number): number {
  return coefficients.reduce((sum, coefficient) => sum * x + coefficient, 0);
}
