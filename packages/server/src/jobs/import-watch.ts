import type { Id } from '../stores/port/documents.js';

/**
 * Knows which shops are being filled: while calls that bring products, stock or history are under way or follow each
 * other within half a minute, jobs that are due wait, so that a new shop's first learning happens once, on all of it.
 * A shop that never rests, such as one that is synchronized every few seconds, waits half an hour at most. Kept in
 * memory: an import through another process merely lets a job run once more.
 */
export interface ImportWatch {
  during<T>(shopId: Id, work: () => Promise<T>): Promise<T>;
  isImporting(shopId: Id): boolean;
}

const quietAfterMs = 30_000;
const maxWaitMs = 30 * 60_000;

export function createImportWatch(clock: () => Date): ImportWatch {
  const imports = new Map<Id, { since: number; last: number; underWay: number }>();
  const now = () => clock().getTime();
  const isQuiet = ({ last, underWay }: { last: number; underWay: number }) =>
    underWay === 0 && now() - last >= quietAfterMs;

  return {
    async during(shopId, work) {
      const held = imports.get(shopId);
      const state = held && !isQuiet(held) ? held : { since: now(), last: now(), underWay: 0 };
      imports.set(shopId, state);
      state.underWay += 1;
      try {
        return await work();
      } finally {
        state.underWay -= 1;
        state.last = now();
      }
    },
    isImporting(shopId) {
      const state = imports.get(shopId);
      if (!state) return false;
      if (isQuiet(state)) {
        imports.delete(shopId);
        return false;
      }
      if (now() - state.since < maxWaitMs) return true;
      // What is due may run once; then the next wait begins.
      state.since = now();
      return false;
    },
  };
}
