/**
 * Whether a question is shown to the owner as one without an answer. It is if the shopper learned that the
 * assistant does not know or understand, or was handed to a person without a fact of the shop. A complaint
 * that the FAQ answers counts as answered although a person is named too; so does the remark that the shop
 * does not sell something, and products shown instead of others.
 *
 * `reports` are those of the turn's actions (`ActionOutcome.unanswered`): one that leaves something open
 * outweighs one that answers. Where no action reports anything, a message that was not understood, or that
 * another engine's action handed on, is `presumed` to be open.
 */
export function isUnanswered(reports: readonly (boolean | undefined)[], presumed: boolean): boolean {
  return reports.includes(true) || (presumed && !reports.includes(false));
}
