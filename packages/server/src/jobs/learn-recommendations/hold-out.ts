import {
  createSessionQuery,
  fitItemPairs,
  fitSessions,
  neighborsOf,
  sequenceAt,
  sliceSequences,
  togetherDefaults,
  type RecommenderModel,
  type RecommenderOptions,
  type Sequences,
  type ShopData,
} from '@shelfwise/core/recommend';

/** Share of the data that is held out: the newest. */
const share = 0.1;
const maxQuestions = 2000;
/** Recommendations that are looked at for the hidden product. */
const cutoff = 10;

export type HoldOutScore = Record<
  'nextInBasket' | 'basketQuestions' | 'nextInVisit' | 'visitQuestions',
  number
>;

/** A model under test, in item numbers of the data. Its lists are empty where it knows nothing. */
interface TestedModel {
  /** Items bought with one, best first. */
  boughtWith(item: number): readonly number[];
  /** Next items of a visit, best first. */
  next(visit: Uint32Array): readonly number[];
}

/**
 * Trains on the older nine tenths and asks about the newest tenth. In a basket, the middle product is hidden,
 * and the model is asked what the first one was bought with. In a visit, the last product is hidden. The
 * score is the share of hidden products that are among the ten best.
 */
export function holdOut({ baskets, visits, items }: ShopData, options: RecommenderOptions): HoldOutScore {
  const boughtTogether = fitItemPairs(olderPart(baskets), items.length, togetherDefaults);
  const session = createSessionQuery(fitSessions(olderPart(visits), items.length, options.session));
  return score(baskets, visits, {
    boughtWith: (item) => neighborsOf(boughtTogether, item).map((one) => one.item),
    next: (visit) => session.recommend(visit, cutoff).map(({ item }) => item),
  });
}

/**
 * Asks the same questions of a model that was trained before. It may know much of the newest tenth already,
 * which helps its score: it falls behind only where shoppers now act differently.
 */
export function scoreOnHoldOut(model: RecommenderModel, { baskets, visits, items }: ShopData): HoldOutScore {
  const theirs = new Map(model.groups.map((group, item) => [group, item]));
  const ours = new Map(items.map(({ group }, item) => [group, item]));
  const toTheirs = items.map(({ group }) => theirs.get(group));
  const toOurs = model.groups.map((group) => ours.get(group) ?? -1);
  const session = createSessionQuery(model.session);
  return score(baskets, visits, {
    boughtWith(item) {
      const known = toTheirs[item];
      return known === undefined
        ? []
        : neighborsOf(model.boughtTogether, known).map((one) => toOurs[one.item]!);
    },
    next(visit) {
      const known = Array.from(visit).flatMap((item) => toTheirs[item] ?? []);
      return session.recommend(known, cutoff).map(({ item }) => toOurs[item]!);
    },
  });
}

function score(baskets: Sequences, visits: Sequences, model: TestedModel): HoldOutScore {
  const inBasket = ask(newestPart(baskets), (basket) => {
    const middle = Math.floor(basket.length / 2);
    return model.boughtWith(basket[0]!).slice(0, cutoff).includes(basket[middle]!);
  });
  const inVisit = ask(newestPart(visits), (visit) =>
    model.next(visit.subarray(0, visit.length - 1)).includes(visit[visit.length - 1]!),
  );
  return {
    nextInBasket: inBasket.score,
    basketQuestions: inBasket.questions,
    nextInVisit: inVisit.score,
    visitQuestions: inVisit.questions,
  };
}

const cutOf = (all: Sequences) => Math.floor(all.days.length * (1 - share));
const olderPart = (all: Sequences) => sliceSequences(all, 0, cutOf(all));
const newestPart = (all: Sequences) => sliceSequences(all, cutOf(all), all.days.length);

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
