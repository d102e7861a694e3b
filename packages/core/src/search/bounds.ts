/**
 * Limits of age, size and number ("under 3", "over 60cm", "at least 6", "ages 8 and up"). They are no words of a product,
 * and the catalogue has nothing to hold them against; what is asked for is what stands beside them. Prices are taken out
 * before. A size that is named without a limit ("60cm mirror") may well stand in a title, and stays.
 */
const number = '(?:\\d+(?:[.,]\\d+)?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|eighteen)';
const unit =
  '(?:\\s?(?:[cm]m|m|metres?|meters?|centimet(?:re|er)s?|inch(?:es)?|in(?=\\s+(?:tall|wide|high|long|deep)|\\s*$)|ft|feet|foot|[mc]?l|lit(?:re|er)s?|k?g|kilos?|grams?|oz|lbs?|hours?|hrs?|years?|yrs?|months?|mths?|s|w|watts?)(?![\\p{L}\\p{N}])|\\s?["”%+])?' +
  '(?:[\\s-]+olds?\\b)?(?:\\s+(?:tall|wide|high|long|deep|across)\\b)?';
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
  ].join('|')})(?![\\p{L}\\p{N}])`,
  'giu',
);

/** "Toys for children under 3" → "toys for children", and "under 3". */
export function takeBounds(sentence: string): { rest: string; bounds: string[] } {
  const found: string[] = [];
  const rest = sentence.replace(bounds, (bound) => {
    found.push(bound.trim());
    return ' ';
  });
  return { rest, bounds: found };
}
