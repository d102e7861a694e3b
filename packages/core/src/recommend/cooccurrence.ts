import { sequencesByItem } from './sequences-by-item.js';
import { speakersOf, type Sequences } from './sequences.js';

/**
 * Which items stand together in baskets (or in a person's history), one item at a time: for each item the weighted sum
 * and the plain count of every other item it met. Never the whole matrix: one row of scratch memory is reused.
 *
 * Cost: per item at most `maxLists` lists (the newest ones) times their length; memory 21 bytes an item beside the
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
  /** [items] 1 where lists of two people or more hold both. */
  isShared: Uint8Array;
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
  const { starts, members } = sequencesByItem(lists, itemCount);
  const row: CooccurrenceRow = {
    met: new Uint32Array(itemCount),
    length: 0,
    weights: new Float64Array(itemCount),
    counts: new Uint32Array(itemCount),
    isShared: new Uint8Array(itemCount),
  };
  const { met, weights, counts, isShared } = row;
  const speakers = speakersOf(lists.people);
  const firstSpeaker = new Int32Array(itemCount);
  for (let item = 0; item < itemCount; item++) {
    const end = starts[item + 1]!;
    for (let at = Math.max(starts[item]!, end - maxLists); at < end; at++) {
      const list = members[at]!;
      const weight = listWeights[list]!;
      const speaker = speakers[list]!;
      for (let other = lists.offsets[list]!; other < lists.offsets[list + 1]!; other++) {
        const neighbor = lists.items[other]!;
        if (neighbor === item) continue;
        if (counts[neighbor] === 0) {
          met[row.length++] = neighbor;
          firstSpeaker[neighbor] = speaker;
        } else if (firstSpeaker[neighbor] !== speaker) isShared[neighbor] = 1;
        counts[neighbor]!++;
        weights[neighbor]! += weight;
      }
    }
    visit(item, row);
    for (let n = 0; n < row.length; n++) {
      counts[met[n]!] = 0;
      weights[met[n]!] = 0;
      isShared[met[n]!] = 0;
    }
    row.length = 0;
  }
}
