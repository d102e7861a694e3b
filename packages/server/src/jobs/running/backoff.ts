/**
 * Milliseconds to wait after a failed attempt (1 is the first): one second, doubled each time, at most a
 * minute. `random` in [0, 1) spreads jobs that failed together over the second half of the wait.
 */
export function backoffMs(attempt: number, random: number): number {
  const full = Math.min(60_000, 1000 * 2 ** (attempt - 1));
  return Math.round((full * (1 + random)) / 2);
}
