import { minorUnits, moneyFormat } from '@shelfwise/core/wire/currency';
import type { ShopDocument } from '../../stores/port/documents.js';

/** An amount in minor units as the shop's shoppers read it: "£4.95". */
export function formatMoney(shop: ShopDocument, amount: number): string {
  const { currency, locale } = shop.settings;
  return new Intl.NumberFormat(locale, moneyFormat(currency)).format(amount / minorUnits(currency));
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
