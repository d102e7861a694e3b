import type { BotMessage } from '@shelfwise/core/wire';
import { stem, tokenize } from '@shelfwise/core/language';
import type { FaqEntryDocument, ProductDocument } from '../../../stores/port/documents.js';
import { entityValue, offerPerson, say, type Action, type ActionContext } from '../action.js';
import { recall, type DeliveryTopic } from '../conversation-memory.js';
import { isOfHome } from './delivery-place.js';
import type { FaqLookup } from '../../../following/faq-lookup.js';
import type { FindMeant } from '../ask/resolve-product.js';

/**
 * An answer that the owner wrote counts from this similarity on when nothing else answers the question. Chosen on the
 * questions of `test/questions/tuning.ts`, where no foreign question reaches it; judged on those of `held-out.ts`.
 */
const enoughSimilarity = 0.45;
/** … and from this one on before a fact on the same subject. */
export const verySimilar = 0.55;

/**
 * `action_answer_faq`: the entry that understanding found, else the one nearest to the question. What an entry says of
 * delivery at home is no answer to who asks for another country: that is answered by `deliverTo`.
 */
export function answerFaq(
  faq: FaqLookup,
  {
    deliverTo,
    find,
    about,
    meant,
  }: { deliverTo: Record<DeliveryTopic, Action>; find: Action; about: Action; meant: FindMeant },
): Action {
  return async (context) => {
    if (namesProduct(context)) return find(context);
    if (asksOfProduct(context)) return about(context);
    const key = entityValue(context, 'faq');
    const entry =
      (key === undefined ? undefined : await faq.find(context.shopId, key)) ??
      (await faqFor(faq, context.shopId, context.text, barOf(context))) ??
      (asksToChangeOrder(context) ? await entryOnChanging(faq, context.shopId) : undefined);
    if (entry) {
      const topic = deliveryTopic(context);
      if (isOfHome(entry, context)) return deliverTo[topic ?? 'cost'](context);
      const found = otherwise(context)?.name === 'ask_product' ? await meant(context) : undefined;
      const product = found && 'product' in found && found.how !== 'viewed' ? found.product : undefined;
      return { messages: [faqMessage(entry, product)], ...(topic && { slots: { delivery_topic: topic } }) };
    }
    return {
      messages: [say("I'm afraid I don't know that. Shall I pass you to a person?"), offerPerson],
      unanswered: true,
    };
  };
}

/** Where the question was understood as one that only the owner's entries answer, a little less will do. */
const enoughWhereExpected = 0.4;

function barOf({ intentRanking }: ActionContext): number {
  const isExpected = ['ask_service', 'ask_discount', 'ask_change_order'].includes(
    intentRanking[0]?.name ?? '',
  );
  return isExpected ? enoughWhereExpected : enoughSimilarity;
}

/** Of an order, or of what was spoken of: who changes something else names it. */
const asksToChangeOrder = ({ intentRanking, text }: ActionContext) =>
  intentRanking[0]?.name === 'ask_change_order' &&
  /\b(?:it|orders?|ordered)\b|\bto (?:change|cancel)\W*$/i.test(text);

/** "Can I still change it?" has too few words of its own for the owner's entry on it to be near. */
async function entryOnChanging(faq: FaqLookup, shopId: string): Promise<FaqEntryDocument | undefined> {
  const match = await faq.nearest(shopId, 'can I change or cancel my order', ({ question, variations }) =>
    [question, ...variations].some((way) => saysChangesOrder.test(way)),
  );
  return match?.entry;
}

const saysChangesOrder =
  /\b(?:chang|cancel|amend|alter)\p{L}*\b.*\borders?\b|\borders?\b.*\b(?:chang|cancel|amend|alter)/iu;

/** What the message would be without the owner's entries. */
const otherwise = ({ intentRanking }: ActionContext) => intentRanking.find(({ name }) => name !== 'faq');

/** A word or two that would be searched for ("candle") are a wish for it, not a question about it. */
function namesProduct(context: ActionContext): boolean {
  const other = otherwise(context);
  const isShort = context.text.trim().split(/\s+/).length <= maxWishWords;
  return isShort && other?.name === 'search_product' && other.confidence >= sureOfWish;
}

const maxWishWords = 2;
const sureOfWish = 0.5;

/** "How much is it?" is about the product in sight, not about whatever else has a price. */
function asksOfProduct(context: ActionContext): boolean {
  const { text, product } = context;
  const { listed, product: chosen } = recall(context);
  const isInSight = product !== undefined || chosen !== undefined || listed.length > 0;
  return isInSight && otherwise(context)?.name === 'ask_product' && asksPriceOrStock.test(text);
}

const asksPriceOrStock =
  /^(?=.*\b(?:it|this|that|they|these|those)\b).*\b(?:how much|price|cost|in stock|available)\b/i;

/** An entry about delivery leaves open what "and to France?" may ask next. */
function deliveryTopic({ intentRanking }: ActionContext): DeliveryTopic | undefined {
  const [best] = intentRanking.filter(({ name }) => name !== 'faq');
  return deliveryTopicOf[best?.name ?? ''];
}

const deliveryTopicOf: Record<string, DeliveryTopic> = {
  ask_shipping_time: 'time',
  ask_shipping_cost: 'cost',
  ask_shipping_countries: 'countries',
};

export async function faqFor(
  faq: FaqLookup,
  shopId: string,
  question: string,
  atLeast = enoughSimilarity,
): Promise<FaqEntryDocument | undefined> {
  const match = await faq.nearest(shopId, question.replace(/\bcollect(?:ing)?\b/gi, 'pick up'));
  return match && match.similarity >= atLeast ? match.entry : undefined;
}

/** `product`: what was asked about; an entry that is not about such things is told as what holds in general. */
export function faqMessage(entry: FaqEntryDocument, product?: ProductDocument): BotMessage {
  const isGeneral = product !== undefined && !isAbout(entry, product);
  return {
    type: 'text',
    text: isGeneral ? `In general: ${entry.answer}` : entry.answer,
    ...(entry.url !== undefined && { links: [{ title: 'Read more', url: entry.url }] }),
  };
}

function isAbout(
  { question, variations, answer }: FaqEntryDocument,
  { title, categories }: ProductDocument,
): boolean {
  const told = new Set(tokenize([question, ...variations, answer].join(' ')).map(stem));
  return tokenize([title, ...categories].join(' ')).some((word) => isLong(word) && told.has(stem(word)));
}

/** Of words between others nothing follows for what a product is. */
const isLong = (word: string) => word.length > 2 && !/^(?:set|the|and|with|for|all|our)$/.test(word);
