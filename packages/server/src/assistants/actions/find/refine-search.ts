import { normalizeColor, tokenize } from '@shelfwise/core/language';
import { isEmptyQuery, refineQuery, type CatalogueQuery } from '@shelfwise/core/search';
import type { ShopCatalogue } from '../../../following/shop-catalogue.js';
import { priceNow } from '../../../product-search/catalogue-search.js';
import { say } from '../../wording/action-message.js';
import type { Action, ActionOutcome, ActionTools } from '../action.js';
import type { ActionContext } from '../action-context.js';
import { resolveProduct } from '../ask/resolve-product.js';
import { formatMoney, isShopMoney } from '../money.js';
import { answerBeyondWords } from './answer-beyond-words.js';
import { showMoreProducts } from './show-more-products.js';
import { showProducts } from './show-products.js';

/**
 * `action_refine_search`: the last search with another color, limit or word. Without a search before, the
 * product that the conversation is about is searched.
 */
export const refineSearch: Action = async (context, tools) =>
  (await answerBeyondWords(context, tools)) ?? refineByWords(context, tools);

export const refineByWords: Action = async (context, tools) => {
  const { shop, text, query } = context;
  const former = await findFormerQuery(context, tools);
  if (query.order && namesWholeShop.test(text)) return showProducts(context, tools, query);
  const { order, ...others } = query;
  if (order && isEmptyQuery(others) && (!former || /\bwhich\b/i.test(text))) {
    const extreme = pickExtreme(context, order, await tools.catalogue.get(shop));
    if (extreme) return extreme;
  }
  if (!former) return showProducts(context, tools, query);
  const refined = refineQuery(former, query);
  // A limit in foreign money cannot be compared with prices; `showProducts` reports it.
  if (!isShopMoney(shop, query.price?.currency)) return showProducts(context, tools, refined);
  if (query.text !== '') {
    const { match, cards } = await tools.search.find(shop, refined, { limit: 1 });
    // No product is both, so the message is a new wish.
    if (cards.length === 0 || match === 'some') return showProducts(context, tools, query);
  }
  if (isEmptyQuery(query) && text !== '') return showMoreProducts(context, tools);
  return showProducts(context, tools, refined);
};

const namesWholeShop = /\b(?:you (?:have|sell|stock)|in (?:the|your) shop)\b/i;

/** "Which is the cheapest?" of the list that was shown. */
function pickExtreme(
  { shop, memory }: ActionContext,
  order: NonNullable<CatalogueQuery['order']>,
  products: ShopCatalogue,
): ActionOutcome | undefined {
  const listed = memory.listed
    .map((key) => products.resolve(key))
    .filter((product) => product !== undefined)
    .sort((a, b) => (priceNow(a) - priceNow(b)) * (order === 'cheapest' ? 1 : -1));
  const [first] = listed;
  if (!first || listed.length === 1) return undefined;
  const card = products.card(first.groupKey, first.key);
  const values = { title: first.title, price: formatMoney(shop, priceNow(first)) };
  return {
    messages: [
      say(order === 'cheapest' ? 'utter_cheapest_of_list' : 'utter_dearest_of_list', values),
      ...(card ? [{ type: 'products' as const, items: [card] }] : []),
    ],
    slots: { chosen_product: first.key },
  };
}

/** "Do you have this in red?" asks for the page's product in another color, whatever was searched before. */
async function findFormerQuery(
  context: ActionContext,
  tools: ActionTools,
): Promise<CatalogueQuery | undefined> {
  const { query } = context.memory;
  const pointsAtPage = context.product !== undefined && /\b(?:this|it)\b/i.test(context.text);
  if (query && !pointsAtPage) return query;
  const found = await resolveProduct(context, tools);
  if (!found || !('product' in found) || found.how === 'viewed') return query;
  const words = tokenize(found.product.title).filter((word) => normalizeColor(word) === undefined);
  return { text: words.join(' '), colors: [] };
}
