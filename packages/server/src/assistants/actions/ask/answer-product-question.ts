import type { ShopCatalogue } from '../../../following/shop-catalogue.js';
import { say, sayAll, type ActionMessage } from '../../wording/action-message.js';
import { phrase } from '../../wording/phrase.js';
import { entityValue, type Action, type ActionOutcome, type ActionTools } from '../action.js';
import type { ActionContext } from '../action-context.js';
import { answerShippingCost } from '../facts/answer-delivery.js';
import { findFaqEntry, sayFaqEntry } from '../facts/find-faq-entry.js';
import { answerColorQuestion, offerOthersInColor, type ColorAnswer } from './answer-color-question.js';
import { askWhich, askWhichOf } from './ask-which.js';
import { collectProductFacts, factsText } from './collect-product-facts.js';
import { coversQuestion, statesSize } from './covers-question.js';
import { asksPrice, describeList } from './describe-list.js';
import { describeProduct } from './describe-product.js';
import { resolveProduct, type OneProduct, type ResolvedProduct } from './resolve-product.js';

/**
 * `action_product_question`: stock, price and description of the product in question. Everything in the
 * answer comes from the catalogue or the owner's FAQ.
 */
export const answerProductQuestion: Action = async (context, tools) => {
  const { text, memory } = context;
  const isPlace = entityValue(context, 'ordinal') !== undefined;
  if (isPlace && memory.listed.length === 0 && text.split(/\s+/).length <= maxPlaceWords) {
    return { messages: [say('utter_no_list_yet')], slots: { open_question: 'about' } };
  }
  const found = await resolveProduct(context, tools);
  if (!found || found.how === 'viewed') return answerWithoutProduct(context, tools);
  switch (found.how) {
    case 'several':
      return askWhich(context, found.cards, 'about');
    case 'list':
      return answerOfList(context, tools, found);
    case 'unknown':
      return { messages: [say('utter_unknown_product', { name: found.name })] };
    default:
      return answerOfProduct(context, tools, found);
  }
};

/** A longer sentence with a place ("the second") probably names a product too. */
const maxPlaceWords = 5;

async function answerOfList(
  context: ActionContext,
  tools: ActionTools,
  { products }: Extract<ResolvedProduct, { how: 'list' }>,
): Promise<ActionOutcome> {
  const answer = describeList(context, products, await tools.catalogue.get(context.shop));
  if (answer) return { messages: [answer] };
  const entry = await findFaqEntry(tools.faq, context.shop.id, context.text);
  return entry ? { messages: [sayFaqEntry(entry)] } : askWhichOf(products, 'about');
}

async function answerOfProduct(
  context: ActionContext,
  tools: ActionTools,
  found: OneProduct,
): Promise<ActionOutcome> {
  const { shop, text } = context;
  const { product } = found;
  const products = await tools.catalogue.get(shop);
  const color = answerColorQuestion(context, found, products);
  const others = color === undefined || color.isThere ? [] : await offerOthersInColor(context, tools, found);
  const gap = findGap(context, found, products, color);
  const slots = { chosen_product: product.key, open_question: null };
  const general = gap && (await findFaqEntry(tools.faq, shop.id, text));
  if (general) return { messages: [sayFaqEntry(general, product)], slots };
  const card = products.card(product.groupKey, product.key);
  const description = describeProduct(shop, product, products.isBuyable(product), color?.named);
  const messages: ActionMessage[] = [
    sayAll(color?.phrase, gap?.phrase, description),
    ...(card && found.how !== 'page' ? [{ type: 'products' as const, items: [card] }] : []),
    ...others,
    sayAll(card ? undefined : phrase('utter_offer_similar'), gap ? phrase('utter_offer_person') : undefined),
  ];
  return { messages, slots, ...(gap && { unanswered: true }) };
}

/** The part of the question that the catalogue has no answer to. */
function findGap(
  { shop, text }: ActionContext,
  { product }: OneProduct,
  products: ShopCatalogue,
  color: ColorAnswer | undefined,
) {
  const shown = `${product.title}. ${factsText(collectProductFacts(product, shop.settings.locale))}`;
  if (asksSize.test(text) && !statesSize(shown)) return { phrase: phrase('phrase_size_unknown') };
  // The phrase about the color says by itself that it is unknown.
  if (color) return color.isKnown ? undefined : { phrase: undefined };
  const asked = { key: product.key, isBuyable: products.isBuyable(product) };
  return coversQuestion(text, shown, asked) ? undefined : { phrase: phrase('phrase_not_known') };
}

async function answerWithoutProduct(context: ActionContext, tools: ActionTools): Promise<ActionOutcome> {
  const { shop, text, memory } = context;
  const isPlace = entityValue(context, 'ordinal') !== undefined;
  if (isPlace && memory.listed.length > 0) return { messages: [say('utter_list_too_short')] };
  // "And how much is it?" after a question about delivery, where no product is in sight.
  if (asksPrice.test(text) && memory.delivery !== undefined) return answerShippingCost(context, tools);
  const entry = await findFaqEntry(tools.faq, shop.id, text);
  if (entry) return { messages: [sayFaqEntry(entry)] };
  return { messages: [say('utter_ask_which_product')], slots: { open_question: 'about' } };
}

const asksSize =
  /\bhow (?:big|tall|heavy|wide|long|large|high|deep)\b|\b(?:size|dimensions?|measurements?)\b/i;
