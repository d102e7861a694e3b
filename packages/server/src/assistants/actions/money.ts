import { minorUnits, moneyFormat } from '@shelfwise/core/wire/currency';
import type { ShopDocument } from '../../stores/port/documents.js';

/** An amount in minor units as the shop's shoppers read it: "£4.95". */
export function formatMoney(shop: ShopDocument, amount: number): string {
  const { currency, locale } = shop.settings;
  return new Intl.NumberFormat(locale, moneyFormat(currency)).format(amount / minorUnits(currency));
}

/**
 * Whether the currency that a shopper named may be the shop's. The same sign stands for several currencies:
 * "$5" is also right in a shop that sells in Canadian dollars.
 */
export function isShopMoney(shop: ShopDocument, currency: string | undefined): boolean {
  if (!currency) return true;
  return narrowSymbol(currency) === narrowSymbol(shop.settings.currency);
}

function narrowSymbol(currency: string): string {
  const format = new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
  });
  return format.formatToParts(2).find(({ type }) => type === 'currency')?.value ?? currency;
}
