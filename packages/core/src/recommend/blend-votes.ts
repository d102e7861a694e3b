import type { Voted } from './neighbor-vote.js';

export interface VoteShare {
  /** Best first. */
  voted: readonly Voted[];
  share: number;
}

export interface Blended extends Voted {
  /** Which list spoke loudest for the item, as its place in the call. */
  from: number;
}

/** Lists whose scores have different scales: each is divided by its best, then they are added up by share. */
export function blendVotes(lists: readonly VoteShare[]): Blended[] {
  const merged = new Map<number, Blended & { loudest: number }>();
  for (let from = 0; from < lists.length; from++) {
    const { voted, share } = lists[from]!;
    if (voted.length === 0 || !(share > 0)) continue;
    const scale = share / voted[0]!.score;
    for (const { item, score, because } of voted) {
      const own = scale * score;
      const held = merged.get(item);
      if (!held) {
        merged.set(item, { item, score: own, because, from, loudest: own });
        continue;
      }
      held.score += own;
      if (own > held.loudest) {
        held.because = because;
        held.from = from;
        held.loudest = own;
      }
    }
  }
  return [...merged.values()].sort((a, b) => b.score - a.score || a.item - b.item);
}
