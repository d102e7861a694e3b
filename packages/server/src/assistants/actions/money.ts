import type { ShopDocument } from '../../stores/documents.js';

/** Minor units of a currency in one whole unit: 100 for pounds, 1 for yen (ISO 4217 exponents, as `Intl` knows them). */
export function minorUnits(currency: string): number {
  const known = units.get(currency);
  if (known !== undefined) return known;
  const format = new Intl.NumberFormat('en', { style: 'currency', currency });
  const value = 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2);
  units.set(currency, value);
  return value;
}

/** Making a formatter takes a tenth of a millisecond; a search asks for each product. */
const units = new Map<string, number>();

/** An amount in minor units as the shop's shoppers read it: "£4.95". */
export function formatMoney(shop: ShopDocument, amount: number): string {
  const { currency, locale } = shop.settings;
  return new Intl.NumberFormat(locale, { style: 'currency', currency }).format(amount / minorUnits(currency));
}

/** Whether what a shopper calls dollars, pounds or euros may be the shop's money: a sign stands for several currencies. */
export function isShopMoney(shop: ShopDocument, currency: string | undefined): boolean {
  if (!currency) return true;
  return partOf(currency, 'narrowSymbol') === partOf(shop.settings.currency, 'narrowSymbol');
}

/** "British pounds", "euros". */
export const moneyName = (currency: string): string => partOf(currency, 'name');

function partOf(currency: string, currencyDisplay: 'narrowSymbol' | 'name'): string {
  const parts = new Intl.NumberFormat('en', { style: 'currency', currency, currencyDisplay }).formatToParts(
    2,
  );
  return parts.find(({ type }) => type === 'currency')?.value ?? currency;
}
