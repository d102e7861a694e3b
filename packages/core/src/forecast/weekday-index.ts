/**
 * Multiplicative index of each phase of the short season, mean 1: what share of the week's demand falls on that
 * weekday over the last `seasons` seasons, shrunk towards 1 with the weight of `prior` seasons. Phase 0 is the
 * first period after the history.
 */
export function weekdayIndex(
  y: Float64Array,
  yearly: Float64Array,
  seasonLength: number,
  seasons = 26,
  prior = 4,
): Float64Array {
  const index = new Float64Array(seasonLength).fill(1);
  if (seasonLength < 2) return index;
  const sums = new Float64Array(seasonLength);
  const expected = new Float64Array(seasonLength);
  let total = 0;
  let totalExpected = 0;
  const n = y.length;
  for (let t = Math.max(0, n - seasons * seasonLength); t < n; t++) {
    if (Number.isNaN(y[t]!)) continue;
    const phase = (((t - n) % seasonLength) + seasonLength) % seasonLength;
    sums[phase]! += y[t]!;
    expected[phase]! += yearly[t]!;
    total += y[t]!;
    totalExpected += yearly[t]!;
  }
  if (!(total > 0)) return index;
  const level = total / totalExpected;
  let sum = 0;
  for (let phase = 0; phase < seasonLength; phase++) {
    index[phase] = Math.max(0, sums[phase]! + prior * level) / (level * (expected[phase]! + prior));
    sum += index[phase]!;
  }
  for (let phase = 0; phase < seasonLength; phase++) index[phase]! *= seasonLength / sum;
  return index;
}
