import { stem } from '../language/index.js';

/**
 * The word a shopper meant: the most frequent word of the catalogue within one slip (letter left out, added, changed, or
 * two swapped), or two slips in a long word. O(vocabulary) for a word that the catalogue does not have.
 */
export function correctSpelling(word: string, frequencies: ReadonlyMap<string, number>): string {
  if (word.length < 4 || frequencies.has(word) || /\d/.test(word)) return word;
  const allowed = word.length >= 8 ? 2 : 1;
  // "towls" may be "towel": where the catalogue has only the singular, that is a quarter of a slip further away.
  const bare = stem(word);
  let best = word;
  let bestSlips = allowed + 1;
  let bestFrequency = 0;
  for (const [candidate, frequency] of frequencies) {
    if (candidate.length < 3) continue;
    const asWritten = slipsWithin(word, candidate, allowed);
    const slips =
      bare === word ? asWritten : Math.min(asWritten, slipsWithin(bare, candidate, allowed) + 0.25);
    if (slips === Infinity) continue;
    // The first letter is seldom wrong: a candidate that changes it counts as half a slip further away.
    const distance = slips + (candidate.startsWith(word[0]!) ? 0 : 0.5);
    if (distance < bestSlips || (distance === bestSlips && frequency > bestFrequency)) {
      best = candidate;
      bestSlips = distance;
      bestFrequency = frequency;
    }
  }
  return best;
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
