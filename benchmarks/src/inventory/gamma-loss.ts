/**
 * Expected units short, E[(D − level)⁺], where demand is gamma distributed with this mean and standard deviation:
 * what Nguyen's and de Haan's study of spare parts orders by.
 */
export function gammaLoss(mean: number, deviation: number, level: number): number {
  if (!(level > 0)) return mean;
  const shape = (mean / deviation) ** 2;
  const x = (level * mean) / deviation ** 2;
  const below = gammaProbability(shape, x);
  // P(shape + 1, x), by the recurrence of the incomplete gamma function.
  const next = below - Math.exp(shape * Math.log(x) - x - logGamma(shape + 1));
  return mean * (1 - next) - level * (1 - below);
}

/** Regularized lower incomplete gamma function P(shape, x), x > 0: series, or continued fraction for large x (Press et al., 2007, 6.2). */
export function gammaProbability(shape: number, x: number): number {
  const front = Math.exp(shape * Math.log(x) - x - logGamma(shape));
  if (x < shape + 1) {
    let term = 1 / shape;
    let sum = term;
    for (let n = 1; n < 1000 && term > sum * 1e-12; n++) sum += term *= x / (shape + n);
    return Math.min(1, front * sum);
  }
  let b = x + 1 - shape;
  let c = 1e300;
  let d = 1 / b;
  let fraction = d;
  for (let n = 1; n < 1000; n++) {
    const a = -n * (n - shape);
    b += 2;
    d = 1 / (a * d + b);
    c = b + a / c;
    fraction *= d * c;
    if (Math.abs(d * c - 1) < 1e-12) break;
  }
  return 1 - front * fraction;
}

/** Lanczos' approximation, g = 7; x > 0. */
function logGamma(x: number): number {
  let sum = lanczos[0]!;
  for (let i = 1; i < lanczos.length; i++) sum += lanczos[i]! / (x - 1 + i);
  const t = x + 6.5;
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(t) - t + Math.log(sum);
}
const lanczos = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
];
