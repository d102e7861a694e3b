/** The clocks of pages and of other servers may be this far ahead of ours. */
const maxAheadMs = 5 * 60_000;

/** Whether a reported moment (milliseconds since 1970) has not come yet, whatever the sender's clock says. */
export const isAhead = (at: number, now: number): boolean => at > now + maxAheadMs;
