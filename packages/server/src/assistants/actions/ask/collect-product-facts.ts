import type { ProductDocument } from '../../../stores/port/documents.js';
import { spelt } from './describe-list.js';

const maxDetails = 6;
const maxDescription = 300;

interface Detail {
  name: string;
  value: string;
}

/** What is told of a product besides price and stock. */
export interface ProductFacts {
  details: Detail[];
  description: string;
}

/**
 * Attributes and description, each fact once: catalogues say "Colour: red" and "In red." of one thing. What `said` tells
 * before is not told again either. A sentence is left out only where its very words are told beside it, and no more of
 * either is looked at than can be shown.
 */
export function factsOf(product: ProductDocument, locale: string, said = ''): ProductFacts {
  const title = wordsOf(product.title);
  const sentences = sentencesOf(shorten((product.description ?? '').trimStart()))
    .map((text) => ({ text, words: wordsOf(text), clauses: clausesOf(text) }))
    .filter(({ words }) => words !== title);
  const mayRestate = ({ text, words, clauses }: (typeof sentences)[number]) =>
    clauses.includes(words) && !tellsMore.test(text);
  const clauses = new Set([
    ...sentencesOf(said).flatMap(clausesOf),
    ...sentences.filter((sentence) => !mayRestate(sentence)).flatMap((sentence) => sentence.clauses),
  ]);
  const details: Detail[] = [];
  const told = new Set<string>();
  for (const detail of detailsOf(product, locale)) {
    const wordings = wordingsOf(detail);
    // A sentence that says something more stays whole, and its part about an attribute stands for it.
    if (!wordings.some((wording) => clauses.has(wording))) {
      if (details.length === maxDetails) break;
      details.push(detail);
    }
    for (const wording of wordings) told.add(wording);
  }
  const kept = sentences.filter((sentence) => !(mayRestate(sentence) && told.has(sentence.words)));
  return { details, description: kept.map(({ text }) => text).join(' ') };
}

/** A feed may have one under two names that differ in spelling alone. */
function* detailsOf({ attributes }: ProductDocument, locale: string): Generator<Detail> {
  const different = new Set<string>();
  for (const key of Object.keys(attributes)) {
    const detail = { name: spelt(key, locale), value: attributes[key]! };
    const folded = `${detail.name}: ${detail.value}`.toLowerCase();
    if (!different.has(folded)) yield detail;
    different.add(folded);
  }
}

/** The same sentence twice is one. */
function sentencesOf(text: string): string[] {
  const sentences = text.split(/(?<=[.!?])\s+/).filter((sentence) => sentence.trim() !== '');
  return [...new Set(sentences)];
}

const numbers = 'one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|pair|single|double';
/** Beside a number or such a word the same name may stand for more, less or nothing of it. */
const tellsMore = new RegExp(
  `\\d|\\b(?:${numbers}|contain\\w*|includ\\w*|comes?|has|have|with|without|only)\\b`,
  'i',
);
const negation = /\b(?:not?|never|nor|none|without|free|exclud\w*|except)\b|n['’]t\b/i;

/** The words of a text in their order, without articles, an "in" at the front and the marks around them. */
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

/** "In red": the value, with its name before or behind it or without, which a name that negates cannot do without. */
function wordingsOf({ name, value }: Detail): string[] {
  const words = wordsOf(value);
  if (words === '') return [];
  const called = wordsOf(name.replaceAll('_', ' '));
  return [`${called} ${words}`, `${words} ${called}`, ...(negation.test(called) ? [] : [words])];
}

/** What each part of a sentence says of the product by itself; of one that negates anything, only the whole does. */
function clausesOf(sentence: string): string[] {
  const parts = negation.test(sentence) ? [sentence] : sentence.split(/[,;]\s|\s[–—-]\s/);
  return parts.map((part) =>
    wordsOf(part)
      .replace(frame, '')
      .replace(/ only$/, ''),
  );
}

const frame =
  /^(?:(?:there is|i know it|it is|it comes|comes|available|made|it is made) (?:one )?(?:in|of|from) |(?:it )?measures |you (?:get|receive) )/;

/** The first sentences of a description, as many as fit a chat bubble. */
function shorten(text: string): string {
  if (text.length <= maxDescription) return text;
  const cut = text.slice(0, maxDescription);
  const end = Math.max(cut.lastIndexOf('. '), cut.lastIndexOf('! '), cut.lastIndexOf('? '));
  return end > 80 ? cut.slice(0, end + 1) : `${cut.slice(0, cut.lastIndexOf(' '))} …`;
}
