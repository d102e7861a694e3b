import { isSearchable, type CatalogueQuery } from '@shelfwise/core/search';
import type { ShopDocument } from '../../../stores/port/documents.js';
import { formatMoney } from '../money.js';
import { priceNow, type FoundProducts, type Wish } from '../../../product-search/catalogue-search.js';
import { boundsRemark, describePrice, describeQuery } from './describe-query.js';

/** Says what was found, and what of the wish it is not. */
export function introOf(
  shop: ShopDocument,
  asked: CatalogueQuery,
  { query, misspelt, cards, match, dropped }: FoundProducts,
): string {
  // A colour that nothing has is told in the shopper's own word.
  const isOwnWord = dropped.includes('color') && misspelt === undefined;
  const wish = describeQuery(shop, isOwnWord ? asked : query);
  const left = describeQuery(shop, withoutWishes(query, dropped));
  if (match === 'some') return `I found nothing that is all of “${wish}”. This comes near:`;
  if (match === 'spelling' && dropped.length === 0) {
    const unknown = `I have nothing spelt “${misspelt ?? query.text}”.`;
    if (misspelt !== undefined) return `${unknown} Perhaps you mean “${wish}”:`;
    // Words that others begin with were read as no other word.
    return wish === query.text
      ? `${unknown} Perhaps you mean one of these:`
      : `${unknown} These come near “${wish}”:`;
  }
  if (dropped.length === 0) return `Here is what I found for “${wish}”:`;
  if (dropped.length === 1 && dropped[0] === 'price') {
    const prices = cards.map(priceNow);
    const edge =
      query.price?.max === undefined
        ? `They cost up to ${formatMoney(shop, Math.max(...prices))}`
        : `They start at ${formatMoney(shop, Math.min(...prices))}`;
    return `I have no “${left}” ${describePrice(shop, query.price!)}. ${edge}:`;
  }
  if (dropped.includes('reduced')) return `Of “${left}” nothing is reduced just now. This is what I have:`;
  return `I found nothing for “${wish}”, but I have “${left}”:`;
}

/** What is said where not even something near was found. */
export function sayNothingFound(shop: ShopDocument, query: CatalogueQuery): string {
  const isAnyReduced = query.reduced === true && query.text === '';
  const nothing = isAnyReduced
    ? nothingReduced(shop, query)
    : `I found nothing for “${describeQuery(shop, query)}”. Try other words?`;
  return query.bounds ? `${boundsRemark(query.bounds)}. ${nothing}` : nothing;
}

function nothingReduced(shop: ShopDocument, { reduced, ...other }: CatalogueQuery): string {
  const wish = reduced && !isSearchable(other) ? '' : ` that is “${describeQuery(shop, other)}”`;
  return `Nothing${wish} is reduced just now.`;
}

/** The query without the wishes that were given up. */
export function withoutWishes(query: CatalogueQuery, dropped: readonly Wish[]): CatalogueQuery {
  const { price, reduced, ...rest } = query;
  return {
    ...rest,
    ...(reduced && !dropped.includes('reduced') && { reduced }),
    ...(price && !dropped.includes('price') && { price }),
    ...(dropped.includes('color') && { colors: [] }),
  };
}
