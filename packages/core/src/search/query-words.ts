import { splitUnspaced } from '../language/index.js';

/** How texts and queries are cut into the words by which products are found. */

/**
 * A query is as long as its writer likes, and every step of the cascade looks each of its words up, the forgiving ones
 * among all words there are: the first different ones count, and no more letters of each than words have.
 */
const maxWords = 16;
const maxLetters = 32;

/** The different words of a query, of letters and lengths that a catalogue's words have. */
export function readWords(query: string): string[] {
  const different = new Set<string>();
  for (const word of queryWords(query)) {
    different.add(word.slice(0, maxLetters));
    if (different.size === maxWords) break;
  }
  return [...different];
}

/** Letters and digits; model numbers stay whole ("WH-1000XM4" → wh, 1000xm4), unlike in utterances. */
function words(text: string): string[] {
  return (
    text
      .normalize('NFKC')
      .toLowerCase()
      .replace(/['’]s\b/g, '')
      .match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
  );
}

/** Where no spaces are written: all pairs of characters that are asked for, and of what is there each one too. */
export const queryWords = (text: string): string[] => [...splitUnspaced(words(text))];
export const indexWords = (text: string): string[] => [...splitUnspaced(words(text), true)];
