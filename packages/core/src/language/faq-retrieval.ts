import { dot, featurize, fitFeaturizer, type Featurizer, type SparseVector } from './featurizer.js';

/**
 * Which FAQ entry answers a question: cosine of the TF-IDF vectors with each way of asking it, the best way counting,
 * and a little of the answer's own words for questions that are worded like the answer. O(entries × non-zeros).
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
  entries: { key: string; questions: SparseVector[]; answer: SparseVector }[];
  background: SparseVector[];
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
  const asked = questions.flatMap((entry) => [entry.question, ...entry.variations]);
  const featurizer = fitFeaturizer([...asked, ...questions.map((entry) => entry.answer), ...background]);
  return {
    featurizer,
    background: background.map((text) => featurize(featurizer, text)),
    unknownIdf: featurizer.idf.reduce((a, b) => Math.max(a, b), 0),
    entries: questions.map((entry) => ({
      key: entry.key,
      questions: [entry.question, ...entry.variations].map((text) => featurize(featurizer, text)),
      answer: featurize(featurizer, entry.answer),
    })),
  };
}

/** Best first, at most `limit`. */
export function findFaq(index: FaqIndex, utterance: string, limit = 3): FaqMatch[] {
  const vector = featurize(index.featurizer, utterance, index.unknownIdf);
  return index.entries
    .map(({ key, questions, answer }) => {
      const asked = questions.reduce((best, question) => Math.max(best, dot(vector, question)), 0);
      const told = dot(vector, answer);
      return { key, asked, similarity: Math.min(1, Math.max(asked, 0) + answerWeight * told * (1 - asked)) };
    })
    .filter((match) => match.similarity > 0)
    .sort((a, b) => b.similarity - a.similarity || (a.key < b.key ? -1 : 1))
    .slice(0, limit);
}

/** Cosine with the nearest of the other utterances, by the same measure as `findFaq`: an entry must be nearer than that. */
export function nearestBackground(index: FaqIndex, utterance: string): number {
  const vector = featurize(index.featurizer, utterance, index.unknownIdf);
  return index.background.reduce((best, other) => Math.max(best, dot(vector, other)), 0);
}
