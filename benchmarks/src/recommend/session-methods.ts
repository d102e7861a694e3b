import {
  chooseVisitOptions,
  createNeighborVote,
  createSessionQuery,
  fitItemPairs,
  fitSessions,
  sessionDefaults,
  type Sequences,
  type SessionOptions,
} from '@shelfwise/core/recommend';
import { plainCosine } from './plain-cosine.js';
import { toSequences, type NextItem, type SessionData } from './session-protocol.js';

/** A way to answer, fit on the training visits. */
export interface SessionMethod {
  name: string;
  ours: boolean;
  fit(data: SessionData): NextItem;
}

/** The most clicked items, whatever the visit holds. */
const popularity: SessionMethod = {
  name: 'popularity',
  ours: false,
  fit({ train, itemCount }) {
    const counts = new Float64Array(itemCount);
    for (const visit of train) for (const item of visit) counts[item]!++;
    const ranked = Array.from(counts.keys()).sort((a, b) => counts[b]! - counts[a]! || a - b);
    return (_, limit) => ranked.slice(0, limit);
  },
};

/** More than any visit's items could push out of the answer. */
const candidates = 500;

/** Cosine neighbors of all items of the visit, added up. */
const itemNeighbors: SessionMethod = {
  name: 'item-kNN cosine',
  ours: false,
  fit({ train, itemCount }) {
    const table = fitItemPairs(toSequences(train, 1), itemCount, plainCosine);
    const vote = createNeighborVote(itemCount);
    return (prefix, limit) => {
      const distinct = [...new Set(prefix)];
      const even = new Float64Array(distinct.length).fill(1);
      const scores = new Map<number, number>();
      for (const { item, score } of vote([{ table, weight: 1 }], distinct, even, candidates)) {
        scores.set(item, score);
      }
      // An item is its own nearest neighbor, with a cosine of 1: nothing is filtered out in this protocol.
      for (const item of distinct) scores.set(item, (scores.get(item) ?? 0) + 1);
      return [...scores]
        .sort(([a, x], [b, y]) => y - x || a - b)
        .slice(0, limit)
        .map(([item]) => item);
    };
  },
};

function neighborsOfVisits(
  name: string,
  ours: boolean,
  spanDays: number,
  choose: (visits: Sequences, itemCount: number) => SessionOptions,
): SessionMethod {
  return {
    name,
    ours,
    fit({ train, itemCount }) {
      const visits = toSequences(train, spanDays);
      const query = createSessionQuery(fitSessions(visits, itemCount, choose(visits, itemCount)));
      return (prefix, limit) => query.recommend(prefix, limit).map(({ item }) => item);
    },
  };
}

export function sessionMethods(spanDays: number): SessionMethod[] {
  return [
    popularity,
    itemNeighbors,
    neighborsOfVisits('visit neighbors, defaults', false, spanDays, () => sessionDefaults),
    // As the product learns: it chooses its parameters on the newest part of the training visits.
    neighborsOfVisits('visit neighbors', true, spanDays, chooseVisitOptions),
  ];
}
