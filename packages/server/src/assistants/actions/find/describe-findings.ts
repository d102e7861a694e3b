import { isSearchable, type CatalogueQuery } from '@shelfwise/core/search';
import type { ShopDocument } from '../../../stores/port/documents.js';
import { priceNow, type FoundProducts, type Wish } from '../../../product-search/catalogue-search.js';
import { phrase, type Phrase } from '../../wording/phrase.js';
import { formatMoney } from '../money.js';
import { describePrice, describeQuery } from './describe-query.js';

/** The heading over products that were found, which names every part of the wish that they do not meet. */
export function describeFindings(shop: ShopDocument, asked: CatalogueQuery, found: FoundProducts): Phrase {
  const { query, misspelt, match, dropped } = found;
  // A color that no product has is repeated in the shopper's own word.
  const isOwnWord = dropped.includes('color') && misspelt === undefined;
  const wish = describeQuery(shop, isOwnWord ? asked : query);
  if (match === 'some') return phrase('utter_found_near', { wish });
  if (match === 'spelling' && dropped.length === 0) return describeRespelling(shop, found);
  if (dropped.length === 0) return phrase('utter_found', { wish });
  const left = describeQuery(shop, withoutWishes(query, dropped));
  if (dropped.length === 1 && dropped[0] === 'price') return describeNearestPrice(shop, found);
  if (dropped.includes('reduced')) return phrase('utter_found_not_reduced', { left });
  return phrase('utter_found_other', { wish, left });
}

function describeRespelling(shop: ShopDocument, { query, misspelt }: FoundProducts): Phrase {
  const wish = describeQuery(shop, query);
  if (misspelt !== undefined) return phrase('utter_found_respelled', { unknown: misspelt, wish });
  // The words were read as beginnings of others, so there is no spelling to suggest.
  return wish === query.text
    ? phrase('utter_found_beginning', { unknown: query.text })
    : phrase('utter_found_beginning_near', { unknown: query.text, wish });
}

function describeNearestPrice(shop: ShopDocument, { query, cards, dropped }: FoundProducts): Phrase {
  const prices = cards.map(priceNow);
  const values = {
    left: describeQuery(shop, withoutWishes(query, dropped)),
    limit: describePrice(shop, query.price!),
  };
  return query.price?.max === undefined
    ? phrase('utter_found_below_price', { ...values, price: formatMoney(shop, Math.max(...prices)) })
    : phrase('utter_found_above_price', { ...values, price: formatMoney(shop, Math.min(...prices)) });
}

/** The answer to a search that finds nothing, not even something near. */
export function describeNothingFound(shop: ShopDocument, query: CatalogueQuery): Phrase {
  const { reduced, ...other } = query;
  if (!reduced || query.text !== '')
    return phrase('utter_found_nothing', { wish: describeQuery(shop, query) });
  return isSearchable(other)
    ? phrase('utter_nothing_of_it_reduced', { wish: describeQuery(shop, other) })
    : phrase('utter_nothing_reduced');
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
