import { currencyDigits } from '../currency-digits.js';

export const currency = process.env.DEMO_CURRENCY ?? 'GBP';
const digits = currencyDigits(currency);
const written: Intl.NumberFormatOptions = {
  style: 'currency',
  currency,
  minimumFractionDigits: digits,
  maximumFractionDigits: digits,
};
const format = new Intl.NumberFormat('en-GB', written);
const roundFormat = new Intl.NumberFormat('en-GB', { ...written, trailingZeroDisplay: 'stripIfInteger' });

/** Pence, or whatever the currency's smallest coin is, as a shopper reads them: "£40.00". */
export function money(pence: number): string {
  return format.format(pence / 10 ** digits);
}

/** The same within a sentence: "£40", but "£3.95". */
export function roundMoney(pence: number): string {
  return roundFormat.format(pence / 10 ** digits);
}

/** A plain number for machines: "12.75". */
export function decimal(pence: number): string {
  return (pence / 10 ** digits).toFixed(digits);
}
