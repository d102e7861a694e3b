import { phrase } from '../../wording/phrase.js';
import type { Action, ActionOutcome, ActionTools } from '../action.js';
import type { ActionContext } from '../action-context.js';
import { askWhich, askWhichOf } from '../ask/ask-which.js';
import { namesCart } from '../ask/describe-cart.js';
import { resolveProduct } from '../ask/resolve-product.js';
import type { OpenQuestion } from '../conversation-memory.js';
import { asksCheaper, findCheaper } from './find-cheaper.js';
import { listRecommendations } from './list-recommendations.js';
import { searchProducts } from './search-products.js';

/** The words ask what goes with something, rather than for any advice. */
const asksForCompany =
  /\b(?:with|this|that|it|match\w*|goes|together|pairs?|accessor\w+|complete|suits?|combine\w*)\b/i;

/**
 * `action_recommend`: products that go with the one in question, else with the cart; without either, products
 * that this shopper may like.
 */
export const recommendProducts: Action = async (context, tools) => {
  const { text, cart } = context;
  if (namesCart.test(text) && cart.length > 0) return listRecommendations(context, tools, 'cart');
  const wish = wishIn(context);
  if (wish !== undefined) return searchProducts(context.with({ text: wish }), tools);
  const found = await resolveProduct(context, tools);
  const needsCompany = asksForCompany.test(text);
  // "What should I buy?" names no product, even if products have such words in their names.
  if (found?.how === 'several' && !needsCompany) return recommendAnything(context, tools);
  if (found?.how === 'several') return askWhich(context, found.cards, 'goes_with');
  if (found?.how === 'list') return askWhichOf(found.products, 'goes_with');
  if (found?.how === 'unknown') return offerBestsellers(context, tools, found.name);
  const isViewed = found?.how === 'viewed';
  if (found && !isViewed) return listRecommendations(context, tools, 'bought-together', { found });
  if (cart.length > 0) return listRecommendations(context, tools, 'cart');
  if (isViewed && needsCompany) return listRecommendations(context, tools, 'bought-together', { found });
  return needsCompany ? askProduct(context, tools, 'goes_with') : recommendAnything(context, tools);
};

/** `action_similar`: products like the one in question. */
export const findSimilar: Action = async (context, tools) => {
  const found = await resolveProduct(context, tools);
  if (found?.how === 'several') return askWhich(context, found.cards, 'similar');
  if (found?.how === 'list') return askWhichOf(found.products, 'similar');
  if (found?.how === 'unknown') return offerBestsellers(context, tools, found.name);
  if (!found) return askProduct(context, tools, 'similar');
  return asksCheaper.test(context.text)
    ? findCheaper(context, tools, found.product)
    : listRecommendations(context, tools, 'similar', { found });
};

function recommendAnything(context: ActionContext, tools: ActionTools): Promise<ActionOutcome> {
  const { recent, visitor } = context;
  const isKnown = recent.length > 0 || visitor?.key !== undefined || visitor?.token !== undefined;
  return listRecommendations(context, tools, isKnown ? 'for-you' : 'bestsellers');
}

/** "Can you recommend a teapot for my aunt?" looks for teapots; "recommend something nice" for anything. */
function wishIn(context: ActionContext): string | undefined {
  const match = /\b(?:recommend|suggest)\s+(?:me\s+)?(?:an?|some|any)\s+([^?.!]+)/i.exec(context.text);
  const withoutRecipient = (match?.[1] ?? '').replace(/\bfor\s+(?!under|less|about|around|\W*\d).*$/i, '');
  return context.readQuery(withoutRecipient).text === '' ? undefined : withoutRecipient;
}

/** The shop has no product of that name: the answer says so before it offers bestsellers. */
function offerBestsellers(context: ActionContext, tools: ActionTools, name: string): Promise<ActionOutcome> {
  const heading = phrase('utter_unknown_product_bestsellers', { name });
  return listRecommendations(context, tools, 'bestsellers', { heading });
}

/** Asks for the product's name and shows bestsellers until it comes. */
async function askProduct(
  context: ActionContext,
  tools: ActionTools,
  question: OpenQuestion,
): Promise<ActionOutcome> {
  const heading = phrase(question === 'similar' ? 'utter_ask_similar_to' : 'utter_ask_goes_with');
  const outcome = await listRecommendations(context, tools, 'bestsellers', { heading });
  return { ...outcome, slots: { ...outcome.slots, open_question: question } };
}
