/** Whole amounts as shoppers spell them: "five", "twenty-five", "a hundred and fifty", "a fiver". */
const ones = 'one two three four five six seven eight nine'.split(' ');
const teens = 'ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(' ');
const tens = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');

const values = new Map<string, number>([
  ...ones.map((word, i) => [word, i + 1] as const),
  ...teens.map((word, i) => [word, i + 10] as const),
  ...tens.map((word, i) => [word, (i + 2) * 10] as const),
  ...([
    ['a', 1],
    ['fiver', 5],
    ['tenner', 10],
  ] as const),
]);

/** "Twenty-five" is never twenty and then five. */
const unitsBehind = `[\\s-](?:${ones.join('|')})\\b`;
const tensAndOnes = `(?:${tens.join('|')})(?:${unitsBehind}|(?!${unitsBehind}))`;
const belowHundred = `(?:${tensAndOnes}|${[...teens, ...ones].join('|')})`;
const hundreds = `(?:(?:a|${ones.join('|')})\\s+)?hundred(?:\\s+(?:and\\s+)?${belowHundred})?`;

/** Source of a pattern for one of them. */
export const amountWords = `\\b(?:${hundreds}|${belowHundred}|fiver|tenner|a)\\b`;

/** Source of a pattern for what may stand after "four pounds": "fifty", "ninety-nine". */
export const centsWords = `(?:${tensAndOnes}|${teens.join('|')})\\b`;

/** Undefined for what is no number in words. */
export function readAmountWords(written: string): number | undefined {
  let total = 0;
  for (const word of written.toLowerCase().split(/[\s-]+/)) {
    if (word === 'and') continue;
    const value = values.get(word);
    if (word === 'hundred') total = (total || 1) * 100;
    else if (value === undefined) return undefined;
    else total += value;
  }
  return total;
}
