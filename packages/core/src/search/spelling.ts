import { stem } from '../language/index.js';

/** A word of the catalogue that a shopper may have meant. */
export interface Correction {
  word: string;
  /** How far it is from what was typed, in slips and parts of them. */
  distance: number;
}

/**
 * Words of the catalogue within one slip (letter left out, added, changed, or two swapped) of a word that it does not
 * have, or within two of a long one: the nearest first, then the most frequent. None for a word that is spelt right, is
 * very short or holds digits. O(vocabulary).
 */
export function corrections(
  word: string,
  frequencies: ReadonlyMap<string, number>,
  limit: number,
): Correction[] {
  if (word.length < 4 || frequencies.has(word) || /\d/.test(word)) return [];
  // "towls" may be "towel": where the catalogue has only the singular, that is a quarter of a slip further away.
  const bare = stem(word);
  const found: (Correction & { frequency: number })[] = [];
  for (const [candidate, frequency] of frequencies) {
    if (candidate.length < 3) continue;
    const asWritten = distanceTo(word, candidate);
    const distance = bare === word ? asWritten : Math.min(asWritten, distanceTo(bare, candidate) + 0.25);
    if (distance < Infinity) found.push({ word: candidate, distance, frequency });
  }
  return found
    .sort((a, b) => a.distance - b.distance || b.frequency - a.frequency)
    .slice(0, limit)
    .map(({ word, distance }) => ({ word, distance }));
}

/** The word a shopper meant, as far as the word alone tells; itself when there is nothing like it. */
export function correctSpelling(word: string, frequencies: ReadonlyMap<string, number>): string {
  return corrections(word, frequencies, 1)[0]?.word ?? word;
}

/** The first letter is seldom wrong: a candidate that changes it counts as half a slip further away. */
function distanceTo(word: string, candidate: string): number {
  const slips = slipsWithin(word, candidate, word.length >= 8 ? 2 : 1);
  if (candidate.startsWith(word[0]!)) return slips;
  // Of a short word too little is left then: "lawn" is no slip for "fawn".
  return word.length < 5 ? Infinity : slips + 0.5;
}

/**
 * Optimal string alignment distance (Levenshtein with swaps of neighbours; F. Damerau 1964) of words that are at most
 * `allowed` slips apart; Infinity for all others. Where they first differ there are four ways on, so that hardly more than
 * the letters before it are looked at in a word that is none of the other: O(length · 4^allowed).
 */
export function slipsWithin(a: string, b: string, allowed: number, i = 0, j = 0): number {
  const far = a.length - i - (b.length - j);
  if (far > allowed || -far > allowed) return Infinity;
  while (i < a.length && a.charCodeAt(i) === b.charCodeAt(j)) {
    i++;
    j++;
  }
  if (i >= a.length || j >= b.length) return Math.abs(far);
  if (allowed === 0) return Infinity;
  const left = allowed - 1;
  let slips = Math.min(
    slipsWithin(a, b, left, i + 1, j + 1),
    slipsWithin(a, b, left, i + 1, j),
    slipsWithin(a, b, left, i, j + 1),
  );
  if (a.charCodeAt(i) === b.charCodeAt(j + 1) && a.charCodeAt(i + 1) === b.charCodeAt(j))
    slips = Math.min(slips, slipsWithin(a, b, left, i + 2, j + 2));
  return slips + 1;
}
