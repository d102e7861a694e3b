import { createLocalizer } from '../internal/localizer.js';
import { stockMessages, type StockMessages } from '../stock-dashboard/stock-dashboard.messages.js';

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
  /** `YYYY-MM-DD`, with its year unless it is this one. */
  day(day: string): string;
  /** The last day to order. A day that is today or past is worded as "now". */
  orderBy(day: string): string;
  /** A number of days. More than a year is worded as such, without the number. */
  daysAhead(days: number): string;
  dayWithYear(day: string): string;
  instant(at: string): string;
}

/** A forecast is not reliable beyond this number of days. */
export const yearDays = 365;

/** Returns today's date in the owner's time zone, as `YYYY-MM-DD`. */
function today(): string {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}

export function createStockText(locale: string, currency: string): StockText {
  const localizer = createLocalizer(locale, stockMessages);
  const atMidnight = (day: string) => `${day}T00:00:00Z`;
  const integer = (value: number) => localizer.number(value, { maximumFractionDigits: 0 });
  const dayOf = (day: string) =>
    localizer.date(atMidnight(day), {
      day: 'numeric',
      month: 'short',
      timeZone: 'UTC',
      ...(!day.startsWith(today().slice(0, 4)) && { year: 'numeric' }),
    });
  return {
    locale: localizer.locale,
    text: (name, values) => localizer.text(name, values),
    integer,
    quantity: (value) => localizer.number(value, { maximumFractionDigits: Math.abs(value) < 10 ? 1 : 0 }),
    precise: (value) => localizer.number(value, { maximumFractionDigits: 3 }),
    money: (minor) => localizer.money(minor, currency),
    percent: (share) => localizer.number(share, { style: 'percent', maximumFractionDigits: 1 }),
    day: dayOf,
    orderBy: (day) => (day <= today() ? localizer.text('now') : dayOf(day)),
    daysAhead: (days) => (days > yearDays ? localizer.text('overAYear') : integer(days)),
    dayWithYear: (day) => localizer.date(atMidnight(day), { dateStyle: 'medium', timeZone: 'UTC' }),
    instant: (at) => localizer.date(at, { dateStyle: 'medium', timeStyle: 'short' }),
  };
}
