/** How an utterance is cut into words before anything is counted. */

const email = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g;
const address = /https?:\/\/\S+/g;
/** Order and telephone numbers: no two are alike, so their kind says more than they do. */
const longNumber = /(?<![\d.,£$€])#?\d{4,}(?![\d.,]*\d)/g;
/** Those that no product is called by, as it is by "1000 pieces", "1960s" and "WH-1000XM4". */
const numberOfNone = /(?<![\p{L}\d.,£$€])(?:#\d{4,}|\d{5,})(?![\p{L}]|[\d.,]*\d)/gu;

/**
 * Lower case, compatibility forms folded (NFKC), curly quotes straightened, letters repeated more than twice shortened
 * ("pleeease" → "pleease"), e-mail and web addresses replaced by a word for their kind, and so are long numbers. Short
 * ones stay: they tell intents apart ("2 days", "under 5").
 */
export function normalize(utterance: string): string {
  return fold(utterance, longNumber);
}

function fold(utterance: string, hidden: RegExp): string {
  return utterance
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[‘’`´]/g, "'")
    .replace(email, ' emailaddress ')
    .replace(address, ' webaddress ')
    .replace(hidden, ' longnumber ')
    .replace(/(\p{L})\1{2,}/gu, '$1$1')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Letters, digits and apostrophes inside words; a currency sign or question mark is a word of its own. */
const word = /[\p{L}\p{M}\p{N}]+(?:'[\p{L}]+)*|[£$€¥?]/gu;

export function tokenize(utterance: string): string[] {
  return normalize(utterance).match(word) ?? [];
}

/** As `tokenize`, with the numbers by which products are called as they are. */
export function tokenizeNames(utterance: string): string[] {
  return fold(utterance, numberOfNone).match(word) ?? [];
}
