import { createLocalizer } from '../internal/localizer.js';
import { stockMessages, type StockMessages } from './stock-dashboard.messages.js';

type MessageName = keyof StockMessages;

/** Words, numbers, money and days in the owner's language. Money comes in as integer minor units. */
export interface StockText {
  readonly locale: string;
  text(name: MessageName, values?: Record<string, string | number>): string;
  integer(value: number): string;
  /** One decimal below ten, none above: more would be false precision. */
  quantity(value: number): string;
  /** Three decimals: for figures that are compared. */
  precise(value: number): string;
  money(minor: number): string;
  percent(share: number): string;
  /** `YYYY-MM-DD` without its year: for days near today. */
  day(day: string): string;
  dayWithYear(day: string): string;
  instant(at: string): string;
}

export function createStockText(locale: string, currency: string): StockText {
  const localizer = createLocalizer(locale, stockMessages);
  const atMidnight = (day: string) => `${day}T00:00:00Z`;
  return {
    locale: localizer.locale,
    text: (name, values) => localizer.text(name, values),
    integer: (value) => localizer.number(value, { maximumFractionDigits: 0 }),
    quantity: (value) => localizer.number(value, { maximumFractionDigits: Math.abs(value) < 10 ? 1 : 0 }),
    precise: (value) => localizer.number(value, { maximumFractionDigits: 3 }),
    money: (minor) => localizer.money(minor, currency),
    percent: (share) => localizer.number(share, { style: 'percent', maximumFractionDigits: 1 }),
    day: (day) => localizer.date(atMidnight(day), { day: 'numeric', month: 'short', timeZone: 'UTC' }),
    dayWithYear: (day) => localizer.date(atMidnight(day), { dateStyle: 'medium', timeZone: 'UTC' }),
    instant: (at) => localizer.date(at, { dateStyle: 'medium', timeStyle: 'short' }),
  };
}
