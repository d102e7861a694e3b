/**
 * What an action answers with before it is worded. Actions choose responses of the assistant's project by
 * their names and give them values; the words are in `packages/server/assistant/<language>/domain`.
 */

/** A response by its name, with values for its placeholders. */
export interface Phrase {
  readonly response: string;
  readonly values?: Values;
}

export type Values = Readonly<Record<string, Value>>;

/**
 * Text that comes from the shop or the shopper is used as it is; everything else is worded by the project.
 */
export type Value = string | number | Phrase | PhraseList | CurrencyName | Capitalized;

/** Several values in one place. */
export interface PhraseList {
  readonly list: readonly Value[];
  /** The project's response `list_<join>` says how two neighbors are joined. */
  readonly join: 'and' | 'or' | 'comma' | 'semicolon' | 'sentence';
}

/** A currency's name in the project's language: "British pounds". */
export interface CurrencyName {
  /** ISO 4217. */
  readonly currency: string;
}

/** The value with a capital first letter. */
export interface Capitalized {
  readonly capitalized: Value;
}

export const capitalized = (value: Value): Capitalized => ({ capitalized: value });

export const phrase = (response: string, values?: Values): Phrase => ({
  response,
  ...(values && { values }),
});

export const andList = (list: readonly Value[]): PhraseList => ({ list, join: 'and' });
export const orList = (list: readonly Value[]): PhraseList => ({ list, join: 'or' });
export const commaList = (list: readonly Value[]): PhraseList => ({ list, join: 'comma' });
export const semicolonList = (list: readonly Value[]): PhraseList => ({ list, join: 'semicolon' });
export const sentences = (list: readonly Value[]): PhraseList => ({ list, join: 'sentence' });
