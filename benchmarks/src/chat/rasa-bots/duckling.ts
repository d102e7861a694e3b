/**
 * Stands in for Duckling, which both bots ask for e-mail addresses, amounts, numbers and times: the wordings of the
 * recorded conversations and no more.
 */

export interface DucklingMatch {
  body: string;
  start: number;
  end: number;
  dim: string;
  latent: boolean;
  value: { type: 'value'; value: string | number; unit?: string; grain?: string };
}

const email = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g;
const amount = /\$\s?(\d+(?:\.\d+)?)|(\d+(?:\.\d+)?)\s+(?:dollars|bucks)/gi;
const number = /(?<![\w$.])\d+(?:\.\d+)?(?![\w.]*\w)/g;
const times: readonly [RegExp, string, string][] = [
  [/\btomorrow\b/gi, '2026-11-28T00:00:00.000-08:00', 'day'],
  [/\bnext week\b/gi, '2026-11-30T00:00:00.000-08:00', 'week'],
  [/\blast month\b/gi, '2026-10-01T00:00:00.000-07:00', 'month'],
  [/\blast year\b/gi, '2025-01-01T00:00:00.000-08:00', 'year'],
  [/\bin January 2019\b/gi, '2019-01-01T00:00:00.000-08:00', 'month'],
];

export function duckling(text: string, dimensions: readonly string[]): DucklingMatch[] {
  const found: DucklingMatch[] = [];
  const add = (dim: string, match: RegExpExecArray, value: Omit<DucklingMatch['value'], 'type'>) => {
    const [start, end] = [match.index, match.index + match[0].length];
    found.push({ body: match[0], start, end, dim, latent: false, value: { type: 'value', ...value } });
  };
  for (const match of text.matchAll(email)) add('email', match, { value: match[0] });
  for (const match of text.matchAll(amount)) {
    add('amount-of-money', match, { value: Number(match[1] ?? match[2]), unit: '$' });
  }
  for (const match of text.matchAll(number)) add('number', match, { value: Number(match[0]) });
  for (const [pattern, value, grain] of times) {
    for (const match of text.matchAll(pattern)) add('time', match, { value, grain });
  }
  const wanted = found.filter(({ dim }) => dimensions.includes(dim));
  // Of "40 dollars" the amount counts, not the number within.
  return wanted.filter(
    (one) =>
      !wanted.some(
        (other) =>
          other.start <= one.start && other.end >= one.end && other.end - other.start > one.end - one.start,
      ),
  );
}
