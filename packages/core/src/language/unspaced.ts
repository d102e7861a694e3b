/**
 * Scripts that put no space between words: Chinese, Japanese, Thai, Lao, Khmer, Burmese. What is written in them is cut
 * into overlapping pairs of characters (J. Savoy 2005, "Comparative study of monolingual and multilingual search models
 * for use with Asian languages"): close to a dictionary's words in quality, and the same in every version of ICU, of which
 * `Intl.Segmenter` is not.
 */
export const unspacedLetters =
  '\\p{scx=Han}\\p{scx=Hiragana}\\p{scx=Katakana}\\p{scx=Thai}\\p{scx=Lao}\\p{scx=Khmer}\\p{scx=Myanmar}';

const anyUnspaced = new RegExp(`[${unspacedLetters}]`, 'u');
/** All of them begin here: most texts are read once, and fast. */
const mayBeUnspaced = /[\u0e00-\uffff]/;
/** Runs of these scripts, and runs of all others. */
const runs = new RegExp(`[${unspacedLetters}]+|[^${unspacedLetters}]+`, 'gu');
/** A letter with the vowels and tones that are written above, below and behind it. */
const characters = /.\p{M}*/gsu;

/**
 * Words as they are; of those in a script without spaces their pairs of characters, "马克杯" → 马克, 克杯. A character that
 * stands alone is a word. `withSingles` adds each character for itself: what is looked in has them, what is looked for not.
 */
export function splitUnspaced(words: readonly string[], withSingles = false): readonly string[] {
  if (!words.some(isUnspaced)) return words;
  return words
    .flatMap((word) => word.match(runs) ?? [])
    .flatMap((run) => (isUnspaced(run) ? pairs(run, withSingles) : [run]));
}

function pairs(run: string, withSingles: boolean): string[] {
  const single = run.match(characters) ?? [];
  if (single.length === 1) return single;
  const double = single.slice(1).map((character, i) => single[i]! + character);
  return withSingles ? [...single, ...double] : double;
}

export function isUnspaced(text: string): boolean {
  return mayBeUnspaced.test(text) && anyUnspaced.test(text);
}
