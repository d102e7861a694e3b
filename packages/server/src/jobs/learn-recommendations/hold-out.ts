import {
  createSessionQuery,
  fitItemPairs,
  fitSessions,
  neighborsOf,
  sequenceAt,
  sliceSequences,
  togetherDefaults,
  type Sequences,
  type ShopData,
} from '@shelfwise/core/recommend';

/** The part held out, the newest, and the most questions asked of it. */
const share = 0.1;
const maxQuestions = 2000;
const cutoff = 10;

export type HoldOutScore = Record<
  'nextInBasket' | 'basketQuestions' | 'nextInVisit' | 'visitQuestions',
  number
>;

/**
 * Trains on the older nine tenths and asks about the newest tenth. Of a basket the middle product is hidden and the
 * first one asked what it was bought with; of a visit the last product is hidden. The score is the share of hidden
 * products among the ten best.
 */
export function holdOut({ baskets, visits, items }: ShopData): HoldOutScore {
  const basketSplit = split(baskets);
  const boughtTogether = fitItemPairs(basketSplit.train, items.length, togetherDefaults);
  const inBasket = ask(basketSplit.test, (basket) => {
    const middle = Math.floor(basket.length / 2);
    const row = neighborsOf(boughtTogether, basket[0]!).slice(0, cutoff);
    return row.some(({ item }) => item === basket[middle]);
  });
  const visitSplit = split(visits);
  const session = createSessionQuery(fitSessions(visitSplit.train, items.length));
  const inVisit = ask(visitSplit.test, (visit) => {
    const known = visit.subarray(0, visit.length - 1);
    const hidden = visit[visit.length - 1]!;
    return session.recommend(known, cutoff).some(({ item }) => item === hidden);
  });
  return {
    nextInBasket: inBasket.score,
    basketQuestions: inBasket.questions,
    nextInVisit: inVisit.score,
    visitQuestions: inVisit.questions,
  };
}

function split(all: Sequences) {
  const count = all.days.length;
  const cut = Math.floor(count * (1 - share));
  return { train: sliceSequences(all, 0, cut), test: sliceSequences(all, cut, count) };
}

/** Evenly spaced questions over all sequences with at least two items. */
function ask(test: Sequences, isHit: (items: Uint32Array) => boolean) {
  const usable: number[] = [];
  for (let n = 0; n < test.days.length; n++) {
    if (test.offsets[n + 1]! - test.offsets[n]! >= 2) usable.push(n);
  }
  const questions = Math.min(maxQuestions, usable.length);
  let hits = 0;
  for (let n = 0; n < questions; n++) {
    const pick = usable[Math.floor((n * usable.length) / questions)]!;
    if (isHit(sequenceAt(test, pick))) hits++;
  }
  return { score: questions > 0 ? hits / questions : 0, questions };
}
