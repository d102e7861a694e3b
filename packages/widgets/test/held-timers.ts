/** Timers that a test runs itself, so that it need not wait for them. */
export interface HeldTimers {
  /** How many wait. */
  readonly count: number;
  /** Runs those that wait now, whatever their delay. */
  run(): void;
  /** Gives the page its own timers back. */
  release(): void;
}

export function holdTimers(): HeldTimers {
  const { setTimeout: original, clearTimeout: originalClear } = window;
  const waiting = new Map<number, () => void>();
  let last = 0;
  // Negative, so that no timer of the page has the same number.
  window.setTimeout = ((work: () => void) => {
    waiting.set(--last, work);
    return last;
  }) as typeof setTimeout;
  window.clearTimeout = ((timer: number | undefined) => {
    if (!waiting.delete(timer ?? 0)) originalClear(timer);
  }) as typeof clearTimeout;
  return {
    get count() {
      return waiting.size;
    },
    run() {
      const due = [...waiting.values()];
      waiting.clear();
      for (const work of due) work();
    },
    release() {
      Object.assign(window, { setTimeout: original, clearTimeout: originalClear });
    },
  };
}
