import { withSlips } from './slips.js';
import { readWrittenNumber, writtenNumber } from './written-number.js';

/** "under £5", "between 10 and 20 euros", "£5-£10", "less than a fiver", "around £20", "5 quid or less". */
export interface PriceRange {
  /** In whole units of money as written; the caller knows the currency's minor units. */
  min?: number;
  max?: number;
  /** ISO 4217 code, when a sign or word told it. */
  currency?: string;
  /** Where it stands in the utterance. */
  start: number;
  end: number;
}

const sign = '[£$€¥]';
const unit = '(?:pounds?|quid|gbp|dollars?|bucks|usd|euros?|eur|pence|yen)';
/** Amounts in words; a fiver and a tenner are money by themselves. */
const wordAmounts: Record<string, number> = {
  ...{ fiver: 5, tenner: 10, a: 1, one: 1, two: 2, three: 3, four: 4, five: 5, six: 6, seven: 7, eight: 8 },
  ...{
    nine: 9,
    ten: 10,
    twelve: 12,
    fifteen: 15,
    twenty: 20,
    thirty: 30,
    forty: 40,
    fifty: 50,
    hundred: 100,
  },
};
const number = `${writtenNumber({ before: sign, after: `${unit}\\b|${sign}` })}|(?:${Object.keys(wordAmounts).join('|')})\\b`;
/** An amount with its currency before or after it; the currency may be missing. */
const amount = (name: string) =>
  `(?:an?\\s+(?=fiver|tenner|hundred))?(?<${name}Sign>${sign})?\\s?(?<${name}>${number})\\s?(?<${name}Unit>${unit}\\b|${sign}|p\\b)?`;
const below = `(?:(?:not|no|nothing|never|isn't)\\s+(?:more than|over|above|dearer than|higher than)|${withSlips('under')}|${withSlips('below')}|less? th[ae]n|cheaper than|up to|at most|max(?:imum)?(?: of)?|within|beneath|lower than|budget (?:is|of)|(?:i have|i've got|spend)(?=\\s+[£$€¥]))`;
const above =
  '(?:(?:not|no|nothing)\\s+(?:less than|under|below|cheaper than)|over|above|more than|at least|from|min(?:imum)?(?: of)?|starting (?:at|from)|higher than)';
const near = `(?:${withSlips('around')}|${withSlips('about')}|roughly|approx(?:imately)?|near(?:ly)?|some)`;
/** "Around £20" takes in what costs this much less or more. */
const nearShare = 0.25;

/** The first that fits counts. A negated limit comes before the limit it turns around. */
const patterns = [
  {
    find: new RegExp(
      `(?:${withSlips('between')}|from)\\s+${amount('min')}\\s+(?:and|to)\\s+${amount('max')}`,
      'i',
    ),
    bare: true,
  },
  { find: new RegExp(`${amount('min')}\\s?(?:-|–|to)\\s?${amount('max')}`, 'i'), bare: false },
  {
    find: new RegExp(
      `\\b(?:not|no|nothing)\\s+(?:less than|under|below|cheaper than)\\s+${amount('min')}`,
      'i',
    ),
    bare: true,
  },
  { find: new RegExp(`\\b${below}\\s+(?:about\\s+)?${amount('max')}`, 'i'), bare: true },
  {
    find: new RegExp(
      `${amount('max')}\\s+(?:(?:or|and)\\s+(?:less|under|below|cheaper)|max(?:imum)?\\b|tops|at most)`,
      'i',
    ),
    bare: true,
  },
  { find: new RegExp(`\\b${above}\\s+${amount('min')}`, 'i'), bare: true },
  { find: new RegExp(`${amount('min')}\\s+(?:or|and)\\s+(?:more|over|above|up)`, 'i'), bare: true },
  { find: new RegExp(`\\b${near}\\s+${amount('near')}`, 'i'), bare: false },
  { find: new RegExp(`\\bfor\\s+${amount('max')}`, 'i'), bare: false },
  // "Secret santa £5": a sum of money by itself is what there is to spend.
  { find: new RegExp(`(?<![\\w.,])${amount('max')}`, 'i'), bare: false },
];

const currencies: Record<string, string> = {
  '£': 'GBP',
  pound: 'GBP',
  pounds: 'GBP',
  quid: 'GBP',
  gbp: 'GBP',
  pence: 'GBP',
  p: 'GBP',
  fiver: 'GBP',
  tenner: 'GBP',
  $: 'USD',
  dollar: 'USD',
  dollars: 'USD',
  bucks: 'USD',
  usd: 'USD',
  '€': 'EUR',
  euro: 'EUR',
  euros: 'EUR',
  eur: 'EUR',
  '¥': 'JPY',
  yen: 'JPY',
};

/** The first range of the utterance; undefined when it names no limit. */
export function findPriceRange(utterance: string): PriceRange | undefined {
  for (const { find, bare } of patterns) {
    const match = find.exec(utterance);
    const groups = match?.groups;
    if (!match || !groups) continue;
    const amounts = ['min', 'max', 'near'].flatMap((name) => groups[name]?.toLowerCase() ?? []);
    const marks = ['min', 'max', 'near'].flatMap((name) => [groups[`${name}Sign`], groups[`${name}Unit`]]);
    const money = [...marks, ...amounts.filter((word) => word in currencies)]
      .find((mark) => mark !== undefined)
      ?.toLowerCase();
    // Without a currency, "2-3" or "for 4" is more likely a count than a price, and so is "more than one".
    if (money === undefined && (!bare || amounts.some((word) => word in wordAmounts))) continue;
    // "More than 3 days", "over 18 years": a number of something else.
    const after = utterance.slice(match.index + match[0].length);
    if (
      money === undefined &&
      /^\s*(?:days?|weeks?|hours?|years?|months?|items?|people|pieces?|%)/i.test(after)
    )
      continue;
    const about = read(groups.near, groups.nearUnit);
    const min = about === undefined ? read(groups.min, groups.minUnit) : about * (1 - nearShare);
    const max = about === undefined ? read(groups.max, groups.maxUnit) : about * (1 + nearShare);
    return {
      ...(min !== undefined && { min }),
      ...(max !== undefined && { max }),
      ...(money !== undefined && { currency: currencies[money] ?? '' }),
      start: match.index,
      end: match.index + match[0].length,
    };
  }
  return undefined;
}

function read(written: string | undefined, unitWord: string | undefined): number | undefined {
  if (written === undefined) return undefined;
  const value = wordAmounts[written.toLowerCase()] ?? readWrittenNumber(written);
  return /^(?:p|pence)$/i.test(unitWord ?? '') ? value / 100 : value;
}
