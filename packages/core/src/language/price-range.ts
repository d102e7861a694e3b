/** "under £5", "between 10 and 20 euros", "£5-£10", "up to 5 pounds", "5 quid or less". */
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
/** An amount with its currency before or after it; the currency may be missing. */
const amount = (name: string) =>
  `(?<${name}Sign>${sign})?\\s?(?<${name}>\\d{1,7}(?:[.,]\\d{1,2})?)\\s?(?<${name}Unit>${unit}\\b|${sign}|p\\b)?`;
const below =
  '(?:under|below|less than|cheaper than|up to|at most|no more than|not more than|max(?:imum)?(?: of)?|within|beneath|lower than)';
const above = '(?:over|above|more than|at least|from|min(?:imum)?(?: of)?|starting (?:at|from)|higher than)';

const patterns = [
  {
    find: new RegExp(`(?:between|from)\\s+${amount('min')}\\s+(?:and|to)\\s+${amount('max')}`, 'i'),
    bare: true,
  },
  { find: new RegExp(`${amount('min')}\\s?(?:-|–|to)\\s?${amount('max')}`, 'i'), bare: false },
  { find: new RegExp(`\\b${below}\\s+(?:a\\s+)?${amount('max')}`, 'i'), bare: true },
  { find: new RegExp(`${amount('max')}\\s+(?:or|and)\\s+(?:less|under|below|cheaper)`, 'i'), bare: true },
  { find: new RegExp(`\\b${above}\\s+${amount('min')}`, 'i'), bare: true },
  { find: new RegExp(`${amount('min')}\\s+(?:or|and)\\s+(?:more|over|above|up)`, 'i'), bare: true },
  { find: new RegExp(`\\bfor\\s+(?:a\\s+)?${amount('max')}`, 'i'), bare: false },
];

const currencies: Record<string, string> = {
  '£': 'GBP',
  pound: 'GBP',
  pounds: 'GBP',
  quid: 'GBP',
  gbp: 'GBP',
  pence: 'GBP',
  p: 'GBP',
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
    const written = ['min', 'max'].flatMap((name) => [groups[`${name}Sign`], groups[`${name}Unit`]]);
    const money = written.find((mark) => mark !== undefined)?.toLowerCase();
    // Without a currency, "2-3" or "for 4" is more likely a count than a price.
    if (!bare && money === undefined) continue;
    // "More than 3 days", "over 18 years": a number of something else.
    const after = utterance.slice(match.index + match[0].length);
    if (
      money === undefined &&
      /^\s*(?:days?|weeks?|hours?|years?|months?|items?|people|pieces?|%)/i.test(after)
    )
      continue;
    const min = read(groups.min, groups.minUnit);
    const max = read(groups.max, groups.maxUnit);
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

function read(digits: string | undefined, unitWord: string | undefined): number | undefined {
  if (digits === undefined) return undefined;
  const value = Number(digits.replace(',', '.'));
  return unitWord === 'p' || unitWord === 'pence' ? value / 100 : value;
}
