/** Allowed lead of the clocks of pages and other servers over ours. */
const maxAheadMs = 5 * 60_000;

/**
 * Whether a reported time (milliseconds since 1970) lies in the future by more than a wrong clock explains.
 */
export const isAhead = (at: number, now: number): boolean => at > now + maxAheadMs;
