import { namesThingToo, tokenize } from '@shelfwise/core/language';
import { isSearchable, type CatalogueQuery } from '@shelfwise/core/search';
import { say, sayAll } from '../../wording/action-message.js';
import { phrase } from '../../wording/phrase.js';
import { asAnswered, entityValue, type Action, type Attempt } from '../action.js';
import type { ActionContext } from '../action-context.js';
import { rememberSearch } from '../conversation-memory.js';
import { answerDeliveryFollowUp } from '../facts/answer-delivery.js';
import { isOfHome } from '../facts/delivery-place.js';
import { findFaqEntry, sayFaqEntry } from '../facts/find-faq-entry.js';
import { answerBeyondWords } from '../find/answer-beyond-words.js';
import { describeQuery, remarkOnShown } from '../find/describe-query.js';
import { refineByWords } from '../find/refine-search.js';
import { searchByWords } from '../find/search-products.js';
import { cardLimit } from '../find/show-products.js';
import { reportOrderStatus } from '../orders/report-order-status.js';
import { answerProductQuestion } from './answer-product-question.js';
import { detectOtherLanguage } from './detect-other-language.js';

/**
 * `action_not_understood`: the last resort before a person. The first attempt that has an answer gives it;
 * their order is the product. If none has, the likeliest subjects are offered as quick replies.
 */
export const answerNotUnderstood: Action = async (context, tools) => {
  for (const attempt of attempts) {
    const outcome = await attempt(context, tools);
    if (outcome) return outcome;
  }
  return offerSubjects(context);
};

/** A number and what it was ordered with ask for that order, whatever words are around them. */
const tryOrder: Attempt = async (context, tools) => {
  const number = entityValue(context, 'order_number');
  const contact = context.entities.findLast(
    ({ entity, role }) => entity === 'email' || (entity === 'postcode' && role !== undefined),
  )?.value;
  if (number === undefined || contact === undefined) return undefined;
  const named = { order_number: number, order_contact: contact };
  const outcome = await reportOrderStatus(context.with({ slots: { ...context.slots, ...named } }), tools);
  return asAnswered({ ...outcome, slots: { ...named, ...outcome.slots } });
};

/** "Hm, Japan then" after a question about delivery. */
const tryDelivery: Attempt = async (context, tools) => {
  const isCountry = entityValue(context, 'country') !== undefined;
  const isShort = context.text.trim().split(/\s+/).length <= maxFollowUpWords;
  if (!isCountry || !isShort || context.memory.delivery === undefined) return undefined;
  return asAnswered(await answerDeliveryFollowUp(context, tools));
};

/** A longer sentence is about something else and names a country by the way. */
const maxFollowUpWords = 5;

/** "And the third": a place in the list that was shown. */
const tryPlaceInList: Attempt = async (context, tools) =>
  entityValue(context, 'ordinal') !== undefined && context.memory.listed.length > 0
    ? asAnswered(await answerProductQuestion(context, tools))
    : undefined;

/** The nearest entry of the FAQ. */
const tryFaq: Attempt = async (context, tools) => {
  const entry = await findFaqEntry(tools.faq, context.shop.id, context.text);
  if (!entry) return undefined;
  if (isOfHome(entry, context)) return asAnswered(await answerDeliveryFollowUp(context, tools));
  return { messages: [sayFaqEntry(entry)], unanswered: false };
};

/** Apologizes in the shopper's language and asks for one that the assistant understands. */
const tryOtherLanguage: Attempt = async ({ text }) => {
  const language = detectOtherLanguage(text);
  if (language === undefined) return undefined;
  return { messages: [say('utter_other_language', { language }), say('utter_ask_known_language')] };
};

/** "This" and "it" on a product's page mean that product. */
const tryProductOfPage: Attempt = async (context, tools) => {
  if (context.product === undefined || !pointsAtPage.test(context.text)) return undefined;
  const answer = await answerProductQuestion(context, tools);
  if (answer.unanswered) return answer;
  return { ...answer, messages: [say('utter_not_sure_about_product'), ...answer.messages] };
};

const pointsAtPage = /\b(?:it|this)\b/i;

const tryBeyondWords: Attempt = async (context, tools) => {
  const outcome = await answerBeyondWords(context, tools);
  return outcome && asAnswered(outcome);
};

/** Colors, prices and other limits without a product refine the last search. */
const tryRefining: Attempt = async (context, tools) => {
  const { query, memory } = context;
  // A limit of age, size or number alone may be about anything, unless it follows a search.
  const isLimit = query.bounds !== undefined && memory.query !== undefined;
  if (query.text !== '' || !(isWish(query) || isLimit)) return undefined;
  return asAnswered(await refineByWords(context, tools));
};

/** Bare product words: "teapot", "teapott". */
const tryProductWords: Attempt = async (context, { search }) => {
  const { shop, query, text } = context;
  const words = wordsOf(query);
  if (words.length === 0 || words.length > maxProductWords) return undefined;
  const { query: read, cards, match, dropped, isNear } = await search.find(shop, query, { limit: cardLimit });
  // Every large catalogue has something that resembles gibberish: all words must be in it, apart from slips.
  if (cards.length === 0 || !isNear || dropped.length > 0) return undefined;
  const isSure = isWish(query) && match === 'words';
  const heading = phrase(isSure ? 'utter_found' : 'utter_ask_looking_for', {
    wish: describeQuery(shop, read),
  });
  return {
    messages: [sayAll(remarkOnShown(read), heading), { type: 'products', items: cards }],
    slots: rememberSearch(context, read, cards),
    // Colors and limits show that it was a search, and so do product words that are the whole message.
    ...((isWish(query) || (match === 'words' && isNothingBut(text, words))) && { unanswered: false }),
  };
};

/** Longer sentences name products by chance. */
const maxProductWords = 4;

/** A message that is probably a wish, in words that no training example has. */
const tryLikelyWish: Attempt = async (context, tools) => {
  const { query, text, intentRanking } = context;
  const likeliest = intentRanking.find(({ name }) => !['nlu_fallback', 'refine_search'].includes(name));
  const bar = isWish(query) || saysWish.test(text) ? likelyWish / 2 : likelyWish;
  const isLikely = likeliest?.name === 'search_product' && likeliest.confidence > bar;
  return isLikely && wordsOf(query).length > 0 ? searchByWords(context, tools) : undefined;
};

/**
 * Confidence from which a message counts as a wish; half of it is enough with words such as "looking for".
 */
const likelyWish = 0.25;
const saysWish = /\b(?:looking for|show me|need|want|gifts?|presents?|after a)\b/i;

const attempts: readonly Attempt[] = [
  tryOrder,
  tryDelivery,
  tryPlaceInList,
  tryFaq,
  tryOtherLanguage,
  tryProductOfPage,
  tryBeyondWords,
  tryRefining,
  tryProductWords,
  tryLikelyWish,
];

function offerSubjects({ intentRanking }: ActionContext) {
  const subjects = intentRanking
    .filter(({ name, confidence }) => name in subjectOffers && confidence > worthOffering)
    .slice(0, 2)
    .map(({ name }) => phrase(subjectOffers[name]!));
  return { messages: [sayAll(phrase('utter_not_understood'), ...subjects, phrase('utter_offer_person'))] };
}

/** Above chance among some thirty intents. */
const worthOffering = 0.08;

/** Intents that may be offered, by the response whose button leads to them. */
const subjectOffers: Record<string, string> = {
  ask_shipping_cost: 'utter_offer_shipping_cost',
  ask_shipping_time: 'utter_offer_shipping_time',
  ask_shipping_countries: 'utter_offer_shipping_countries',
  ask_returns: 'utter_offer_returns',
  ask_payment: 'utter_offer_payment',
  ask_order_status: 'utter_offer_order_status',
  ask_contact: 'utter_offer_contact',
  ask_recommendation: 'utter_offer_recommendation',
};

const wordsOf = ({ text }: CatalogueQuery) => text.split(' ').filter(Boolean);

/** The message names a color or a limit, or a word that is a color too. */
const isWish = (query: CatalogueQuery) =>
  query.colors.length > 0 ||
  wordsOf(query).some(namesThingToo) ||
  isSearchable({ ...query, text: '', colors: [] });

/** "Vase", "cake stands please": the words that were looked for, with no sentence around them. */
function isNothingBut(text: string, words: readonly string[]): boolean {
  const said = tokenize(text.replace(/\b(?:please|pls|thanks|thank you|an?|the|some|any|hi|hello)\b/gi, ' '));
  return said.every((word) => word === '?' || words.includes(word));
}
