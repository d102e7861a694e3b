import type { ShopCatalogue } from '../../../following/shop-catalogue.js';
import type { OrderDocument, ShopDocument } from '../../../stores/port/documents.js';
import { andList, phrase, type Phrase, type Value } from '../../wording/phrase.js';

/** Products named in one answer; the order's confirmation has them all. */
const maxNamed = 3;

/**
 * An order in one or two sentences: its products as far as they are still in the catalogue, the day it was
 * placed (in the shop's time zone and locale) and its status. Only for a shopper who may see the order.
 */
export function describeOrder(
  { settings: { locale, timeZone } }: ShopDocument,
  { key, placedAt, lines, status }: OrderDocument,
  catalogue: ShopCatalogue,
): Phrase {
  const named: Value[] = [];
  let others = 0;
  for (const { productId, quantity } of lines) {
    const title = catalogue.productsById.get(productId)?.title;
    if (title === undefined || named.length === maxNamed) others += quantity;
    else named.push(quantity === 1 ? title : phrase('phrase_several_of_item', { quantity, title }));
  }
  const rest = named.length > 0 ? 'phrase_other_items' : 'phrase_items';
  if (others > 0) named.push(phrase(rest, { count: others }));
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone }).format(placedAt);
  const values = { order: key, day, status: phrase('phrase_order_status', { status }) };
  return named.length > 0
    ? phrase('utter_order_with_items', { ...values, items: andList(named) })
    : phrase('utter_order', values);
}
