/**
 * Multiplicative index of each phase of the short season, mean 1: what share of the week's demand falls on that weekday
 * over the last half year, shrunk to the index of all products together (`shared`) with the weight of `priorSeasons`
 * seasons and `priorUnits` units: a slow seller's own weekdays are chance. Phase 0 is the first period after the history.
 */
export function weekdayIndex(
  y: Float64Array,
  yearly: Float64Array,
  seasonLength: number,
  shared: Float64Array,
): Float64Array {
  const index = shared.slice();
  if (seasonLength < 2) return index;
  const sums = new Float64Array(seasonLength);
  const expected = new Float64Array(seasonLength);
  let total = 0;
  let totalExpected = 0;
  const n = y.length;
  for (let t = Math.max(0, n - seasons * seasonLength); t < n; t++) {
    if (Number.isNaN(y[t]!)) continue;
    const phase = phaseOf(t, n, seasonLength);
    sums[phase]! += y[t]!;
    expected[phase]! += yearly[t]!;
    total += y[t]!;
    totalExpected += yearly[t]!;
  }
  if (!(total > 0)) return index;
  const level = total / totalExpected;
  const prior = priorSeasons + priorUnits / level;
  let sum = 0;
  for (let phase = 0; phase < seasonLength; phase++) {
    index[phase] = (sums[phase]! + prior * level * shared[phase]!) / (level * (expected[phase]! + prior));
    sum += index[phase]!;
  }
  for (let phase = 0; phase < seasonLength; phase++) index[phase]! *= seasonLength / sum;
  return index;
}

const seasons = 26;
const priorSeasons = 12;
const priorUnits = 60;

/** The index of all products together over the last half year, each weighing by the root of its volume. */
export function sharedWeekdayIndex(all: readonly Float64Array[], seasonLength: number): Float64Array {
  const index = new Float64Array(seasonLength).fill(1);
  if (seasonLength < 2) return index;
  const sums = new Float64Array(seasonLength);
  const expected = new Float64Array(seasonLength);
  for (const y of all) {
    const n = y.length;
    const from = Math.max(0, n - seasons * seasonLength);
    let total = 0;
    let known = 0;
    for (let t = from; t < n; t++) {
      if (Number.isNaN(y[t]!)) continue;
      total += y[t]!;
      known++;
    }
    if (!(total > 0)) continue;
    const mean = total / known;
    const weight = 1 / Math.sqrt(mean);
    for (let t = from; t < n; t++) {
      if (Number.isNaN(y[t]!)) continue;
      const phase = phaseOf(t, n, seasonLength);
      sums[phase]! += weight * y[t]!;
      expected[phase]! += weight * mean;
    }
  }
  let sum = 0;
  for (let phase = 0; phase < seasonLength; phase++) {
    if (expected[phase]! > 0) index[phase] = sums[phase]! / expected[phase]!;
    sum += index[phase]!;
  }
  return sum > 0 ? index.map((share) => (share * seasonLength) / sum) : index.fill(1);
}

function phaseOf(t: number, n: number, seasonLength: number): number {
  return (((t - n) % seasonLength) + seasonLength) % seasonLength;
}
