/**
 * What will this person buy again? How often they bought it, recent purchases counting more: personal frequency is the
 * strongest simple answer to repeat purchases (Li et al. 2023, "A next basket recommendation reality check").
 * `bought` holds one entry a purchase, oldest first. Equal ones are ordered by item number.
 */
export function rankBuyAgain(bought: readonly number[]): { item: number; score: number }[] {
  const scores = new Map<number, number>();
  bought.forEach((item, n) => {
    scores.set(item, (scores.get(item) ?? 0) + Math.exp((n + 1 - bought.length) / purchaseDecay));
  });
  return [...scores]
    .map(([item, score]) => ({ item, score }))
    .sort((a, b) => b.score - a.score || a.item - b.item);
}

/** Purchases after which one counts 1/e. Set by hand, not tuned. */
const purchaseDecay = 100;
