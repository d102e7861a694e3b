import type { ShopCatalogue } from '../../../following/shop-catalogue.js';
import type { OrderDocument, ShopDocument } from '../../../stores/port/documents.js';
import { andList } from '../lists.js';

/** More would be the confirmation over again: it has them all. */
const maxNamed = 3;

/**
 * An order in a sentence or two: what is in it, as far as it is still in the catalogue, the day it was placed on as the shop
 * counts and writes days, and what became of it. Only for whom the order is shown to.
 */
export function describeOrder(
  { settings: { locale, timeZone } }: ShopDocument,
  { key, placedAt, lines, status }: OrderDocument,
  catalogue: ShopCatalogue,
): string {
  const named: string[] = [];
  let others = 0;
  for (const { productId, quantity } of lines) {
    const title = catalogue.productsById.get(productId)?.title;
    if (title === undefined || named.length === maxNamed) others += quantity;
    else named.push(quantity === 1 ? title : `${quantity} × ${title}`);
  }
  const other = named.length > 0 ? 'other ' : '';
  if (others > 0) named.push(others === 1 ? `one ${other}item` : `${others} ${other}items`);
  const things = named.length > 0 ? `: ${andList.format(named)}. It` : '';
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone }).format(placedAt);
  return `Order ${key}${things} was placed on ${day} and ${became[status]}.`;
}

const became: Record<OrderDocument['status'], string> = {
  placed: 'has not been sent yet',
  shipped: 'has been sent',
  delivered: 'has been delivered',
  cancelled: 'has been cancelled',
  refunded: 'has been refunded',
};
