import { TopK } from '../numeric/index.js';
import { forEachCooccurrence } from './cooccurrence.js';
import { buildNeighborTable, type NeighborTable } from './neighbor-table.js';
import type { Sequences } from './sequences.js';

/**
 * Which items go with each item, learned from lists that hold both: one formula with exponents, because "bought with
 * this product", "completes this cart" and "suits this person" are different questions with different best answers.
 *
 *   w(list) = 2^(-age / halfLife) / log2(1 + size)^sizePower       an old basket tells less about today, and a
 *                                                                  wholesaler's pairs everything with everything
 *   score(i → j) = Σ w(list with i and j) / (W_i^sourcePower · W_j^targetPower),   W_i = Σ w(list with i)
 *
 * sourcePower 1, targetPower 0 is confidence (Agrawal, Imieliński, Swami 1993); 0.5 and 0.5 is cosine; in between lies
 * the popularity damping of Deshpande, Karypis (2004), "Item-based top-N recommendation algorithms". Raw lift
 * (1 and 1) prefers accidents.
 *
 * Cost: for each item its newest `maxLists` lists, each at most `maxListLength` long: never quadratic in the catalogue.
 */
export interface PairOptions {
  /** Days in which a list's weight halves. */
  halfLifeDays: number;
  /** How strongly long lists count less. */
  sizePower: number;
  sourcePower: number;
  /** Larger favors less popular answers. */
  targetPower: number;
  /** Lists that must hold both. */
  minimumSupport: number;
  /** Only what lists of two people or more hold: what one person takes is nobody else's business. */
  sharedOnly: boolean;
  /** Neighbors kept of each item. */
  neighbors: number;
  /** Items used of a list, the first ones. Bounds the pairs one list can make. */
  maxListLength: number;
  /** Newest lists of an item that are looked at. */
  maxLists: number;
}

export function fitItemPairs(lists: Sequences, itemCount: number, options: PairOptions): NeighborTable {
  const distinct = distinctLists(lists, itemCount, options.maxListLength);
  const weights = listWeights(distinct, options);
  const itemWeights = new Float64Array(itemCount);
  for (let list = 0; list < weights.length; list++) {
    for (let at = distinct.offsets[list]!; at < distinct.offsets[list + 1]!; at++) {
      itemWeights[distinct.items[at]!]! += weights[list]!;
    }
  }
  const damping = itemWeights.map((weight) => weight ** options.targetPower);
  const best = new TopK(options.neighbors);
  return buildNeighborTable(itemCount, options.neighbors, (add) => {
    forEachCooccurrence(distinct, itemCount, weights, options.maxLists, (item, row) => {
      const source = itemWeights[item]! ** options.sourcePower;
      for (let n = 0; n < row.length; n++) {
        const other = row.met[n]!;
        if (row.counts[other]! < options.minimumSupport) continue;
        if (options.sharedOnly && row.isShared[other] === 0) continue;
        best.push(other, row.weights[other]! / (source * damping[other]!));
      }
      add(best.drain());
    });
  });
}

function listWeights(lists: Sequences, { halfLifeDays, sizePower }: PairOptions): Float64Array {
  const today = lists.days[lists.days.length - 1] ?? 0;
  return lists.days.map((day, list) => {
    const size = lists.offsets[list + 1]! - lists.offsets[list]!;
    return 2 ** ((day - today) / halfLifeDays) / Math.log2(1 + Math.max(1, size)) ** sizePower;
  });
}

/** Each item once a list, at most `maxLength` of them, in their order. */
function distinctLists(lists: Sequences, itemCount: number, maxLength: number): Sequences {
  const offsets = new Uint32Array(lists.offsets.length);
  const items = new Uint32Array(lists.items.length);
  const seenIn = new Int32Array(itemCount).fill(-1);
  let used = 0;
  for (let list = 0; list + 1 < lists.offsets.length; list++) {
    const end = lists.offsets[list + 1]!;
    for (let at = lists.offsets[list]!; at < end && used - offsets[list]! < maxLength; at++) {
      const item = lists.items[at]!;
      if (seenIn[item] === list) continue;
      seenIn[item] = list;
      items[used++] = item;
    }
    offsets[list + 1] = used;
  }
  return { offsets, items: items.slice(0, used), days: lists.days, people: lists.people };
}
