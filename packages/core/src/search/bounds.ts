/**
 * Limits of age, size and number ("under 3", "over 60cm", "at least 6", "ages 8 and up"). They are no words of a product,
 * and the catalogue has nothing to hold them against; what is asked for is what stands beside them. Prices are taken out
 * before. A size that is named without a limit ("60cm mirror") may well stand in a title, and stays.
 */
const measure =
  '(?:[cm]m|m|metres?|meters?|centimet(?:re|er)s?|inch(?:es)?|in(?=\\s+(?:tall|wide|high|long|deep)|\\s*$)|ft|feet|foot|[mc]?l|lit(?:re|er)s?|k?g|kilos?|grams?|oz|lbs?|hours?|hrs?|years?|yrs?|months?|mths?|(?<!\\d{4})s|w|watts?)(?![\\p{L}\\p{N}])';
const many = '(?:hundred|thousand|dozen)';
// "One" stands for a thing as often as for a number: "cheaper than this one", "under one roof".
const number = `(?:\\d+(?:[.,]\\d+)?|(?:(?:an?|one)(?=\\s+${many})|one(?=[\\s-]+${measure})|two|three|four|five|six|seven|eight|nine|ten|twelve|eighteen)(?:\\s+${many})?)`;
const unit =
  `(?:\\s?${measure}|\\s?["”%+])?` + '(?:[\\s-]+olds?\\b)?(?:\\s+(?:tall|wide|high|long|deep|across)\\b)?';
const amount = `${number}(?![\\p{N}])${unit}`;
const to = '\\s*(?:-|–|to|and|or)\\s*';
const below = '(?:under|below|over|above|beyond|up to|from|within)';
const than =
  '(?:(?:not?\\s+)?(?:more|less|fewer|older|younger|bigger|larger|smaller|taller|wider|longer) than)';
const limit = `(?:(?:the\\s+)?(?:ages?|aged)\\s+)?(?:${below}|${than}|at (?:least|most)|(?:min|max)(?:imum)?(?: of)?)(?:\\s+the age of|\\s+ages?)?`;
const onwards =
  '(?:\\s*\\+|\\s+(?:and|or)\\s+(?:up|upwards?|over|above|older|more|under|below|younger|less)\\b)';

const bounds = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:${[
    `between\\s+${amount}${to}${amount}`,
    `${limit}\\s+${amount}(?:${to}(?:${limit}\\s+)?${amount})?`,
    `(?:ages|age range|age group)\\s+${amount}(?:${to}${amount}|${onwards})?`,
    `aged?\\s+${amount}(?:${to}${amount}|${onwards})`,
    `${number}${to}${number}[\\s-]*(?:years?|yrs?|months?|mths?)(?:[\\s-]+olds?)?`,
    `\\d+${unit}${onwards}`,
  ].join('|')})(?!'?[\\p{L}\\p{N}])`,
  'giu',
);

const saysAge = /\b(?:ages?|aged)\b/i;
const bare = new RegExp(`^(?:${limit}\\s+)?(${number})(?:${onwards})?$`, 'iu');

/**
 * "Toys for children under 3" → "toys for children", and "under 3". `named`: where there is a limit without unit or age, the
 * sentence with its number as a word, for a product may be called so ("iphone 14+" → "iphone 14"), and the limits that are
 * left then.
 */
export function takeBounds(sentence: string): {
  rest: string;
  bounds: string[];
  named?: { rest: string; bounds: string[] };
} {
  const found: string[] = [];
  const rest = sentence.replace(bounds, (bound) => {
    found.push(bound.trim());
    return ' ';
  });
  const left: string[] = [];
  const named = sentence.replace(bounds, (bound) => {
    const name = saysAge.test(bound) ? undefined : bare.exec(bound.trim())?.[1];
    if (name === undefined) left.push(bound.trim());
    return name ?? ' ';
  });
  return { rest, bounds: found, ...(left.length < found.length && { named: { rest: named, bounds: left } }) };
}
