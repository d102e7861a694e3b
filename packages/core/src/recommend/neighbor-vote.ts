import { TopK } from '../numeric/index.js';
import type { NeighborTable } from './neighbor-table.js';

/** An item that several others voted for; `because` gave the strongest vote. */
export interface Voted {
  item: number;
  score: number;
  because: number;
}

export interface WeightedTable {
  table: NeighborTable;
  weight: number;
}

export type NeighborVote = (
  tables: readonly WeightedTable[],
  /** Items that vote for their neighbors. */
  sources: ArrayLike<number>,
  /** [sources] */
  weights: ArrayLike<number>,
  limit: number,
  skip?: (item: number) => boolean,
) => Voted[];

/**
 * Adds up the neighbors of several items, best first. Cost: sources × neighbors kept; the scratch memory, 20 bytes an
 * item, belongs to the returned function, so keep it and do not share it between threads.
 */
export function createNeighborVote(itemCount: number): NeighborVote {
  const scores = new Float64Array(itemCount);
  const strongest = new Float64Array(itemCount);
  const cause = new Uint32Array(itemCount);
  const touched = new Uint32Array(itemCount);
  const best = new TopK(1);

  return (tables, sources, weights, limit, skip) => {
    let count = 0;
    for (let n = 0; n < sources.length; n++) {
      const source = sources[n]!;
      for (const { table, weight } of tables) {
        const own = weight * weights[n]!;
        if (!(own > 0)) continue;
        for (let at = table.offsets[source]!; at < table.offsets[source + 1]!; at++) {
          const item = table.items[at]!;
          const share = own * table.scores[at]!;
          if (!(share > 0)) continue;
          if (scores[item] === 0) touched[count++] = item;
          scores[item]! += share;
          if (share > strongest[item]!) {
            strongest[item] = share;
            cause[item] = source;
          }
        }
      }
    }
    best.reset(limit);
    for (let n = 0; n < count; n++) {
      const item = touched[n]!;
      if (scores[item]! >= best.threshold && !skip?.(item)) best.push(item, scores[item]!);
    }
    const voted = best.drain().map(({ item, score }) => ({ item, score, because: cause[item]! }));
    for (let n = 0; n < count; n++) {
      scores[touched[n]!] = 0;
      strongest[touched[n]!] = 0;
    }
    return voted;
  };
}
