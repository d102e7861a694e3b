/**
 * Which questions stand before the owner as without an answer: exactly those of which the shopper was told that the
 * assistant does not know or did not understand, or that were passed on with nothing of the shop's own facts. Who passes a
 * complaint on with the FAQ's answer to it has answered; so has who says that the shop does not have something, or shows
 * products in its place.
 *
 * `told` is what the actions of a turn say of it (`ActionOutcome.unanswered`): one that leaves something open counts before
 * one that answers. Where none says anything, a message that was not understood is `presumed` to be open, and so is one
 * that somebody else's action passed on.
 */
export function isUnanswered(told: readonly (boolean | undefined)[], presumed: boolean): boolean {
  return told.includes(true) || (presumed && !told.includes(false));
}
