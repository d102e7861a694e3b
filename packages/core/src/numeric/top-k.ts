/**
 * The `k` best of many scored items, without sorting them all: a binary heap whose root is the worst one kept.
 * Equal scores are ordered by the lower item number, so that the result never depends on the order of arrival.
 * Cost: O(n log k) time, O(k) memory; `reset` allows reuse without a new allocation.
 *
 *         worst            an item enters when it beats the root;
 *        /     \           `drain` pops the worst one by one,
 *      ...     ...         filling its answer from the end
 */
export interface Ranked {
  item: number;
  score: number;
}

export class TopK {
  private items: Uint32Array;
  private scores: Float64Array;
  private size = 0;

  constructor(private limit: number) {
    this.items = new Uint32Array(limit);
    this.scores = new Float64Array(limit);
  }

  /** Forgets everything; a larger `limit` grows the buffers. */
  reset(limit = this.limit): void {
    this.size = 0;
    this.limit = limit;
    if (limit > this.items.length) {
      this.items = new Uint32Array(limit);
      this.scores = new Float64Array(limit);
    }
  }

  /** What a score must exceed to be sure of a place: asked before costly checks of an item. */
  get threshold(): number {
    return this.size < this.limit ? -Infinity : this.limit > 0 ? this.scores[0]! : Infinity;
  }

  push(item: number, score: number): void {
    if (this.size < this.limit) {
      this.siftUp(this.size++, item, score);
    } else if (this.limit > 0 && isWorse(this.items[0]!, this.scores[0]!, item, score)) {
      this.siftDown(item, score);
    }
  }

  /** Best first; leaves the heap empty. */
  drain(): Ranked[] {
    const ranked = new Array<Ranked>(this.size);
    while (this.size > 0) {
      ranked[this.size - 1] = { item: this.items[0]!, score: this.scores[0]! };
      this.size--;
      if (this.size > 0) this.siftDown(this.items[this.size]!, this.scores[this.size]!);
    }
    return ranked;
  }

  /** As `drain`, but without order and into the caller's array: when only the set counts. Answers how many. */
  drainUnordered(into: Uint32Array): number {
    into.set(this.items.subarray(0, this.size));
    const { size } = this;
    this.size = 0;
    return size;
  }

  private siftUp(start: number, item: number, score: number): void {
    let place = start;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      if (!isWorse(item, score, this.items[parent]!, this.scores[parent]!)) break;
      this.items[place] = this.items[parent]!;
      this.scores[place] = this.scores[parent]!;
      place = parent;
    }
    this.items[place] = item;
    this.scores[place] = score;
  }

  /** Puts a pair in the root's place. */
  private siftDown(item: number, score: number): void {
    let place = 0;
    for (;;) {
      let child = 2 * place + 1;
      if (child >= this.size) break;
      const right = child + 1;
      if (
        right < this.size &&
        isWorse(this.items[right]!, this.scores[right]!, this.items[child]!, this.scores[child]!)
      ) {
        child = right;
      }
      if (!isWorse(this.items[child]!, this.scores[child]!, item, score)) break;
      this.items[place] = this.items[child]!;
      this.scores[place] = this.scores[child]!;
      place = child;
    }
    this.items[place] = item;
    this.scores[place] = score;
  }
}

function isWorse(item: number, score: number, thanItem: number, thanScore: number): boolean {
  return score < thanScore || (score === thanScore && item > thanItem);
}
