import type { RecommenderOptions, ShopData } from './fit-recommender.js';
import { fitPersonal, gatherHistories, personalDefaults } from './personal.js';
import { sequenceAt, sliceSequences, type Sequences } from './sequences.js';
import {
  createSessionQuery,
  fitSessions,
  sessionDefaults,
  type SessionModel,
  type SessionOptions,
} from './session-knn.js';

/**
 * Which parameters suit this shop? The defaults are tried against a few others on questions about the newest part of
 * the shop's own data, whose answers are known. Others are taken only where they are better by more than chance.
 */

/** The defaults first. Best on validation of Diginetica, where people compare for long, and of Yoochoose, where not. */
export const visitCandidates: readonly SessionOptions[] = [
  sessionDefaults,
  {
    ...sessionDefaults,
    neighbors: 300,
    maxItems: 20,
    positionDecay: 1.5,
    sessionDecay: 160,
    neighborDecay: 8,
    beforeWeight: 0.8,
    lengthPower: 0.25,
    idfPower: 2,
    matchPower: 1.5,
    repeatWeight: 2.2,
  },
  {
    ...sessionDefaults,
    neighbors: 500,
    maxItems: 10,
    positionDecay: 0.7,
    sessionDecay: 5,
    neighborDecay: 3,
    beforeWeight: 0.4,
    lengthPower: 0,
    idfPower: 1,
    matchPower: 1,
    repeatWeight: 1.3,
  },
];

/** The defaults first. The other suits histories of few items, where what was taken last says most. */
export const historyCandidates: readonly SessionOptions[] = [
  personalDefaults,
  {
    ...personalDefaults,
    neighbors: 2000,
    sampleSize: 5000,
    maxItems: 20,
    positionDecay: 2.5,
    sessionDecay: 1e6,
    neighborDecay: 4,
    lengthPower: 0,
    idfPower: 0.3,
    matchPower: 1.5,
  },
];

/** Something that happened, and what came before it. */
export interface OptionsQuestion {
  known: ArrayLike<number>;
  hidden: ReadonlySet<number>;
}

/** The newest part, held out. */
const share = 0.1;
const maxVisitQuestions = 10_000;
const maxHistoryQuestions = 1500;
/** With fewer, chance decides: the defaults stay. */
const minimumQuestions = 200;
const cutoff = 20;

/** What `fitRecommender` should be given for this shop. Costs about a training more, never the square of anything. */
export function chooseOptions(data: ShopData): RecommenderOptions {
  return {
    session: chooseVisitOptions(data.visits, data.items.length),
    personal: chooseHistoryOptions([data.visits, data.baskets], data.items.length),
  };
}

/** For visits: the last item of each of the newest visits is asked for from what came before it. */
export function chooseVisitOptions(visits: Sequences, itemCount: number): SessionOptions {
  const cut = Math.floor(visits.days.length * (1 - share));
  const questions: OptionsQuestion[] = [];
  for (let n = cut; n < visits.days.length; n++) {
    const visit = sequenceAt(visits, n);
    const known = visit.subarray(0, visit.length - 1);
    const last = visit[visit.length - 1]!;
    if (known.length > 0 && !known.includes(last)) questions.push({ known, hidden: new Set([last]) });
  }
  return chooseAmong(
    visitCandidates,
    (options) => fitSessions(sliceSequences(visits, 0, cut), itemCount, options),
    spread(questions, maxVisitQuestions),
  );
}

/** For histories: what people took first in the newest part is asked for from all that they took before. */
export function chooseHistoryOptions(sources: readonly Sequences[], itemCount: number): SessionOptions {
  const cuts = timeCuts(sources);
  const before = gatherHistories(
    sources.map((source, n) => sliceSequences(source, 0, cuts[n]!)),
    personalDefaults.maxLength,
  );
  const after = gatherHistories(
    sources.map((source, n) => sliceSequences(source, cuts[n]!, source.days.length)),
    personalDefaults.maxLength,
  );
  const placeOf = new Map(Array.from(before.people, (person, n) => [person, n]));
  const questions: OptionsQuestion[] = [];
  after.people.forEach((person, n) => {
    const place = placeOf.get(person);
    if (place === undefined) return;
    const known = sequenceAt(before, place);
    const hidden = new Set(sequenceAt(after, n));
    for (const item of known) hidden.delete(item);
    if (hidden.size > 0) questions.push({ known, hidden });
  });
  return chooseAmong(
    historyCandidates,
    (options) => fitPersonal(before, itemCount, options),
    spread(questions, maxHistoryQuestions),
  );
}

/** The candidate that answers best; the first unless another is better by more than one standard error. */
export function chooseAmong(
  candidates: readonly SessionOptions[],
  fit: (options: SessionOptions) => SessionModel,
  questions: readonly OptionsQuestion[],
): SessionOptions {
  const [defaults, ...others] = candidates;
  if (questions.length < minimumQuestions) return defaults!;
  let model = fit(defaults!);
  const usual = gains(model, questions);
  let best = { options: defaults!, lead: 0 };
  for (const options of others) {
    // What is fit depends on these two alone; all else speaks when a question is asked.
    const isSameFit =
      options.sampleSize === model.options.sampleSize && options.maxLength === model.options.maxLength;
    model = isSameFit ? { ...model, options } : fit(options);
    const lead = leadOf(gains(model, questions), usual);
    if (lead.mean > lead.standardError && lead.mean > best.lead) best = { options, lead: lead.mean };
  }
  return best.options;
}

/** Discounted gain of each answer, as in NDCG. */
function gains(model: SessionModel, questions: readonly OptionsQuestion[]): Float64Array {
  const query = createSessionQuery(model);
  return Float64Array.from(questions, ({ known, hidden }) => {
    const held = new Set(Array.from(known));
    const answer = query.recommend(known, cutoff, { skip: (item) => held.has(item) });
    return answer.reduce((sum, { item }, n) => (hidden.has(item) ? sum + 1 / Math.log2(n + 2) : sum), 0);
  });
}

function leadOf(values: Float64Array, usual: Float64Array): { mean: number; standardError: number } {
  const differences = values.map((value, n) => value - usual[n]!);
  const mean = differences.reduce((sum, value) => sum + value, 0) / differences.length;
  const variance = differences.reduce((sum, value) => sum + (value - mean) ** 2, 0) / differences.length;
  return { mean, standardError: Math.sqrt(variance / differences.length) };
}

/** Where the newest part of each source begins: at one time for all, the one that leaves them `share` together. */
function timeCuts(sources: readonly Sequences[]): number[] {
  const days = Float64Array.from(sources.flatMap((source) => [...source.days])).sort();
  const from = days[Math.floor(days.length * (1 - share))] ?? Infinity;
  return sources.map((source) => {
    const first = source.days.findIndex((day) => day >= from);
    return first < 0 ? source.days.length : first;
  });
}

function spread<T>(all: readonly T[], most: number): readonly T[] {
  if (all.length <= most) return all;
  return Array.from({ length: most }, (_, n) => all[Math.floor((n * all.length) / most)]!);
}
