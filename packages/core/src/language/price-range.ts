import { amount, readAmount } from './money/amount.js';
import { isMoney } from './money/bare-number.js';
import { withSlips } from './slips.js';

/** "under £5", "between 10 and 20 euros", "£5-£10", "less than a fiver", "around £20", "over £4 but under £5". */
export interface PriceRange {
  /** In whole units of money as written; the caller knows the currency's minor units. */
  min?: number;
  max?: number;
  /** ISO 4217 code, when a sign or word told it. */
  currency?: string;
  /** Where its first limit stands in the utterance, with those that are joined to it. */
  start: number;
  end: number;
  /** Where all its limits stand: more than one where other words are between them ("over £4, red, under £5"). */
  spans: Span[];
}

export interface Span {
  start: number;
  end: number;
}

const below = `(?:(?:not|no|nothing|never|isn't)\\s+(?:more than|over|above|dearer than|higher than)|${withSlips('under')}|${withSlips('below')}|less? th[ae]n|cheaper than|up to|at most|max(?:imum)?(?: of)?|within|beneath|lower than|budget (?:is|of)|(?:i have|i've got|spend)(?=\\s+[£$€¥]))`;
const above =
  '(?:(?:not|no|nothing)\\s+(?:less than|under|below|cheaper than)|over|above|more than|at least|from|min(?:imum)?(?: of)?|starting (?:at|from)|higher than)';
const near = `(?:${withSlips('around')}|${withSlips('about')}|roughly|approx(?:imately)?|near(?:ly)?|some)`;
/** "Around £20" takes in what costs this much less or more. */
const nearShare = 0.25;

interface Pattern {
  find: RegExp;
  /** It makes a price of a number without a currency. "2-3" or "for 4" is more likely a count. */
  takesBare?: true;
}
const pattern = (source: string, takesBare?: true): Pattern => ({
  find: new RegExp(source, 'gi'),
  ...(takesBare && { takesBare }),
});

/** All of them count, and what one has found is none of the next. A negated limit comes before the one it turns around. */
const limits: Pattern[] = [
  pattern(`(?:${withSlips('between')}|\\bfrom)\\s+${amount('min')}\\s+(?:and|to)\\s+${amount('max')}`, true),
  pattern(`${amount('min')}\\s?(?:-|–|to)\\s?${amount('max')}`),
  pattern(`\\b(?:not|no|nothing)\\s+(?:less than|under|below|cheaper than)\\s+${amount('min')}`, true),
  pattern(`\\b${below}\\s+(?:(?:about|around)\\s+)?${amount('max')}`, true),
  pattern(
    `${amount('max')}\\s+(?:(?:or|and)\\s+(?:less|under|below|cheaper)|max(?:imum)?\\b|tops|at most)`,
    true,
  ),
  pattern(`\\b${above}\\s+(?:(?:about|around)\\s+)?${amount('min')}`, true),
  pattern(`${amount('min')}\\s+(?:or|and)\\s+(?:more|over|above|up)`, true),
  pattern(`\\b${near}\\s+${amount('near')}`),
];
/** "Secret santa £5": without a limit, a sum of money by itself is what there is to spend. The first counts. */
const budgets: Pattern[] = [pattern(`\\bfor\\s+${amount('max')}`), pattern(`(?<![\\w.,])${amount('max')}`)];

type Limit = Pick<PriceRange, 'min' | 'max' | 'currency'> & Span;

/** What all limits of the utterance leave; undefined when it names none. */
export function findPriceRange(utterance: string): PriceRange | undefined {
  const found: Limit[] = [];
  let rest = utterance;
  for (const { find, takesBare } of limits) {
    for (const match of matches(find, rest, takesBare ? maxBare : Infinity)) {
      const limit = readLimit(match, utterance, takesBare);
      if (limit) found.push(limit);
      // What is no price as a whole is none in part: of "from 9 to 5" not "from 9".
      if (limit || takesBare) rest = takeOut(rest, match);
    }
  }
  if (found.length === 0) {
    const budget = budgets
      .flatMap(({ find }) => matches(find, utterance).map((match) => readLimit(match, utterance)))
      .find((limit) => limit !== undefined);
    if (budget) found.push(budget);
  }
  return found.length > 0 ? intersect(found, utterance) : undefined;
}

/** Limits of one kind that may be without a currency: each is weighed against the whole sentence, and none has many. */
const maxBare = 8;

/** `matchAll` makes a new expression at every call, which takes longer than most searches. */
function matches(find: RegExp, text: string, most = Infinity): RegExpExecArray[] {
  const found: RegExpExecArray[] = [];
  find.lastIndex = 0;
  for (let match = find.exec(text); match && found.length < most; match = find.exec(text)) found.push(match);
  return found;
}

/** With characters in its place in which nothing is found, so that positions stay. */
function takeOut(text: string, { index, 0: taken }: RegExpExecArray): string {
  return text.slice(0, index) + '\0'.repeat(taken.length) + text.slice(index + taken.length);
}

function readLimit(match: RegExpExecArray, utterance: string, takesBare?: true): Limit | undefined {
  const groups = match.groups!;
  const [min, max, about] = ['min', 'max', 'near'].map((name) => readAmount(groups, name));
  const amounts = [min, max, about].filter((one) => one !== undefined);
  const currency = amounts.find((one) => one.currency !== undefined)?.currency;
  const start = match.index;
  const end = start + match[0].length;
  // "More than one" is seldom money either.
  if (currency === undefined && (!takesBare || amounts.some(({ isInWords }) => isInWords))) return undefined;
  const bare = {
    before: utterance.slice(0, start),
    limit: match[0],
    after: utterance.slice(end),
    value: Math.max(...amounts.map(({ value }) => value)),
  };
  // "Open from 9 to 5" are hours.
  const isTurned = min !== undefined && max !== undefined && min.value > max.value;
  if (currency === undefined && (isTurned || !isMoney(bare))) return undefined;
  const [least, most] = about
    ? [about.value * (1 - nearShare), about.value * (1 + nearShare)]
    : isTurned
      ? [max.value, min.value]
      : [min?.value, max?.value];
  return {
    ...(least !== undefined && { min: least }),
    ...(most !== undefined && { max: most }),
    ...(currency !== undefined && { currency }),
    start,
    end,
  };
}

/** What may stand between two limits that are said in one breath: "over £4 but also under £5". */
const joint =
  /^(?:[\s,]|\b(?:and|but|yet|or|though|also|then|still|it|is|be|to|must|should|that|which|are|costs?|costing|the|price[ds]?)\b)*$/i;

function intersect(limits: readonly Limit[], utterance: string): PriceRange {
  const inOrder = limits.toSorted((a, b) => a.start - b.start);
  const spans: Span[] = [];
  for (const { start, end } of inOrder) {
    const last = spans.at(-1);
    if (last && joint.test(utterance.slice(last.end, start))) last.end = end;
    else spans.push({ start, end });
  }
  const min = Math.max(...limits.map((limit) => limit.min ?? -Infinity));
  const max = Math.min(...limits.map((limit) => limit.max ?? Infinity));
  const currency = inOrder.find((limit) => limit.currency !== undefined)?.currency;
  return {
    ...(min > -Infinity && { min }),
    ...(max < Infinity && { max }),
    ...(currency !== undefined && { currency }),
    ...spans[0]!,
    spans,
  };
}
