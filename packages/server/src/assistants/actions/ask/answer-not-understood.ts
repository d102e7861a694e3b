import { isSearchable, readQuery } from '@shelfwise/core/search';
import { namesThingToo, tokenize } from '@shelfwise/core/language';
import {
  asAnswered,
  entityValue,
  offer,
  offerPerson,
  say,
  type Action,
  type ActionContext,
  type ActionOutcome,
} from '../action.js';
import { faqFor, faqMessage } from '../facts/answer-faq.js';
import type { CatalogueSearch } from '../../../product-search/catalogue-search.js';
import { recall, rememberSearch } from '../conversation-memory.js';
import { describeQuery, withBounds } from '../find/describe-query.js';
import { isOfHome } from '../facts/delivery-place.js';
import type { FaqLookup } from '../../../following/faq-lookup.js';
import { otherLanguage } from './detect-other-language.js';

/** Longer sentences name products by chance. */
const maxProductWords = 4;
/** A sentence of more words is about something else that happens to name a country. */
const maxFollowUpWords = 5;

/**
 * `action_not_understood`: the last resort before a person. What refines the search or the delivery question before
 * does so, and a place in the list ("and the third") picks from it; bare product words ("teapot", "teapott") find
 * products; a near FAQ entry is answered; a wish for something that is not there is told so; else the likeliest subjects
 * are offered as quick replies.
 */
export function notUnderstood({
  search,
  faq,
  find,
  refine,
  pick,
  delivery,
  order,
  beyond,
}: {
  search: CatalogueSearch;
  faq: FaqLookup;
  find: Action;
  refine: Action;
  pick: Action;
  delivery: Action;
  /** Looks up the order whose number and address stand in the message. */
  order: Action;
  /** Answers what is no search for the words of a message, though it names products and colours. */
  beyond: (context: ActionContext) => Promise<ActionOutcome | undefined>;
}): Action {
  return async (context) => {
    const { shop, shopId, text, intentRanking } = context;
    const memory = recall(context);
    const named = orderIn(context);
    if (named) {
      const told = await order({ ...context, slots: { ...context.slots, ...named } });
      return asAnswered({ ...told, slots: { ...named, ...told.slots } });
    }
    const wordCount = text.trim().split(/\s+/).length;
    if (
      entityValue(context, 'country') !== undefined &&
      memory.delivery !== undefined &&
      wordCount <= maxFollowUpWords
    ) {
      return asAnswered(await delivery(context));
    }
    if (entityValue(context, 'ordinal') !== undefined && memory.listed.length > 0) {
      return asAnswered(await pick(context));
    }
    const entry = await faqFor(faq, shopId, text);
    if (entry && isOfHome(entry, context)) return asAnswered(await delivery(context));
    if (entry) return { messages: [faqMessage(entry)], unanswered: false };
    const language = otherLanguage(text);
    if (language) {
      return {
        messages: [
          say(language.apology),
          say('I understand English only. Could you say it in English?'),
          offerPerson,
        ],
      };
    }
    if (context.product !== undefined && pointsAtPage.test(text)) {
      const about = await pick(context);
      if (about.unanswered) return about;
      return {
        ...about,
        messages: [say('I am not sure I know that. This is what I know of it:'), ...about.messages],
      };
    }
    const other = await beyond(context);
    if (other) return asAnswered(other);
    const query = readQuery(text);
    const words = query.text.split(' ').filter(Boolean);
    const isWish =
      query.colors.length > 0 ||
      words.some(namesThingToo) ||
      isSearchable({ ...query, text: '', colors: [] });
    // A limit of age, size or number by itself may be of anything, unless something was searched.
    const isLimit = query.bounds !== undefined && memory.query !== undefined;
    if (query.text === '' && (isWish || isLimit)) return asAnswered(await refine(context));
    if (words.length > 0 && words.length <= maxProductWords) {
      const { query: read, cards, match, dropped, isNear } = await search.find(shop, query, { limit: 6 });
      // Gibberish resembles something in every large catalogue: each word must stand there but for a slip.
      if (cards.length > 0 && isNear && dropped.length === 0) {
        return {
          messages: [
            say(
              withBounds(
                read,
                isWish && match === 'words'
                  ? `Here is what I found for “${describeQuery(shop, read)}”:`
                  : `Are you looking for “${describeQuery(shop, read)}”?`,
              ),
            ),
            { type: 'products', items: cards },
          ],
          slots: rememberSearch(context, read, cards),
          // Colours and limits are no chance words, nor are those that are the whole message: it was a search, and answered.
          ...((isWish || (match === 'words' && isNothingBut(text, words))) && { unanswered: false }),
        };
      }
    }
    const likeliest = intentRanking.find(({ name }) => !['nlu_fallback', 'refine_search'].includes(name));
    const bar = isWish || saysWish.test(text) ? likelyWish / 2 : likelyWish;
    if (words.length > 0 && likeliest?.name === 'search_product' && likeliest.confidence > bar) {
      return find(context);
    }
    const subjects = intentRanking
      .filter(({ name, confidence }) => subjectTitles[name] !== undefined && confidence > worthNaming)
      .slice(0, 2)
      .map(({ name }): [string, string] => [subjectTitles[name]!, `/${name}`]);
    return {
      messages: [
        say("Sorry, I didn't understand that. Could you say it in other words?"),
        offer(...subjects, ['Talk to a person', '/ask_human']),
      ],
    };
  };
}

/** Whatever is said around them: a number and what it was ordered with ask for that order. */
function orderIn(context: ActionContext): Record<string, string> | undefined {
  const number = entityValue(context, 'order_number');
  const contact = context.entities.findLast(
    ({ entity, role }) => entity === 'email' || (entity === 'postcode' && role !== undefined),
  )?.value;
  if (number === undefined || contact === undefined) return undefined;
  return { order_number: number, order_contact: contact };
}

/** "Vase", "cake stands please": the words that were looked for, and no sentence around them. */
function isNothingBut(text: string, words: readonly string[]): boolean {
  const said = tokenize(text.replace(/\b(?:please|pls|thanks|thank you|an?|the|some|any|hi|hello)\b/gi, ' '));
  return said.every((word) => word === '?' || words.includes(word));
}

/** From here on it was a wish, though for words that nobody wished for before. */
const likelyWish = 0.25;
const saysWish = /\b(?:looking for|show me|need|want|gifts?|presents?|after a)\b/i;
const pointsAtPage = /\b(?:it|this)\b/i;
/** Likelier than by chance among some thirty intents. */
const worthNaming = 0.08;

/** Subjects that may be offered, as a shopper would name them. */
const subjectTitles: Record<string, string> = {
  ask_shipping_cost: 'Cost of delivery',
  ask_shipping_time: 'Delivery time',
  ask_shipping_countries: 'Where you deliver',
  ask_returns: 'Returns and refunds',
  ask_payment: 'Ways to pay',
  ask_order_status: 'Where is my order?',
  ask_contact: 'Contact',
  ask_recommendation: 'Recommend something',
};
