/** Options of an `LRUCache` whose values are stale from `staleAfterMs` (at least 2) after they were set. */
export function timeToLive(clock: () => Date, staleAfterMs: number) {
  return {
    // A value is stale in the millisecond after its `ttl`.
    ttl: staleAfterMs - 1,
    // No cached time: the clock may be a test's.
    ttlResolution: 0,
    perf: { now: forwardTime(clock, staleAfterMs) },
  };
}

/**
 * The clock in milliseconds. Set back, it leaps ahead instead, so that held values are read again rather than
 * kept.
 */
function forwardTime(clock: () => Date, leapMs: number): () => number {
  let latest = -Infinity;
  let ahead = 0;
  return () => {
    const time = clock().getTime() + ahead;
    if (time >= latest) return (latest = time);
    ahead += latest - time + leapMs;
    return (latest += leapMs);
  };
}
