import type { Id } from '../stores/port/documents.js';

const quietAfterMs = 30_000;
const maxWaitMs = 30 * 60_000;

interface Import {
  /** Milliseconds since 1970, as `last`. */
  since: number;
  last: number;
  underWay: number;
}

/**
 * Knows which shops are being filled. While calls that bring products or history follow each other within
 * half a minute, due jobs wait, so that a new shop's first learning happens once and on all data. A shop that
 * never rests, such as one that is synchronized every few seconds, waits at most half an hour. The state is
 * kept in memory: an import through another process only makes a job run once more.
 */
export class ImportWatch {
  private readonly imports = new Map<Id, Import>();

  constructor(private readonly clock: () => Date) {}

  async during<T>(shopId: Id, work: () => Promise<T>): Promise<T> {
    const held = this.imports.get(shopId);
    const now = this.now();
    const state = held && !this.isQuiet(held) ? held : { since: now, last: now, underWay: 0 };
    this.imports.set(shopId, state);
    state.underWay += 1;
    try {
      return await work();
    } finally {
      state.underWay -= 1;
      state.last = this.now();
    }
  }

  isImporting(shopId: Id): boolean {
    const state = this.imports.get(shopId);
    if (!state) return false;
    if (this.isQuiet(state)) {
      this.imports.delete(shopId);
      return false;
    }
    if (this.now() - state.since < maxWaitMs) return true;
    // Due jobs may run once. Then the next wait begins.
    state.since = this.now();
    return false;
  }

  private isQuiet({ last, underWay }: Import): boolean {
    return underWay === 0 && this.now() - last >= quietAfterMs;
  }

  private now(): number {
    return this.clock().getTime();
  }
}
