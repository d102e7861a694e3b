/** Found among the first `cutoff`, divided by the most that could have been: min(cutoff, relevant). */
export function cappedRecallAt(
  cutoff: number,
  ranked: readonly number[],
  relevant: ReadonlySet<number>,
): number {
  let found = 0;
  for (const item of ranked.slice(0, cutoff)) if (relevant.has(item)) found++;
  return found / Math.min(cutoff, relevant.size);
}

/** Discounted gain 1 / log2(rank + 1) of what was found, divided by that of a perfect answer. */
export function ndcgAt(cutoff: number, ranked: readonly number[], relevant: ReadonlySet<number>): number {
  let gain = 0;
  ranked.slice(0, cutoff).forEach((item, n) => {
    if (relevant.has(item)) gain += 1 / Math.log2(n + 2);
  });
  let ideal = 0;
  for (let n = 0; n < Math.min(cutoff, relevant.size); n++) ideal += 1 / Math.log2(n + 2);
  return gain / ideal;
}
