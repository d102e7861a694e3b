import { unspacedLetters } from './unspaced.js';

/**
 * A letter, its accents and a digit, in any script: `\b` knows those of English alone, and finds no edge before "Ö". Where
 * no spaces are written a word may begin anywhere.
 */
const letter = '[\\p{L}\\p{M}\\p{N}_]';
const spaced = `(?![${unspacedLetters}])${letter}`;
const beginsWithLetter = new RegExp(`^${spaced}`, 'u');
const endsWithLetter = new RegExp(`${spaced}$`, 'u');

/** Finds these words, in capitals or not, where no part of a longer word: "Österreich", but not "Oman" in "woman". */
export function wholeWords(words: string): RegExp {
  const literal = words.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
  const before = beginsWithLetter.test(words) ? `(?<!${letter})` : '';
  const after = endsWithLetter.test(words) ? `(?!${letter})` : '';
  return new RegExp(before + literal + after, 'giu');
}
