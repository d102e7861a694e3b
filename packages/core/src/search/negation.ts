import { isPlainColor, namesThingToo, normalizeColor } from '../language/index.js';

/** What a shopper does not want, taken out of the sentence. */
export interface Negations {
  /** The sentence without them. */
  rest: string;
  colors: string[];
  words: string[];
}

/** "anything but" comes before "but": its own negation. */
const negator =
  /\b(?:anything but|any (?:colou?r )?(?:but|except)|other than|apart from|rather than|instead of|i (?:don't|dont|do not) (?:want|like|need)|i hate|not (?:made )?(?:in|with|of)|nothing(?! (?:but|else|under|over|more|less|above|below))|not|no|non|without|w\/o|minus|except(?: for)?|excluding|(?:isn't|isnt|is not|aren't|arent|are not))\s+/gi;
/** Ends of what is negated: another thought begins. */
const boundary =
  /[,.;!?]|\b(?:but|and|for|under|over|below|above|in|with|please|pls|that|which|who|i|do|can|show|just|only)\b/i;
const filler = new Set(
  'a an the any too so very really that this one ones of in with colour colours color colors coloured colored things thing anything items'.split(
    ' ',
  ),
);

/**
 * "mugs but not red" → red; "not red mugs" → red, and mugs are still wanted; "without flowers or hearts" → both words.
 * Colours right after the negation are all that it turns down; else the words up to the next thought are.
 */
export function takeNegations(sentence: string): Negations {
  const colors: string[] = [];
  const words: string[] = [];
  let rest = '';
  let at = 0;
  negator.lastIndex = 0;
  for (let match = negator.exec(sentence); match; match = negator.exec(sentence)) {
    const start = match.index + match[0].length;
    const scope = scopeOf(sentence.slice(start));
    rest += `${sentence.slice(at, match.index)} `;
    colors.push(...scope.colors);
    words.push(...scope.words);
    at = start + scope.length;
    negator.lastIndex = at;
  }
  return { rest: rest + sentence.slice(at), colors, words };
}

function scopeOf(text: string): { colors: string[]; words: string[]; length: number } {
  const colors: string[] = [];
  /** Shades that are things too ("rose"): turned down as words are. */
  const things: string[] = [];
  const words: string[] = [];
  let length = 0;
  for (const match of text.matchAll(/[\p{L}\p{M}\p{N}'-]+|[^\s]/gu)) {
    const word = match[0].toLowerCase();
    const color = normalizeColor(word);
    const isFirst = colors.length === 0 && things.length === 0 && words.length === 0;
    // "No lavender" may be meant of the plant, "no silver" of the metal, which products name as they do a colour.
    if (color !== undefined && words.length === 0) {
      if (namesThingToo(word) && !isPlainColor(word)) things.push(word);
      else colors.push(color);
    } else if (word === 'or' || word === 'nor') {
      // Goes on.
    } else if (colors.length + things.length > 0 || (boundary.test(word) && !(isFirst && filler.has(word))))
      break;
    else if (!filler.has(word)) words.push(word);
    length = match.index + match[0].length;
  }
  return { colors, words: [...things, ...words], length };
}
