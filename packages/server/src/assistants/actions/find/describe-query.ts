import type { CatalogueQuery } from '@shelfwise/core/search';
import { minorUnits } from '@shelfwise/core/wire/currency';
import type { ShopDocument } from '../../../stores/port/documents.js';
import { andList, commaList, orList, phrase, type Phrase, type Value } from '../../wording/phrase.js';
import { formatMoney } from '../money.js';

/** A query as the assistant repeats it: "red mugs up to £5.00, not pink, cheapest first". */
export function describeQuery(shop: ShopDocument, query: CatalogueQuery): Value {
  const { price, without, order, reduced } = query;
  const wish = describeWish(query);
  const parts: Value[] = [
    price ? phrase('phrase_wish_at_price', { wish, price: describePrice(shop, price) }) : wish,
  ];
  if (without && without.colors.length > 0)
    parts.push(phrase('phrase_not_colors', { colors: orList(without.colors) }));
  if (without && without.words.length > 0)
    parts.push(phrase('phrase_without_words', { words: orList(without.words) }));
  if (reduced) parts.push(phrase('phrase_reduced'));
  if (order) parts.push(phrase(order === 'cheapest' ? 'phrase_cheapest_first' : 'phrase_dearest_first'));
  return parts.length === 1 ? parts[0]! : commaList(parts);
}

function describeWish({ text, colors }: CatalogueQuery): Value {
  if (colors.length === 0) return text === '' ? phrase('phrase_anything') : text;
  if (text === '') return phrase('phrase_anything_in_color', { colors: orList(colors) });
  return phrase('phrase_colored_thing', { colors: orList(colors), thing: text });
}

export function describePrice(
  shop: ShopDocument,
  { min, max }: NonNullable<CatalogueQuery['price']>,
): Phrase {
  const scale = minorUnits(shop.settings.currency);
  const money = (amount: number) => formatMoney(shop, Math.round(amount * scale));
  if (min !== undefined && max !== undefined)
    return phrase('phrase_price_between', { min: money(min), max: money(max) });
  return max !== undefined
    ? phrase('phrase_price_up_to', { max: money(max) })
    : phrase('phrase_price_from', { min: money(min ?? 0) });
}

/**
 * The remark that products shown were not checked against limits of age, size or number: a toy that is not
 * for children under 3 must not pass for one that is.
 */
export function remarkOnShown({ bounds }: CatalogueQuery): Phrase | undefined {
  return bounds && phrase('phrase_bounds_not_checked', { bounds: quoteAll(bounds) });
}

/** The same remark where no products are shown. */
export function remarkOnBounds({ bounds }: CatalogueQuery): Phrase | undefined {
  return bounds && phrase('phrase_bounds_not_searched', { bounds: quoteAll(bounds) });
}

const quoteAll = (texts: readonly string[]) =>
  andList(texts.map((text) => phrase('phrase_quoted', { text })));
