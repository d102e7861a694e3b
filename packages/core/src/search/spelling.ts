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

function slipsWithin(word: string, candidate: string, allowed: number): number {
  if (Math.abs(candidate.length - word.length) > allowed) return Infinity;
  const slips = slipsBetween(word, candidate, allowed);
  return slips > allowed ? Infinity : slips;
}

/**
 * Optimal string alignment distance (Levenshtein with swaps of neighbours; F. Damerau 1964), or anything over `limit`
 * as soon as it is known to exceed it. O(length²).
 */
export function slipsBetween(a: string, b: string, limit = Infinity): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let smallest = i;
    for (let j = 1; j <= b.length; j++) {
      const change = a[i - 1] === b[j - 1] ? 0 : 1;
      let slips = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + change);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        slips = Math.min(slips, beforeLast[j - 2]! + 1);
      }
      row.push(slips);
      smallest = Math.min(smallest, slips);
    }
    if (smallest > limit) return smallest;
    beforeLast = last;
    last = row;
  }
  return last[b.length]!;
}
