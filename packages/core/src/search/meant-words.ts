import { stem } from '../language/index.js';
import type { CatalogueIndex } from './indexed-catalogue.js';
import { readWords } from './query-words.js';
import { corrections, type Correction } from './spelling.js';

/** Which words of the catalogue the words of a query mean, where those are none of them. */

/** Readings of one word that are tried beside the others, and words that are tried so: each reading is a search. */
const maxReadings = 4;
const maxMisspelt = 3;
/** Misspelt words that are kept in mind: a message has few. */
const maxHeld = 500;

/** The nearest first. Each look goes through the whole vocabulary, and one message leads to many. */
function readingsOf({ frequencies, readings }: CatalogueIndex, word: string): readonly Correction[] {
  const held = readings.get(word);
  if (held) return held;
  const found = corrections(word, frequencies, maxReadings);
  if (readings.size >= maxHeld) readings.clear();
  readings.set(word, found);
  return found;
}

/**
 * Each misspelt word as one near it that stands in a product together with the words read so far, the likelier the nearer
 * it is and the more such products there are (a noisy channel): beside "tea" a "towls" is a towel, and no tool.
 */
export function spell(index: CatalogueIndex, parts: readonly string[]): string[] {
  const readings = parts.map((word) => readingsOf(index, word));
  const together = parts.filter((word) => isKnown(index, word));
  let misspelt = 0;
  return parts.map((word, i) => {
    const [nearest, ...others] = readings[i]!;
    if (!nearest) return word;
    misspelt++;
    const isTried = others.length > 0 && together.length > 0 && misspelt <= maxMisspelt;
    const meant = isTried ? bestBeside(index, together, [nearest, ...others]) : nearest.word;
    together.push(meant);
    return meant;
  });
}

/**
 * The query with its misspelt words as they were read, each in a form that stands in a product: "batries" was read as the
 * stem "batteri", and is said back as "batteries".
 */
export function readAsMeant(index: CatalogueIndex, query: string): string {
  const asked = readWords(query);
  return spell(index, asked)
    .map((word, i) => (isKnown(index, asked[i]!) ? asked[i]! : writtenForm(index, word)))
    .join(' ');
}

/** The index has stems among its words: one that no product has as it is is told by a word that has it for a stem. */
function writtenForm(index: CatalogueIndex, word: string): string {
  const { frequencies } = index;
  // Of a stem all but the last letter stays: "battery" has "batteri".
  const others = formsBeginning(index, word.slice(0, -1)).filter(
    (other) => other !== word && stem(other) === word,
  );
  const count = (other: string) => frequencies.get(other) ?? 0;
  const asStem = others.reduce((sum, other) => sum + count(other), 0);
  if (count(word) > asStem) return word;
  return others.reduce((best, other) => (count(other) > count(best) ? other : best), others[0] ?? word);
}

function formsBeginning({ frequencies }: CatalogueIndex, letters: string): string[] {
  return [...frequencies.keys()].filter((known) => known.startsWith(letters));
}

function bestBeside(
  { mini }: CatalogueIndex,
  together: readonly string[],
  readings: readonly Correction[],
): string {
  const counted = readings.map((reading) => ({
    ...reading,
    products: mini.search([...together, reading.word].join(' '), { combineWith: 'AND' }).length,
  }));
  const found = counted.filter(({ products }) => products > 0);
  found.sort((a, b) => cost(a) - cost(b));
  return (found[0] ?? readings[0]!).word;
}

/** A slip is this much less likely, in powers of e: it outweighs twenty times as many products. */
const slipCost = 3;
const cost = ({ distance, products }: { distance: number; products: number }) =>
  slipCost * distance - Math.log(products);

/** Farther than this, or shorter, a word is as likely no word of the catalogue at all. */
const surelyMeant = { distance: 1.25, letters: 6 };

function isMeant(index: CatalogueIndex, word: string): boolean {
  if (isKnown(index, word)) return true;
  const [nearest] = word.length < surelyMeant.letters ? [] : readingsOf(index, word);
  return nearest !== undefined && nearest.distance <= surelyMeant.distance;
}

/** Whether every word of the query stands in a product, or is one slip away from a word that does: it is no gibberish. */
export function isSpeltAlike(index: CatalogueIndex, query: string): boolean {
  return readWords(query).every((word) => isMeant(index, word));
}

/**
 * Whether every word of the query is a word of the catalogue, the beginning of one, or a slip of one that begins alike. The
 * last steps of the cascade find more, which nobody meant: feathers for a teacher.
 */
export function resembles(index: CatalogueIndex, query: string): boolean {
  return readWords(query).every((word) => {
    if (isKnown(index, word)) return true;
    const [nearest] = readingsOf(index, word);
    if (nearest?.word.startsWith(word[0]!)) return true;
    return word.length > 3 && formsBeginning(index, word).length > 0;
  });
}

/** Whether any word of the query is spelt alike: else what resembles it does so by chance. */
export function knowsAnyOf(index: CatalogueIndex, query: string): boolean {
  return readWords(query).some((word) => isMeant(index, word));
}

const isKnown = ({ frequencies }: CatalogueIndex, word: string) =>
  frequencies.has(word) || frequencies.has(stem(word));
