import { minorUnits, moneyFormat } from '@shelfwise/core/wire/currency';
import type { Message, Messages, PluralMessage } from './messages.js';

/** Messages by language; `en` is complete, the others may lack some. */
export type Catalogue<M extends Messages> = { en: M } & Record<string, Partial<Record<keyof M, Message>>>;

export interface LocalizerOptions<M extends Messages> {
  /** BCP 47 tag that decides how numbers and dates are written. */
  locale: string;
  /** Language of `messages`, whose plural rules apply; the locale's language when absent. */
  language?: string;
  /** A name that is missing is worded as an empty text. */
  messages: Partial<Record<keyof M, Message>>;
}

/** Creating an Intl formatter is slow, so they are cached by locale and options. */
const formatters = new Map<string, unknown>();
function cached<Formatter>(name: string, locale: string, options: object, make: () => Formatter): Formatter {
  const key = name + locale + JSON.stringify(options);
  if (!formatters.has(key)) formatters.set(key, make());
  return formatters.get(key) as Formatter;
}

/** Texts, numbers, money, dates and lists in one language. */
export class Localizer<M extends Messages> {
  readonly locale: string;
  private readonly language: string;
  private readonly messages: Partial<Record<keyof M, Message>>;

  constructor({ locale, language, messages }: LocalizerOptions<M>) {
    this.locale = canonicalLocale(locale);
    this.language = language ?? this.locale;
    this.messages = messages;
  }

  /** The text of a message with its placeholders filled; `count` selects the plural form. */
  text(name: keyof M & string, values: Record<string, string | number> = {}): string {
    const message = this.messages[name] ?? '';
    const template =
      typeof message === 'string' ? message : this.pluralForm(message, Number(values.count ?? 0));
    return template.replace(/\{(\w+)\}/g, (placeholder, key: string) => {
      const value = values[key];
      return value === undefined ? placeholder : typeof value === 'number' ? this.number(value) : value;
    });
  }

  number(value: number, options: Intl.NumberFormatOptions = {}): string {
    const { locale } = this;
    return cached('number', locale, options, () => new Intl.NumberFormat(locale, options)).format(value);
  }

  /** `amount` is in minor units of `currency`. */
  money(amount: number, currency: string): string {
    return this.number(amount / minorUnits(currency), moneyFormat(currency));
  }

  date(value: Date | string, options: Intl.DateTimeFormatOptions = { dateStyle: 'medium' }): string {
    const { locale } = this;
    const date = typeof value === 'string' ? new Date(value) : value;
    return cached('date', locale, options, () => new Intl.DateTimeFormat(locale, options)).format(date);
  }

  /** The values joined with the language's word for "and". */
  list(values: string[]): string {
    const { locale } = this;
    return cached('list', locale, {}, () => new Intl.ListFormat(locale, { type: 'conjunction' })).format(
      values,
    );
  }

  private pluralForm(message: PluralMessage, count: number): string {
    const { language } = this;
    const rule = cached('plural', language, {}, () => new Intl.PluralRules(language)).select(count);
    return message[rule] ?? message.other;
  }
}

/** A localizer over messages that are all at hand. Elements use a `MessagesController`, which loads one language. */
export function createLocalizer<M extends Messages>(wanted: string, catalogue: Catalogue<M>): Localizer<M> {
  const locale = canonicalLocale(wanted);
  const language = primaryLanguage(locale);
  const messages = { ...catalogue.en, ...catalogue[language], ...catalogue[locale] };
  return new Localizer<M>({ locale, messages });
}

/** The primary subtag in lower case: `de` of `de-AT`. */
export const primaryLanguage = (locale: string): string => locale.toLowerCase().split(/[-_]/)[0]!;

/** A page's `lang` attribute may hold anything; an invalid tag counts as English. */
function canonicalLocale(locale: string): string {
  try {
    return Intl.getCanonicalLocales(locale)[0] ?? 'en';
  } catch {
    return 'en';
  }
}
