/** A code in an utterance that finds an order, and where it stands. */
export interface OrderCode {
  value: string;
  start: number;
  end: number;
  /** It can be nothing else: by its letters, by the word before it, or beside the order's own number. */
  isCertain: boolean;
}

/**
 * United Kingdom (no ordinal ends one: "A5 1st"), Canada, the Netherlands, Ireland. Letters among digits make them
 * certain wherever they stand.
 */
const lettered =
  /(?<![\w-])(?:[A-Za-z]{1,2}\d[A-Za-z\d]? ?\d(?!st|nd|rd|th)[A-Za-z]{2}|[A-Za-z]\d[A-Za-z] ?\d[A-Za-z]\d|\d{4} ?(?!am|pm|cm|mm|kg|ml|st|nd|rd|th|is|it|to|on|in|at|my|by|or|of|no|so|if|me|we|do|be|an|as)[A-Za-z]{2}|[AC-FHKNPRTV-Y]\d[\dW] ?(?=\d{0,3}[A-Z])[\dAC-FHKNPRTV-Y]{4})(?![\w-])/g;
/** Germany, France, the United States and others. As likely an order's number. */
const figures = /(?<![\w-])\d{5}(?:-\d{4})?(?![\w-])/g;
/** After its name any country's code is one, in groups too: "postcode 1234-567", "zip: 123 45". */
const labelled =
  /(?<=\b(?:post ?code|postal code|zip(?: ?code)?|eircode|plz)\W{0,3}(?:(?:is|was|of)\W{1,2})?)(?=[A-Za-z]{0,2}\d)[\dA-Za-z]{2,7}(?:[ -](?=[A-Za-z]*\d)[\dA-Za-z]{2,4})?(?![\w-])/gi;
/** What comes after these is the order's number, or another one. */
const namesOrder = /(?:\borders?|\bnumber|\bno\.?|\band|#)(?:\W*(?:is|was)\b)?\W*$/i;

const codesOf = (utterance: string, pattern: RegExp, isCertain: boolean): OrderCode[] =>
  [...utterance.matchAll(pattern)].map(({ 0: code, index }) => ({
    value: code.toUpperCase(),
    start: index,
    end: index + code.length,
    isCertain,
  }));

const overlaps = (one: OrderCode, other: OrderCode) => one.start < other.end && one.end > other.start;

/**
 * Which codes are postcodes, and which are an order's number. What is certainly a postcode is no number, and leaves the
 * other codes to be one. Five digits by themselves may be either; last of several, they are the postcode.
 */
export function tellCodesApart(
  utterance: string,
  numbers: readonly OrderCode[],
): { postcodes: OrderCode[]; numbers: OrderCode[] } {
  const byName = codesOf(utterance, labelled, true);
  const named = [...byName, ...codesOf(utterance, lettered, true).filter((code) => !touches(code, byName))];
  const certain = named.length > 0 ? named : lastOf(utterance, numbers);
  if (certain.length === 0) return { postcodes: codesOf(utterance, figures, false), numbers: [...numbers] };
  return { postcodes: certain, numbers: numbers.filter((number) => !touches(number, certain)) };
}

const touches = (code: OrderCode, others: readonly OrderCode[]) =>
  others.some((other) => overlaps(code, other));

/** "Order 575941, 10115": the second can only be where it goes to. */
function lastOf(utterance: string, numbers: readonly OrderCode[]): OrderCode[] {
  const last = codesOf(utterance, figures, true).at(-1);
  const isAfterNumber = last && numbers.some(({ end }) => end <= last.start);
  return isAfterNumber && !namesOrder.test(utterance.slice(0, last.start)) ? [last] : [];
}
