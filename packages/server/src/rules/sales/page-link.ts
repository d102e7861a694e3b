/** The thank-you page comes right after the order. */
const freshMs = 30 * 60_000;
/** Allowed difference between the shop's clock and ours. */
const clockSkewMs = 5 * 60_000;

/**
 * Whether a page may link its visitor to an order of this age. A link from before its order was placed was
 * made for an order number that did not exist yet, and is refused.
 */
export function isFreshLink(placedAt: Date, linkedAt: Date): boolean {
  const age = linkedAt.getTime() - placedAt.getTime();
  return age <= freshMs && age >= -clockSkewMs;
}
