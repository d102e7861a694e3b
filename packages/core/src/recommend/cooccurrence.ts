import type { Sequences } from './sequences.js';

/**
 * Which items stand together in baskets (or in a person's history), one item at a time: for each item the weighted sum
 * and the plain count of every other item it met. Never the whole matrix: one row of scratch memory is reused.
 *
 * Cost: per item at most `maxLists` lists (the newest ones) times their length; memory 12 bytes an item beside the
 * inverted index of 4 bytes an event.
 */
export interface CooccurrenceRow {
  /** Items met, in order of meeting; the first `length` are valid. */
  met: Uint32Array;
  length: number;
  /** [items] weighted sums, valid for the items in `met`. */
  weights: Float64Array;
  /** [items] how many lists hold both. */
  counts: Uint32Array;
}

/** Calls `visit` for every item in rising order; the row is only valid during the call. */
export function forEachCooccurrence(
  lists: Sequences,
  itemCount: number,
  /** [lists] */
  listWeights: Float64Array,
  /** Lists of an item that are looked at, newest first. */
  maxLists: number,
  visit: (item: number, row: CooccurrenceRow) => void,
): void {
  const { starts, members } = invert(lists, itemCount);
  const row: CooccurrenceRow = {
    met: new Uint32Array(itemCount),
    length: 0,
    weights: new Float64Array(itemCount),
    counts: new Uint32Array(itemCount),
  };
  const { met, weights, counts } = row;
  for (let item = 0; item < itemCount; item++) {
    const end = starts[item + 1]!;
    for (let at = Math.max(starts[item]!, end - maxLists); at < end; at++) {
      const list = members[at]!;
      const weight = listWeights[list]!;
      for (let other = lists.offsets[list]!; other < lists.offsets[list + 1]!; other++) {
        const neighbor = lists.items[other]!;
        if (neighbor === item) continue;
        if (counts[neighbor] === 0) met[row.length++] = neighbor;
        counts[neighbor]!++;
        weights[neighbor]! += weight;
      }
    }
    visit(item, row);
    for (let n = 0; n < row.length; n++) {
      counts[met[n]!] = 0;
      weights[met[n]!] = 0;
    }
    row.length = 0;
  }
}

/** Lists of each item in rising order: `members[starts[item] .. starts[item + 1])`. */
function invert(lists: Sequences, itemCount: number) {
  const starts = new Uint32Array(itemCount + 1);
  for (const item of lists.items) starts[item + 1]!++;
  for (let item = 0; item < itemCount; item++) starts[item + 1]! += starts[item]!;
  const members = new Uint32Array(lists.items.length);
  const next = starts.slice(0, itemCount);
  for (let list = 0; list + 1 < lists.offsets.length; list++) {
    for (let at = lists.offsets[list]!; at < lists.offsets[list + 1]!; at++) {
      const slot = next[lists.items[at]!]!++;
      members[slot] = list;
    }
  }
  return { starts, members };
}
