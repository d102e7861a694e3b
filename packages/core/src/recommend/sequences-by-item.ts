import type { Sequences } from './sequences.js';

/** The sequences that hold each item, oldest first: `members[starts[item] .. starts[item + 1])`. 4 bytes an event. */
export interface SequencesByItem {
  starts: Uint32Array;
  /** One that holds an item twice stands twice, side by side. */
  members: Uint32Array;
}

export function sequencesByItem({ offsets, items }: Sequences, itemCount: number): SequencesByItem {
  const starts = new Uint32Array(itemCount + 1);
  for (const item of items) starts[item + 1]!++;
  for (let item = 0; item < itemCount; item++) starts[item + 1]! += starts[item]!;
  const members = new Uint32Array(items.length);
  const next = starts.slice(0, itemCount);
  for (let sequence = 0; sequence + 1 < offsets.length; sequence++) {
    for (let at = offsets[sequence]!; at < offsets[sequence + 1]!; at++) {
      members[next[items[at]!]!++] = sequence;
    }
  }
  return { starts, members };
}
