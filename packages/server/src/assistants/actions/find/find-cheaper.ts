import { minorUnits } from '@shelfwise/core/wire/currency';
import type { ProductDocument } from '../../../stores/port/documents.js';
import { say, type ActionContext, type ActionOutcome } from '../action.js';
import { rememberSearch } from '../conversation-memory.js';
import { formatMoney } from '../money.js';
import { priceNow, type CatalogueSearch } from '../../../product-search/catalogue-search.js';
import { kindOf } from './compare-price.js';

export const asksCheaper = /\b(?:cheaper|less expensive|lower[- ]priced|costs? less)\b/i;

const cardLimit = 6;

/** "Anything cheaper like this": of its kind what costs less than it, or that there is none. */
export async function cheaperThan(
  context: ActionContext,
  product: ProductDocument,
  search: CatalogueSearch,
): Promise<ActionOutcome> {
  const { shop } = context;
  const price = priceNow(product);
  const max = (price - 1) / minorUnits(shop.settings.currency);
  const query = { text: kindOf(product), colors: [], price: { max }, order: 'cheapest' as const };
  const found = query.text === '' ? undefined : await search.find(shop, query, { limit: cardLimit + 1 });
  const cards = (found?.dropped.length === 0 && found.match === 'words' ? found.cards : [])
    .filter(({ group }) => group !== product.groupKey)
    .slice(0, cardLimit);
  const than = `${product.title}, which costs ${formatMoney(shop, price)}`;
  const slots = { ...rememberSearch(context, query, cards), chosen_product: product.key };
  return cards.length === 0
    ? { messages: [say(`I have nothing of its kind that is cheaper than ${than}.`)], slots }
    : { messages: [say(`Cheaper than ${than}:`), { type: 'products', items: cards }], slots };
}
