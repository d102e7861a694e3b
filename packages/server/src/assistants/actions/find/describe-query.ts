import type { CatalogueQuery } from '@shelfwise/core/search';
import { minorUnits } from '@shelfwise/core/wire/currency';
import type { ShopDocument } from '../../../stores/port/documents.js';
import { formatMoney } from '../money.js';
import { andList, orList } from '../lists.js';

/** A query as the assistant says it back: "red mugs up to £5.00, not pink, cheapest first". */
export function describeQuery(shop: ShopDocument, query: CatalogueQuery): string {
  const { text, colors, price, without, order, reduced } = query;
  const color = orList.format(colors);
  const words = (text === '' ? ['anything', color] : [color, text]).filter((part) => part !== '');
  if (price) words.push(describePrice(shop, price));
  const parts = [words.join(' ')];
  if (without && without.colors.length > 0) parts.push(`not ${orList.format(without.colors)}`);
  if (without && without.words.length > 0) parts.push(`without ${orList.format(without.words)}`);
  if (reduced) parts.push('reduced');
  if (order) parts.push(`${order} first`);
  return parts.join(', ');
}

export function describePrice(
  shop: ShopDocument,
  { min, max }: NonNullable<CatalogueQuery['price']>,
): string {
  const scale = minorUnits(shop.settings.currency);
  const money = (amount: number) => formatMoney(shop, Math.round(amount * scale));
  if (min !== undefined && max !== undefined) return `from ${money(min)} to ${money(max)}`;
  return max !== undefined ? `up to ${money(max)}` : `from ${money(min ?? 0)}`;
}

/** A toy that is not for children under 3 must not pass for one: nothing shown was held against such a limit. */
export function withBounds({ bounds }: CatalogueQuery, heading: string): string {
  return bounds ? `${boundsRemark(bounds)}: please see each product for that. ${heading}` : heading;
}

export function boundsRemark(bounds: readonly string[]): string {
  return `I cannot search by ${andList.format(bounds.map((bound) => `“${bound}”`))}`;
}
