import { minorUnits, moneyFormat } from '@shelfwise/core/wire/currency';

/** Texts by name; `{name}` stands for a value. A text with forms by number is written `{ one, other, … }`. */
export type Message = string | Partial<Record<Intl.LDMLPluralRule, string>>;
export type Messages = Record<string, Message>;
/** Catalogues by language; `en` is complete, the others may lack texts. */
export type Catalogue<M extends Messages> = { en: M } & Record<string, Partial<Record<keyof M, Message>>>;

export interface Localizer<M extends Messages> {
  readonly locale: string;
  /** A text in the page's language, or in English; `count` chooses among forms by number. */
  text(name: keyof M & string, values?: Record<string, string | number>): string;
  number(value: number, options?: Intl.NumberFormatOptions): string;
  /** `amount` in minor units of `currency`. */
  money(amount: number, currency: string): string;
  date(value: Date | string, options?: Intl.DateTimeFormatOptions): string;
  list(values: string[]): string;
}

/** Formatters are dear to make and are kept, by locale and options. */
const formatters = new Map<string, unknown>();
function kept<Formatter>(name: string, locale: string, options: object, make: () => Formatter): Formatter {
  const key = name + locale + JSON.stringify(options);
  if (!formatters.has(key)) formatters.set(key, make());
  return formatters.get(key) as Formatter;
}

export function createLocalizer<M extends Messages>(wanted: string, catalogue: Catalogue<M>): Localizer<M> {
  const locale = known(wanted);
  const language = locale.split('-')[0]!;
  const number = (value: number, options: Intl.NumberFormatOptions = {}) =>
    kept('number', locale, options, () => new Intl.NumberFormat(locale, options)).format(value);
  return {
    locale,
    text(name, values = {}) {
      const message: Message =
        catalogue[locale]?.[name] ?? catalogue[language]?.[name] ?? catalogue.en[name] ?? '';
      const template =
        typeof message === 'string' ? message : form(locale, message, Number(values.count ?? 0));
      return template.replace(/\{(\w+)\}/g, (whole, key: string) => {
        const value = values[key];
        return value === undefined ? whole : typeof value === 'number' ? number(value) : value;
      });
    },
    number,
    money(amount, currency) {
      return number(amount / minorUnits(currency), moneyFormat(currency));
    },
    date(value, options = { dateStyle: 'medium' }) {
      const date = typeof value === 'string' ? new Date(value) : value;
      return kept('date', locale, options, () => new Intl.DateTimeFormat(locale, options)).format(date);
    },
    list: (values) =>
      kept('list', locale, {}, () => new Intl.ListFormat(locale, { type: 'conjunction' })).format(values),
  };
}

function form(locale: string, message: Partial<Record<Intl.LDMLPluralRule, string>>, count: number): string {
  const rule = kept('plural', locale, {}, () => new Intl.PluralRules(locale)).select(count);
  return message[rule] ?? message.other ?? '';
}

/** A page's `lang` may be anything; one that is no language is English. */
function known(locale: string): string {
  try {
    return Intl.getCanonicalLocales(locale)[0] ?? 'en';
  } catch {
    return 'en';
  }
}
