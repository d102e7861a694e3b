import type { Sequences } from './sequences.js';

/**
 * What sells, and what sells more than usual. Counts decay exponentially with age; a list counts an item once.
 *   bestsellers: decayed count of baskets. Most viewed: decayed count of visits, where two or more looked.
 *   trending: how far the recent count exceeds what the long-run rate predicts, in standard deviations of a Poisson
 *   count: (recent - expected) / sqrt(expected + prior). The prior keeps a single sale from being a trend.
 */
export interface PopularityOptions {
  bestsellerHalfLifeDays: number;
  trendingHalfLifeDays: number;
  /** Weight of a basket in trends; a visit that saw the item weighs 1. */
  basketWeight: number;
  /** Sales a product must exceed before it can be a trend. */
  prior: number;
}

export const popularityDefaults: Readonly<PopularityOptions> = Object.freeze({
  bestsellerHalfLifeDays: 60,
  trendingHalfLifeDays: 7,
  basketWeight: 5,
  prior: 10,
});

export interface Popularity {
  /** [items] decayed number of baskets. */
  sold: Float32Array;
  /** [items] decayed number of visits; 0 where fewer than two looked. */
  viewed: Float32Array;
  /** [items] above zero where an item sells or is seen more than usual. */
  trend: Float32Array;
}

export function fitPopularity(
  visits: Sequences,
  baskets: Sequences,
  itemCount: number,
  today: number,
  options: Partial<PopularityOptions> = {},
): Popularity {
  const chosen = { ...popularityDefaults, ...options };
  const longRun = (lists: Sequences) => decayedCounts(lists, itemCount, today, chosen.bestsellerHalfLifeDays);
  const sold = longRun(baskets);
  const viewed = longRun(visits);
  const recent = new Float64Array(itemCount);
  const usual = new Float64Array(itemCount);
  for (const [lists, long, weight] of [
    [baskets, sold, chosen.basketWeight],
    [visits, viewed, 1],
  ] as const) {
    const short = decayedCounts(lists, itemCount, today, chosen.trendingHalfLifeDays);
    for (let item = 0; item < itemCount; item++) {
      recent[item]! += weight * short[item]!;
      usual[item]! += weight * long[item]!;
    }
  }
  // A steady rate r leaves r · halfLife / ln 2 in a decayed count, so the two counts stand in the ratio of half-lives.
  const ratio = chosen.trendingHalfLifeDays / chosen.bestsellerHalfLifeDays;
  const trend = Float32Array.from(recent, (count, item) => {
    const expected = usual[item]! * ratio;
    return (count - expected) / Math.sqrt(expected + chosen.prior);
  });
  const visitors = decayedCounts(visits, itemCount, today, Infinity);
  return {
    sold: Float32Array.from(sold),
    // One person's path is nobody else's business.
    viewed: Float32Array.from(viewed, (count, item) => (visitors[item]! >= 2 ? count : 0)),
    trend,
  };
}

function decayedCounts(
  lists: Sequences,
  itemCount: number,
  today: number,
  halfLifeDays: number,
): Float64Array {
  const counts = new Float64Array(itemCount);
  const seenIn = new Int32Array(itemCount).fill(-1);
  for (let list = 0; list < lists.days.length; list++) {
    const weight = 2 ** (-Math.max(0, today - lists.days[list]!) / halfLifeDays);
    for (let at = lists.offsets[list]!; at < lists.offsets[list + 1]!; at++) {
      const item = lists.items[at]!;
      if (seenIn[item] === list) continue;
      seenIn[item] = list;
      counts[item]! += weight;
    }
  }
  return counts;
}
