import { normalizeColor } from './colors.js';
import { tellCodesApart } from './order-codes.js';
import { findPriceRange } from './price-range.js';
import { wholeWords } from './whole-words.js';

/** What Rasa calls an entity: a piece of the utterance that an action needs. `value` may differ from what was written. */
export interface Entity {
  entity: string;
  value: string;
  start: number;
  end: number;
  extractor: string;
  role?: string;
  group?: string;
}

export interface LookupTables {
  /** Written form, lower case → value. */
  synonyms: Record<string, string>;
  lookups: Record<string, string[]>;
  regexes: Record<string, string[]>;
}

const email = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g;
/**
 * "#1234", "order 536365", "C536365", "SW-2024-00017": has at least three digits and is no price. A shop's initials
 * and a hyphen may also stand before a code of letters and digits: "HW-MWRZTI488A6D". Such
 * a code also stands alone, in capitals or with letters after its digits: "MWZJB4SPBB3A", but not "christmas2023".
 */
const initialedCode = /^[a-z]{1,4}-(?=[a-z]*\d)[\da-z]{6,20}$/i;
const bareCode = /^(?:[a-z]+\d+[a-z][\da-z]*|(?=[A-Z]*\d)[A-Z]+[\dA-Z]*)$/;
const orderNumber =
  /(?<![\w£$€.,-])(?=[A-Za-z]+\d)[\dA-Za-z]{8,20}(?![\w-])|(?<![\w£$€.,])[A-Za-z]{1,4}-[\dA-Za-z]{6,20}(?![\w-])|(?<![\w£$€.,])#?[A-Za-z]{0,4}-?\d[\dA-Za-z]*(?:-[\dA-Za-z]+)*(?![\w.,]*\d)/g;
const isBareCode = (word: string) => word.length >= 8 && bareCode.test(word);
const color = /\p{L}+/gu;
/** Of a postcode that cannot be an order's number: it counts without being asked for. */
const certainRole = 'certain';

/**
 * Entities that every shop needs (colour, price limits, order number, e-mail, postcode), and those of the project's own
 * lookup tables and regular expressions. A written form with a synonym gets the synonym's value.
 */
export function extractEntities(utterance: string, tables?: LookupTables): Entity[] {
  const entities: Entity[] = [];
  const add = (
    entity: string,
    value: string,
    start: number,
    end: number,
    extractor = 'ShopEntityExtractor',
  ) => entities.push({ entity, value, start, end, extractor });
  const addresses = [...utterance.matchAll(email)];
  for (const match of addresses) {
    add('email', match[0].toLowerCase(), match.index, match.index + match[0].length);
  }
  // What stands inside an e-mail address is no order number or colour: blanked, so that positions stay.
  const rest = addresses.reduce(
    (text, match) => text.replace(match[0], ' '.repeat(match[0].length)),
    utterance,
  );
  const range = findPriceRange(rest);
  if (range) {
    if (range.max !== undefined) add('price_max', String(range.max), range.start, range.end);
    if (range.min !== undefined) add('price_min', String(range.min), range.start, range.end);
  }
  const written = [...rest.matchAll(orderNumber)].flatMap((match) => {
    const end = match.index + match[0].length;
    const inPrice = range?.spans.some((span) => match.index < span.end && end > span.start);
    const isCode =
      match[0].replace(/\D/g, '').length >= 3 || initialedCode.test(match[0]) || isBareCode(match[0]);
    return inPrice || !isCode
      ? []
      : [{ value: match[0].replace(/^#/, ''), start: match.index, end, isCertain: false }];
  });
  const { postcodes, numbers } = tellCodesApart(rest, written);
  for (const { value, start, end, isCertain } of postcodes) {
    add('postcode', value, start, end);
    if (isCertain) entities.at(-1)!.role = certainRole;
  }
  for (const { value, start, end } of numbers) add('order_number', value, start, end);
  for (const match of rest.matchAll(color)) {
    const value = normalizeColor(match[0]);
    if (value !== undefined) add('color', value, match.index, match.index + match[0].length);
  }
  if (tables) entities.push(...fromTables(utterance, tables));
  return entities.sort((a, b) => a.start - b.start || b.end - a.end);
}

interface TablePattern {
  entity: string;
  pattern: RegExp;
}

/** Compiled once for all sentences: a model's tables do not change, and name every country there is. */
const compiled = new WeakMap<LookupTables, TablePattern[]>();

function patternsOf(tables: LookupTables): TablePattern[] {
  const known = compiled.get(tables);
  if (known) return known;
  const patterns = [
    ...Object.entries(tables.lookups).flatMap(([entity, entries]) =>
      entries.map((words) => ({ entity, pattern: wholeWords(words) })),
    ),
    ...Object.entries(tables.regexes).flatMap(([entity, sources]) =>
      sources.map((source) => ({ entity, pattern: new RegExp(source, 'gi') })),
    ),
  ];
  compiled.set(tables, patterns);
  return patterns;
}

function fromTables(utterance: string, tables: LookupTables): Entity[] {
  const found: Entity[] = [];
  for (const { entity, pattern } of patternsOf(tables)) {
    for (const match of utterance.matchAll(pattern)) {
      if (match[0].length === 0) continue;
      const value = tables.synonyms[match[0].toLowerCase()] ?? match[0];
      const end = match.index + match[0].length;
      found.push({ entity, value, start: match.index, end, extractor: 'RegexEntityExtractor' });
    }
  }
  // "Northern Ireland" is not Ireland too.
  return found.filter(
    (one) =>
      !found.some(
        (other) =>
          other.entity === one.entity &&
          other.start <= one.start &&
          other.end >= one.end &&
          other.end - other.start > one.end - one.start,
      ),
  );
}
