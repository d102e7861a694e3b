import type { FaqEntryDocument } from '../../../stores/port/documents.js';
import { say } from '../../wording/action-message.js';
import { entityValue, type Action } from '../action.js';
import type { ActionContext } from '../action-context.js';
import { answerProductQuestion } from '../ask/answer-product-question.js';
import { resolveProduct } from '../ask/resolve-product.js';
import type { DeliveryTopic } from '../conversation-memory.js';
import { searchProducts } from '../find/search-products.js';
import { answerShippingCost, deliveryAnswers } from './answer-delivery.js';
import { isOfHome } from './delivery-place.js';
import type { FaqLookup } from '../../../following/faq-lookup.js';
import { faqQuestions } from './faq-questions.js';
import { enoughSimilarity, findFaqEntry, sayFaqEntry } from './find-faq-entry.js';

/**
 * `action_answer_faq`: the entry that understanding found, else the nearest one. An entry about delivery at
 * home is no answer to a question about another country; the delivery actions answer that.
 */
export const answerFaq: Action = async (context, tools) => {
  const { shop, text } = context;
  if (namesProduct(context)) return searchProducts(context, tools);
  if (asksAboutProduct(context)) return answerProductQuestion(context, tools);
  const key = entityValue(context, 'faq');
  const entry =
    (key === undefined ? undefined : await tools.faq.find(shop.id, key)) ??
    (await findFaqEntry(tools.faq, shop.id, text, similarityBar(context))) ??
    (asksToChangeOrder(context) ? await findEntryOnChanging(tools.faq, shop.id) : undefined);
  if (!entry) return { messages: [say('utter_not_known')], unanswered: true };
  const topic = deliveryTopic(context);
  if (isOfHome(entry, context))
    return (topic === undefined ? answerShippingCost : deliveryAnswers[topic])(context, tools);
  const isAsked = intentBesidesFaq(context)?.name === 'ask_product';
  const found = isAsked ? await resolveProduct(context, tools) : undefined;
  const product = found && 'product' in found && found.how !== 'viewed' ? found.product : undefined;
  return { messages: [sayFaqEntry(entry, product)], ...(topic && { slots: { delivery_topic: topic } }) };
};

/** Similarity that is enough where the intent is one that only the owner's entries answer. */
const enoughWhereExpected = 0.4;

function similarityBar({ intentRanking }: ActionContext): number {
  const intent = intentRanking[0]?.name ?? '';
  const isExpected = ['ask_service', 'ask_discount', 'ask_change_order'].includes(intent);
  return isExpected ? enoughWhereExpected : enoughSimilarity;
}

/** A change of an order; a change of anything else would name the thing. */
const asksToChangeOrder = ({ intentRanking, text }: ActionContext) =>
  intentRanking[0]?.name === 'ask_change_order' &&
  /\b(?:it|orders?|ordered)\b|\bto (?:change|cancel)\W*$/i.test(text);

/** "Can I still change it?" has too few words for the owner's entry on it to be near. */
async function findEntryOnChanging(faq: FaqLookup, shopId: string): Promise<FaqEntryDocument | undefined> {
  const match = await faq.nearest(shopId, faqQuestions.changeOrder, ({ question, variations }) =>
    [question, ...variations].some((way) => namesChangeOfOrder.test(way)),
  );
  return match?.entry;
}

const namesChangeOfOrder =
  /\b(?:chang|cancel|amend|alter)\p{L}*\b.*\borders?\b|\borders?\b.*\b(?:chang|cancel|amend|alter)/iu;

/** The likeliest intent without the owner's entries. */
const intentBesidesFaq = ({ intentRanking }: ActionContext) =>
  intentRanking.find(({ name }) => name !== 'faq');

/** One or two words that a shopper would search for ("candle") are a wish, not a question about it. */
function namesProduct(context: ActionContext): boolean {
  const other = intentBesidesFaq(context);
  const isShort = context.text.trim().split(/\s+/).length <= maxWishWords;
  return isShort && other?.name === 'search_product' && other.confidence >= sureOfWish;
}

const maxWishWords = 2;
const sureOfWish = 0.5;

/** "How much is it?" is about the product in sight, not about anything else that has a price. */
function asksAboutProduct(context: ActionContext): boolean {
  const { text, product, memory } = context;
  const isInSight = product !== undefined || memory.product !== undefined || memory.listed.length > 0;
  return isInSight && intentBesidesFaq(context)?.name === 'ask_product' && asksPriceOrStock.test(text);
}

const asksPriceOrStock =
  /^(?=.*\b(?:it|this|that|they|these|those)\b).*\b(?:how much|price|cost|in stock|available)\b/i;

/** After an entry about delivery, "and to France?" asks the same of another country. */
const deliveryTopic = (context: ActionContext): DeliveryTopic | undefined =>
  deliveryTopicOf[intentBesidesFaq(context)?.name ?? ''];

const deliveryTopicOf: Record<string, DeliveryTopic> = {
  ask_shipping_time: 'time',
  ask_shipping_cost: 'cost',
  ask_shipping_countries: 'countries',
};
