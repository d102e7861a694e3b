import {
  findPriceRange,
  isPlainColor,
  namesThingToo,
  normalizeColor,
  tokenizeNames,
  type PriceRange,
} from '../language/index.js';
import { takeBounds } from './bounds.js';
import { takeNegations } from './negation.js';
import { takeRecipient } from './recipient.js';

/** What a shopper's sentence asks of the catalogue: the words to look for, and limits to keep to. */
export interface CatalogueQuery {
  /** Words that name the product, without the sentence around them; also shades that may be a thing ("rose"). */
  text: string;
  colors: string[];
  price?: Pick<PriceRange, 'min' | 'max' | 'currency'>;
  /** Colours and words that a product must not have. */
  without?: { colors: string[]; words: string[] };
  /** By price instead of by fit. */
  order?: 'cheapest' | 'dearest';
  /** Only what costs less than it did. */
  reduced?: true;
  /** Limits of age, size or number as they were said, which nothing is held against: the shopper is to be told. */
  bounds?: string[];
  /** Where a number of these limits may be part of a name ("iphone 14+"): the words with it, and the limits without it. */
  named?: { text: string; bounds?: string[] };
}

/** Words of a request that name no product. */
const phrases = new Set(
  `
  do does have has hav got any are is there show me find search searching for looking look i i'm im
  i'd i've i'll am want wanna need would like to buy get can could you u yuo ya your sell stock some a
  an the please pls plz hi hello hey what whats what's which kind kinds of sort sorts type types
  something anything in with my our us we that that's this these those they them and or but it its
  it's on at from nice good best available thanks thank thx cheers where see browse product products
  item items thing things stuff colour colours color colors coloured colored price prices priced cost
  costs costing around about maybe instead also other others else more how much gift gifts present
  presents who love loves likes just only one ones every everything all sale shop store recommend suggest
  suggestion suggestions thinking rather prefer preferably again next here now ok okay yes no not so
  too very really than same version option options different another range after if possible wondering
  was were will be by as anyone someone come comes he she him his her category categories range
`.split(/\s+/),
);

const orders = [
  [
    'cheapest',
    /\b(?:cheap(?:er|est)?(?: (?:first|ones? first|at the top|to (?:expensive|dear)))?|less expensive|least expensive|low(?:er|est)? prices?(?: first)?|cost(?:s|ing)? less|(?:by|in order of) price|price low to high|not (?:so|too|that|as) (?:expensive|dear|pricey)|on a budget|(?:low|small) budget)\b/gi,
  ],
  [
    'dearest',
    /\b(?:price high to low|more expensive|(?:most )?expensive (?:ones )?first|most expensive|dearer|dearest|pricier|priciest|more luxurious|higher quality|better quality)\b/gi,
  ],
] as const;

/** "What is on sale?", but not "is it for sale?". */
const reductions =
  /\b(?:on sale|in (?:the|a|your) sales?|(?:a|any|your) sales? on|sale items?|clearance|(?:on|special) offers?|(?:any|your) (?:\w+ )?(?:offers?|deals?|bargains?)|reduced(?: in price)?|discounted|marked down|half price)\b/gi;

/** "Do you have red mugs under £5?" → `{ text: "mugs", colors: ["red"], price: { max: 5, currency: "GBP" } }`. */
export function readQuery(utterance: string): CatalogueQuery {
  const plain = utterance.normalize('NFKC').replace(/[‘’`´]/g, "'");
  const range = findPriceRange(plain);
  const { rest, bounds, named } = takeBounds(withoutSpans(plain, range?.spans ?? []));
  return {
    ...readBoundless(rest, range),
    ...(bounds.length > 0 && { bounds }),
    ...(named && {
      named: {
        text: readBoundless(named.rest).text,
        ...(named.bounds.length > 0 && { bounds: named.bounds }),
      },
    }),
  };
}

function readBoundless(boundless: string, range?: PriceRange): CatalogueQuery {
  let sentence = takeRecipient(boundless).rest;
  let order: CatalogueQuery['order'];
  for (const [name, pattern] of orders) {
    const without = sentence.replace(pattern, ' ');
    if (without !== sentence) order ??= name;
    sentence = without;
  }
  const unreduced = sentence.replace(reductions, ' ');
  const { rest, ...negated } = takeNegations(unreduced);
  const words = tokenizeNames(rest).filter((word) => !/^[?£$€¥]$/.test(word));
  const isColor = words.map((_, i) => isMeantAsColor(words, i));
  const colors = colorsAmong(words.filter((_, i) => isColor[i]));
  const kept = words.filter((_, i) => !isColor[i]).join(' ');
  const without = {
    colors: [...new Set(negated.colors)].filter((color) => !colors.includes(color)),
    words: wordsOf(negated.words.join(' ')),
  };
  return {
    text: [...new Set(wordsOf(kept))].join(' '),
    colors,
    ...(range && {
      price: {
        ...(range.min !== undefined && { min: range.min }),
        ...(range.max !== undefined && { max: range.max }),
        ...(range.currency !== undefined && { currency: range.currency }),
      },
    }),
    ...(without.colors.length + without.words.length > 0 && { without }),
    ...(order && { order }),
    ...(unreduced !== sentence && { reduced: true }),
  };
}

function withoutSpans(text: string, spans: PriceRange['spans']): string {
  const fromTheEnd = [...spans].sort((a, b) => b.start - a.start);
  return fromTheEnd.reduce((rest, { start, end }) => `${rest.slice(0, start)} ${rest.slice(end)}`, text);
}

/** A plain colour always is; one that names a thing too where the sentence says so: "in gold", "gold coloured". */
function isMeantAsColor(words: readonly string[], at: number): boolean {
  const word = words[at]!;
  if (normalizeColor(word) === undefined) return false;
  if (!namesThingToo(word)) return true;
  const next = words[at + 1];
  if (next !== undefined && colorNouns.test(next)) return true;
  // "In a silver frame" the frame is silver.
  if (next !== undefined && !phrases.has(next) && normalizeColor(next) === undefined) return false;
  const before = words
    .slice(0, at)
    .findLast((other) => other !== 'or' && other !== 'and' && normalizeColor(other) === undefined);
  return before !== undefined && (before === 'in' || colorNouns.test(before));
}

const colorNouns = /^colou?r(?:s|ed)?$/;

const colorsAmong = (words: readonly string[]) => [
  ...new Set(words.map(normalizeColor).filter((color) => color !== undefined)),
];

/** The query with shades among its words as colours ("rose vases" → pink vases); undefined where no word would be left. */
export function withShadesAsColors(query: CatalogueQuery): CatalogueQuery | undefined {
  const words = query.text.split(' ');
  const shades = words.filter(namesThingToo);
  if (shades.length === 0 || shades.length === words.length) return undefined;
  return {
    ...query,
    text: words.filter((word) => !namesThingToo(word)).join(' '),
    colors: [...new Set([...query.colors, ...colorsAmong(shades)])],
  };
}

function wordsOf(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== '' && !phrases.has(word));
}

/** Nothing was named to look for, nor a limit. */
export function isEmptyQuery(query: CatalogueQuery): boolean {
  return !query.bounds && !isSearchable(query);
}

/** There is something to hold products against: limits of age, size and number are nothing of the kind. */
export function isSearchable({ text, colors, price, without, order, reduced }: CatalogueQuery): boolean {
  return (
    text !== '' || colors.length > 0 || [price, without, order, reduced].some((limit) => limit !== undefined)
  );
}

/**
 * A query after what was said next: "red mugs", then "only green ones under £3", is green mugs under £3. Words are added;
 * another colour, limit or order replaces the former one, and so do limits of age, size or number; what is turned down
 * stays so until it is asked for. Of words that may be a colour or a thing the names of colours ("silver") are replaced,
 * and those of things ("rose") stay.
 */
export function refineQuery(former: CatalogueQuery, said: CatalogueQuery): CatalogueQuery {
  const saysColor = said.colors.length > 0 || said.text.split(' ').every(isPlainColor);
  const formerWords = former.text
    .split(' ')
    .filter((word) => word !== '' && !(saysColor && isPlainColor(word)));
  const addedBy = (text: string) =>
    text.split(' ').filter((word) => word !== '' && !formerWords.includes(word));
  const saidWords = addedBy(said.text);
  const refused = said.without?.colors ?? [];
  const colors = saysColor ? said.colors : former.colors.filter((color) => !refused.includes(color));
  const without = {
    colors: [...new Set([...(former.without?.colors ?? []), ...refused])].filter(
      (color) => !colors.includes(color),
    ),
    words: [...new Set([...(former.without?.words ?? []), ...(said.without?.words ?? [])])].filter(
      (word) => !saidWords.includes(word),
    ),
  };
  const price = said.price ?? former.price;
  const order = said.order ?? former.order;
  const bounds = said.bounds ?? former.bounds;
  const stay = formerWords.filter((word) => !said.without?.words.includes(word));
  const boundsBeside = said.named?.bounds ?? former.bounds;
  return {
    text: [...stay, ...saidWords].join(' '),
    colors,
    ...(price && { price }),
    ...(without.colors.length + without.words.length > 0 && { without }),
    ...(order && { order }),
    ...((said.reduced ?? former.reduced) && { reduced: true }),
    ...(bounds && { bounds }),
    ...(said.named && {
      named: {
        text: [...stay, ...addedBy(said.named.text)].join(' '),
        ...(boundsBeside && { bounds: boundsBeside }),
      },
    }),
  };
}
