import type { ProductDocument } from '../../../stores/port/documents.js';
import { spellAttribute } from './describe-list.js';

const maxDetails = 6;
const maxDescription = 300;

interface Detail {
  name: string;
  value: string;
}

/** Facts of a product besides price and stock. */
export interface ProductFacts {
  details: Detail[];
  description: string;
}

/**
 * Attributes and description, each fact once: catalogues say "Colour: red" and "In red." of one product.
 * Colors that the answer named already are left out too. A sentence is left out only where its very words are
 * shown next to it. No more attributes and sentences are read than can be shown.
 */
export function collectProductFacts(
  product: ProductDocument,
  locale: string,
  namedColors: readonly string[] = [],
): ProductFacts {
  const title = wordsOf(product.title);
  const sentences = sentencesOf(shorten((product.description ?? '').trimStart()))
    .map((text) => ({ text, words: wordsOf(text), clauses: clausesOf(text) }))
    .filter(({ words }) => words !== title);
  const mayRestate = ({ text, words, clauses }: (typeof sentences)[number]) =>
    clauses.includes(words) && !tellsMore.test(text);
  const clauses = new Set([
    ...(namedColors.length > 0 ? [wordsOf(namedColors.join(' and '))] : []),
    ...sentences.filter((sentence) => !mayRestate(sentence)).flatMap((sentence) => sentence.clauses),
  ]);
  const details: Detail[] = [];
  const covered = new Set<string>();
  for (const detail of detailsOf(product, locale)) {
    const wordings = wordingsOf(detail);
    // A sentence that says more stays whole, and its part about an attribute takes the attribute's place.
    if (!wordings.some((wording) => clauses.has(wording))) {
      if (details.length === maxDetails) break;
      details.push(detail);
    }
    for (const wording of wordings) covered.add(wording);
  }
  const kept = sentences.filter((sentence) => !(mayRestate(sentence) && covered.has(sentence.words)));
  return { details, description: kept.map(({ text }) => text).join(' ') };
}

/** The facts as plain text, for words of a question to be looked up in. */
export function factsText({ details, description }: ProductFacts): string {
  return [...details.map(({ name, value }) => `${name}: ${value}`), description].join('; ');
}

/** A feed may have an attribute under two names that differ in spelling only. */
function* detailsOf({ attributes }: ProductDocument, locale: string): Generator<Detail> {
  const different = new Set<string>();
  for (const key of Object.keys(attributes)) {
    const detail = { name: spellAttribute(key, locale), value: attributes[key]! };
    const folded = `${detail.name}: ${detail.value}`.toLowerCase();
    if (!different.has(folded)) yield detail;
    different.add(folded);
  }
}

/** Each sentence once. */
function sentencesOf(text: string): string[] {
  const sentences = text.split(/(?<=[.!?])\s+/).filter((sentence) => sentence.trim() !== '');
  return [...new Set(sentences)];
}

const numbers = 'one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|pair|single|double';
/** Next to a number or such a word the same name may mean more of a thing, less or none of it. */
const tellsMore = new RegExp(
  `\\d|\\b(?:${numbers}|contain\\w*|includ\\w*|comes?|has|have|with|without|only)\\b`,
  'i',
);
const negation = /\b(?:not?|never|nor|none|without|free|exclud\w*|except)\b|n['’]t\b/i;

/** The words of a text in order, without articles, a leading "in" and punctuation. */
function wordsOf(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .split(/\s+/)
    .map((word) => word.replace(/^["“(]+|["”).,;:!]+$/g, ''))
    .filter((word) => word !== '' && !/^(?:an?|the)$/.test(word))
    .join(' ')
    .replace(/^in /, '');
}

/**
 * Ways to state an attribute: its value with the name before, after or left out. A negating name is never
 * left out.
 */
function wordingsOf({ name, value }: Detail): string[] {
  const words = wordsOf(value);
  if (words === '') return [];
  const called = wordsOf(name.replaceAll('_', ' '));
  return [`${called} ${words}`, `${words} ${called}`, ...(negation.test(called) ? [] : [words])];
}

/** Parts of a sentence that state something by themselves. A sentence with a negation is one part. */
function clausesOf(sentence: string): string[] {
  const parts = negation.test(sentence) ? [sentence] : sentence.split(/[,;]\s|\s[–—-]\s/);
  return parts.map((part) =>
    wordsOf(part)
      .replace(frame, '')
      .replace(/ only$/, ''),
  );
}

const frame =
  /^(?:(?:there is|it is|it comes|comes|available|made|it is made) (?:one )?(?:in|of|from) |(?:it )?measures |you (?:get|receive) )/;

/** The first sentences of a description that fit a chat bubble. */
function shorten(text: string): string {
  if (text.length <= maxDescription) return text;
  const cut = text.slice(0, maxDescription);
  const end = Math.max(cut.lastIndexOf('. '), cut.lastIndexOf('! '), cut.lastIndexOf('? '));
  return end > 80 ? cut.slice(0, end + 1) : `${cut.slice(0, cut.lastIndexOf(' '))} …`;
}
