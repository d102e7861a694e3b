import { finish } from '../numeric/finish.js';
import { featurize, fitFeaturizerInSteps, type Featurizer } from './featurizer.js';
import { dotWithAll, indexVectors, type VectorIndex } from './vector-index.js';

/**
 * Which FAQ entry answers a question: cosine of the TF-IDF vectors with each way of asking it, the best way counting,
 * and a little of the answer's own words for questions that are worded like the answer. A question is compared with
 * what shares a feature with it, through an inverted index.
 */

export interface FaqQuestion {
  key: string;
  question: string;
  variations: readonly string[];
  answer: string;
}

export interface FaqIndex {
  featurizer: Featurizer;
  /** Weight of a word that nobody used before, in a question: as much as the rarest has. */
  unknownIdf: number;
  keys: string[];
  /** Ways of asking, entry after entry: entry `e` has those from `firstQuestion[e]` to `firstQuestion[e + 1]`. */
  questions: VectorIndex;
  firstQuestion: Int32Array;
  /** One an entry. */
  answers: VectorIndex;
  background: VectorIndex;
}

export interface FaqMatch {
  key: string;
  /** 0–1. */
  similarity: number;
  /** Of it, what the ways of asking alone make. */
  asked: number;
}

/** Words of the answer count this much beside the question's own. */
const answerWeight = 0.35;

/** `background`: other utterances of the shop, so that common words weigh little in a short FAQ too. */
export function fitFaqIndex(questions: readonly FaqQuestion[], background: readonly string[] = []): FaqIndex {
  return finish(fitFaqIndexInSteps(questions, background));
}

/** The same, a text a step: some tens of microseconds each, so that a server can answer others in between. */
export function* fitFaqIndexInSteps(
  entries: readonly FaqQuestion[],
  background: readonly string[] = [],
): Generator<void, FaqIndex> {
  const waysOf = ({ question, variations }: FaqQuestion) => [question, ...variations];
  const asked = entries.flatMap(waysOf);
  const answers = entries.map(({ answer }) => answer);
  const featurizer = yield* fitFeaturizerInSteps([...asked, ...answers, ...background]);
  const columns = featurizer.idf.length;
  function* vectorsOf(texts: readonly string[]) {
    const vectors = [];
    for (const text of texts) {
      vectors.push(featurize(featurizer, text));
      yield;
    }
    return indexVectors(vectors, columns);
  }
  const firstQuestion = new Int32Array(entries.length + 1);
  entries.forEach((entry, e) => (firstQuestion[e + 1] = firstQuestion[e]! + waysOf(entry).length));
  return {
    featurizer,
    unknownIdf: featurizer.idf.reduce((a, b) => Math.max(a, b), 0),
    keys: entries.map(({ key }) => key),
    questions: yield* vectorsOf(asked),
    firstQuestion,
    answers: yield* vectorsOf(answers),
    background: yield* vectorsOf(background),
  };
}

/** Best first, at most `limit`. */
export function findFaq(index: FaqIndex, utterance: string, limit = 3): FaqMatch[] {
  const { keys, firstQuestion } = index;
  const vector = featurize(index.featurizer, utterance, index.unknownIdf);
  const nearness = dotWithAll(index.questions, vector);
  const told = dotWithAll(index.answers, vector);
  return keys
    .map((key, e) => {
      let asked = 0;
      for (let q = firstQuestion[e]!; q < firstQuestion[e + 1]!; q++) asked = Math.max(asked, nearness[q]!);
      return { key, asked, similarity: Math.min(1, asked + answerWeight * told[e]! * (1 - asked)) };
    })
    .filter((match) => match.similarity > 0)
    .sort((a, b) => b.similarity - a.similarity || (a.key < b.key ? -1 : 1))
    .slice(0, limit);
}

/** Cosine with the nearest of the other utterances, by the same measure as `findFaq`: an entry must be nearer than that. */
export function nearestBackground(index: FaqIndex, utterance: string): number {
  const vector = featurize(index.featurizer, utterance, index.unknownIdf);
  return dotWithAll(index.background, vector).reduce((best, one) => Math.max(best, one), 0);
}
