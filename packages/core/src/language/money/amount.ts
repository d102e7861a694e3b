import { amountWords, centsWords, readAmountWords } from './amount-words.js';
import { readWrittenNumber, writtenNumber } from './written-number.js';

/** A sum of money as it stands in a sentence: "£4.50", "4 pounds fifty", "50p", "a tenner"; or a number alone. */
const sign = '[£$€¥]';
const unit = '(?:pounds?|quid|gbp|dollars?|bucks|usd|euros?|eur|pence|yen)';
const number = `${writtenNumber({ before: sign, after: `${unit}\\b|${sign}` })}|${amountWords}`;
const cents = '(?:p|pence|cents?)\\b';
/** Behind "4 pounds 50" these are no mugs that there are 50 of. A short list: the pattern stands in every other twice. */
const noThing =
  '(?=\\s*(?:$|[^\\s\\w]|\\b(?:and|or|to|but|for|from|with|in|at|if|that|please|pls|thanks|each|max|maximum|tops)\\b))';

/**
 * Source of a pattern for one of them, in groups that begin with `name`. "4 pounds 50" has its pence behind the unit;
 * in "4 pounds 50 mugs" they are mugs.
 */
export const amount = (name: string) => {
  const named = `(?:and\\s+)?(?:\\d{1,2}|${centsWords})(?=\\s?${cents})`;
  const bare = `(?<=\\b(?:pounds?|quid|dollars?|bucks|euros?)\\s+)(?:\\d{2}|${centsWords})${noThing}`;
  return (
    `(?:an?\\s+(?=fiver|tenner))?(?<${name}Sign>${sign})?\\s?(?<${name}>${number})` +
    `(?:\\s?(?<${name}Unit>${unit}\\b|${sign}|p\\b))?` +
    `(?:(?<=${sign}\\s?\\d+|${unit}|${sign})\\s+(?<${name}Cents>${named}|${bare})(?:\\s?${cents})?)?`
  );
};

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

export interface Amount {
  /** In whole units of money. */
  value: number;
  /** ISO 4217 code, when a sign or word told it. */
  currency?: string;
  isInWords: boolean;
}

/** The amount that a match of `amount(name)` found; undefined when it took no part in the match. */
export function readAmount(groups: Record<string, string | undefined>, name: string): Amount | undefined {
  const written = groups[name]?.toLowerCase();
  if (written === undefined) return undefined;
  const inWords = readAmountWords(written);
  const unitWord = groups[`${name}Unit`]?.toLowerCase();
  const whole = (inWords ?? readWrittenNumber(written)) / (/^(?:p|pence)$/.test(unitWord ?? '') ? 100 : 1);
  const currency = currencies[groups[`${name}Sign`] ?? unitWord ?? written];
  return {
    value: whole + readCents(groups[`${name}Cents`]) / 100,
    ...(currency !== undefined && { currency }),
    isInWords: inWords !== undefined,
  };
}

function readCents(written: string | undefined): number {
  if (written === undefined) return 0;
  const bare = written.replace(/^and\s+/i, '');
  return readAmountWords(bare) ?? Number(bare);
}
