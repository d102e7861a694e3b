import { minorUnits } from '@shelfwise/core/wire/currency';
import type { ProductDocument } from '../../../stores/port/documents.js';
import { priceNow } from '../../../product-search/catalogue-search.js';
import { say } from '../../wording/action-message.js';
import type { ActionOutcome, ActionTools } from '../action.js';
import type { ActionContext } from '../action-context.js';
import { rememberSearch } from '../conversation-memory.js';
import { formatMoney } from '../money.js';
import { shelfWords } from './compare-price.js';
import { cardLimit } from './show-products.js';

export const asksCheaper = /\b(?:cheaper|less expensive|lower[- ]priced|costs? less)\b/i;

/** "Anything cheaper like this": products of the same kind that cost less. */
export async function findCheaper(
  context: ActionContext,
  { search }: ActionTools,
  product: ProductDocument,
): Promise<ActionOutcome> {
  const { shop } = context;
  const price = priceNow(product);
  const max = (price - 1) / minorUnits(shop.settings.currency);
  const text = shelfWords(context, product);
  const query = { text, colors: [], price: { max }, order: 'cheapest' as const };
  const found = text === '' ? undefined : await search.find(shop, query, { limit: cardLimit + 1 });
  const cards = (found?.dropped.length === 0 && found.match === 'words' ? found.cards : [])
    .filter(({ group }) => group !== product.groupKey)
    .slice(0, cardLimit);
  const values = { title: product.title, price: formatMoney(shop, price) };
  const slots = { ...rememberSearch(context, query, cards), chosen_product: product.key };
  return cards.length === 0
    ? { messages: [say('utter_none_cheaper', values)], slots }
    : { messages: [say('utter_cheaper', values), { type: 'products', items: cards }], slots };
}
