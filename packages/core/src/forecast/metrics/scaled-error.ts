/**
 * Scale of a history for MASE and SQL: mean |y_t − y_{t−m}| over pairs that are both known (Hyndman & Koehler, 2006,
 * "Another look at measures of forecast accuracy"). NaN when no pair is known; 0 for a constant history: such series
 * are left out of averages.
 */
export function seasonalScale(history: ArrayLike<number>, seasonLength: number): number {
  let sum = 0;
  let count = 0;
  for (let t = seasonLength; t < history.length; t++) {
    const change = Math.abs(history[t]! - history[t - seasonLength]!);
    if (Number.isNaN(change)) continue;
    sum += change;
    count++;
  }
  return sum / count;
}

/** Root of the mean squared one-step change after the first sale: the scale of RMSSE (M5 competitors' guide, 2020). */
export function squaredScale(history: ArrayLike<number>): number {
  let start = 0;
  while (start < history.length && !(history[start]! > 0)) start++;
  let sum = 0;
  let count = 0;
  for (let t = start + 1; t < history.length; t++) {
    const change = history[t]! - history[t - 1]!;
    if (Number.isNaN(change)) continue;
    sum += change * change;
    count++;
  }
  return Math.sqrt(sum / count);
}
