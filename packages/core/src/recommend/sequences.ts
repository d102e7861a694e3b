/**
 * Many short lists of item numbers in four typed arrays: visits (items oldest first) or baskets. Sequence `s` is
 * `items[offsets[s] .. offsets[s + 1])`. Sequences stand in time order, the newest last: recency sampling relies on it.
 */
export interface Sequences {
  offsets: Uint32Array;
  items: Uint32Array;
  /** When each one ended, in days since 1970. */
  days: Float64Array;
  /** Whose it is: a number from 0, or -1 when unknown. */
  people: Int32Array;
}

export const emptySequences: Sequences = {
  offsets: new Uint32Array(1),
  items: new Uint32Array(0),
  days: new Float64Array(0),
  people: new Int32Array(0),
};

/** Collects sequences in any order of time, in growing typed arrays: a million items take 4 MB, not 60. */
export class SequencesBuilder {
  private offsets: number[] = [0];
  private items = new Uint32Array(1024);
  private days: number[] = [];
  private people: number[] = [];

  get length(): number {
    return this.days.length;
  }

  add(items: ArrayLike<number>, day: number, person = -1): void {
    const start = this.offsets[this.offsets.length - 1]!;
    const end = start + items.length;
    if (end > this.items.length) {
      const grown = new Uint32Array(Math.max(end, 2 * this.items.length));
      grown.set(this.items);
      this.items = grown;
    }
    this.items.set(items, start);
    this.offsets.push(end);
    this.days.push(day);
    this.people.push(person);
  }

  /** In time order; sequences of the same time keep the order in which they came. */
  build(): Sequences {
    const order = Array.from(this.days.keys()).sort((a, b) => this.days[a]! - this.days[b]! || a - b);
    const offsets = new Uint32Array(order.length + 1);
    const items = new Uint32Array(this.offsets[this.offsets.length - 1]!);
    order.forEach((from, to) => {
      const part = this.items.subarray(this.offsets[from], this.offsets[from + 1]);
      items.set(part, offsets[to]);
      offsets[to + 1] = offsets[to]! + part.length;
    });
    return {
      offsets,
      items,
      days: Float64Array.from(order, (from) => this.days[from]!),
      people: Int32Array.from(order, (from) => this.people[from]!),
    };
  }
}

/** The sequences from number `start` up to, not including, `end`. Items are shared, not copied. */
export function sliceSequences(all: Sequences, start: number, end: number): Sequences {
  const first = all.offsets[start]!;
  return {
    offsets: all.offsets.slice(start, end + 1).map((offset) => offset - first),
    items: all.items.subarray(first, all.offsets[end]),
    days: all.days.subarray(start, end),
    people: all.people.subarray(start, end),
  };
}

/**
 * [sequences] who speaks in each: its person or, where nobody is known, a negative number of its own. What one person
 * did alone is nobody else's business, and whom nobody knows may be anybody.
 */
export function speakersOf(people: Int32Array): Int32Array {
  return people.map((person, n) => (person >= 0 ? person : -1 - n));
}

/** The items of one sequence. */
export function sequenceAt(all: Sequences, index: number): Uint32Array {
  return all.items.subarray(all.offsets[index], all.offsets[index + 1]);
}
