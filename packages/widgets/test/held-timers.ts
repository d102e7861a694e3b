/** Timers that a test runs itself, so that it does not wait for them. */
export interface HeldTimers {
  /** Number of waiting timers. */
  readonly count: number;
  /** Runs the waiting timers, whatever their delay. */
  run(): void;
  /** Restores the page's own timers. */
  release(): void;
}

export function holdTimers(): HeldTimers {
  const original = window.setTimeout.bind(window);
  const originalClear = window.clearTimeout.bind(window);
  const waiting = new Map<number, () => void>();
  let last = 0;
  // Negative ids never collide with those of the page's own timers.
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
