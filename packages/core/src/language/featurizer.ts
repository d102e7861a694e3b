import { finish } from '../numeric/finish.js';
import { tokenize } from './tokenize.js';

/**
 * Turns an utterance into a sparse vector: word 1–2-grams and character 2–5-grams inside word boundaries (the
 * latter carry typos and unseen forms), each weighted by sublinear term frequency × inverse document frequency
 * (G. Salton, C. Buckley, "Term-weighting approaches in automatic text retrieval", 1988), each block scaled to unit
 * length and then the two blocks together, so that long words do not drown the word block. O(characters).
 */

/** Sorted by index; parallel arrays. */
export interface SparseVector {
  indices: Int32Array;
  values: Float32Array;
}

export interface FeaturizerOptions {
  /** A feature seen in fewer training utterances is dropped: fewer make a larger model. */
  minCount: number;
  maxWordGram: number;
  minCharGram: number;
  maxCharGram: number;
  /** Length of the character block beside the word block's 1. */
  charWeight: number;
}

/** Chosen by 5-fold cross-validation on the training parts of Banking77 and HWU64. */
export const featurizerDefaults: Readonly<FeaturizerOptions> = Object.freeze({
  minCount: 1,
  maxWordGram: 2,
  minCharGram: 2,
  maxCharGram: 5,
  charWeight: 1,
});

export interface Featurizer {
  options: FeaturizerOptions;
  /** Term → column. Words carry the prefix `w:`, characters `c:`. */
  vocabulary: ReadonlyMap<string, number>;
  /** By column. */
  idf: Float32Array;
  /** Words seen in training, to measure how foreign an utterance is. */
  words: ReadonlySet<string>;
}

export function fitFeaturizer(
  utterances: readonly string[],
  options: Partial<FeaturizerOptions> = {},
): Featurizer {
  return finish(fitFeaturizerInSteps(utterances, options));
}

/** The same, an utterance a step. */
export function* fitFeaturizerInSteps(
  utterances: readonly string[],
  options: Partial<FeaturizerOptions> = {},
): Generator<void, Featurizer> {
  const settings = { ...featurizerDefaults, ...options };
  const documentCounts = new Map<string, number>();
  for (const utterance of utterances) {
    for (const term of countTerms(utterance, settings).keys()) {
      documentCounts.set(term, (documentCounts.get(term) ?? 0) + 1);
    }
    yield;
  }
  const terms = [...documentCounts.keys()].filter(
    (term) => documentCounts.get(term)! >= settings.minCount || isSingleWord(term),
  );
  const idf = Float32Array.from(
    terms,
    (term) => Math.log((1 + utterances.length) / (1 + documentCounts.get(term)!)) + 1,
  );
  return featurizerOf(terms, idf, settings);
}

/** Puts a featurizer together from what is stored: terms in column order. */
export function featurizerOf(
  terms: readonly string[],
  idf: Float32Array,
  options: FeaturizerOptions,
): Featurizer {
  return {
    options,
    vocabulary: new Map(terms.map((term, column) => [term, column])),
    idf,
    words: new Set(terms.filter(isSingleWord).map((term) => term.slice(2))),
  };
}

/**
 * Of unit length over the terms that are known. With `unknownIdf` what is not known counts in the length too, so that the
 * cosine of a sentence that is mostly foreign stays small, however well its one known word fits.
 */
export function featurize(featurizer: Featurizer, utterance: string, unknownIdf = 0): SparseVector {
  const { vocabulary, idf, options } = featurizer;
  const columns: number[] = [];
  const weights: number[] = [];
  const isChar: boolean[] = [];
  let wordNorm = 0;
  let charNorm = 0;
  for (const [term, count] of countTerms(utterance, options)) {
    const column = vocabulary.get(term);
    if (column === undefined && unknownIdf === 0) continue;
    const weight = (1 + Math.log(count)) * (column === undefined ? unknownIdf : idf[column]!);
    const ofChars = term.startsWith('c');
    if (ofChars) charNorm += weight * weight;
    else wordNorm += weight * weight;
    if (column === undefined) continue;
    columns.push(column);
    weights.push(weight);
    isChar.push(ofChars);
  }
  const total = Math.hypot(wordNorm > 0 ? 1 : 0, charNorm > 0 ? options.charWeight : 0) || 1;
  const wordScale = 1 / (Math.sqrt(wordNorm || 1) * total);
  const charScale = options.charWeight / (Math.sqrt(charNorm || 1) * total);
  const order = columns.map((_, i) => i).sort((a, b) => columns[a]! - columns[b]!);
  return {
    indices: Int32Array.from(order, (i) => columns[i]!),
    values: Float32Array.from(order, (i) => weights[i]! * (isChar[i]! ? charScale : wordScale)),
  };
}

/** Share of an utterance's words that training never saw, 0–1; 1 for an utterance without words. */
export function unknownShare(featurizer: Featurizer, utterance: string): number {
  const words = tokenize(utterance).filter((token) => token !== '?');
  if (words.length === 0) return 1;
  return words.filter((token) => !featurizer.words.has(token)).length / words.length;
}

/** Inner product; the cosine for vectors of unit length. O(nnz). */
export function dot(a: SparseVector, b: SparseVector): number {
  let sum = 0;
  let i = 0;
  let j = 0;
  while (i < a.indices.length && j < b.indices.length) {
    const difference = a.indices[i]! - b.indices[j]!;
    if (difference === 0) sum += a.values[i++]! * b.values[j++]!;
    else if (difference < 0) i++;
    else j++;
  }
  return sum;
}

function isSingleWord(term: string): boolean {
  return term.startsWith('w:') && !term.includes(' ');
}

function countTerms(utterance: string, options: FeaturizerOptions): Map<string, number> {
  const counts = new Map<string, number>();
  const add = (term: string) => counts.set(term, (counts.get(term) ?? 0) + 1);
  const tokens = tokenize(utterance);
  for (let size = 1; size <= options.maxWordGram; size++) {
    for (let start = 0; start + size <= tokens.length; start++) {
      add(`w:${tokens.slice(start, start + size).join(' ')}`);
    }
  }
  for (const token of tokens) {
    const padded = ` ${token} `;
    for (let size = options.minCharGram; size <= options.maxCharGram; size++) {
      for (let start = 0; start + size <= padded.length; start++)
        add(`c:${padded.slice(start, start + size)}`);
    }
  }
  return counts;
}
