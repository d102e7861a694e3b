/**
 * Pinball (quantile) loss, twice over, as in the M5 and fev-bench evaluations: at level 0.5 it equals the absolute
 * error. Zero is best; in the unit of `actual`.
 */
export function pinballLoss(actual: number, quantile: number, level: number): number {
  const error = actual - quantile;
  return 2 * (error >= 0 ? level * error : (level - 1) * error);
}
