import { isEmptyQuery, readQuery } from '@shelfwise/core/search';
import { entityValue, offer, offerPerson, say, type Action } from './action.js';
import { faqFor, faqMessage } from './answer-faq.js';
import type { CatalogueSearch } from './catalogue-search.js';
import { recall, rememberSearch } from './conversation-memory.js';
import { describeQuery } from './describe-query.js';
import type { FaqLookup } from './faq-lookup.js';
import { otherLanguage } from './other-language.js';

/** Longer sentences name products by chance. */
const maxProductWords = 4;
/** A sentence of more words is about something else that happens to name a country. */
const maxFollowUpWords = 5;

/**
 * `action_not_understood`: the last resort before a person. What refines the search or the delivery question before
 * does so; bare product words ("teapot") find products; a near FAQ entry is answered; else the likeliest subjects are
 * offered as quick replies.
 */
export function notUnderstood({
  search,
  faq,
  refine,
  delivery,
}: {
  search: CatalogueSearch;
  faq: FaqLookup;
  refine: Action;
  delivery: Action;
}): Action {
  return async (context) => {
    const { shop, shopId, text, intentRanking } = context;
    const memory = recall(context);
    const wordCount = text.trim().split(/\s+/).length;
    if (
      entityValue(context, 'country') !== undefined &&
      memory.delivery !== undefined &&
      wordCount <= maxFollowUpWords
    ) {
      return delivery(context);
    }
    const entry = await faqFor(faq, shopId, text);
    if (entry) return { messages: [faqMessage(entry)] };
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
    const query = readQuery(text);
    const isWish = query.colors.length > 0 || !isEmptyQuery({ ...query, text: '', colors: [] });
    if (query.text === '' && isWish && memory.query) return refine(context);
    const words = query.text.split(' ').filter(Boolean);
    if (words.length > 0 && words.length <= maxProductWords) {
      const { cards, match, dropped } = await search.find(shop, query, { limit: 6 });
      // Gibberish resembles something in every large catalogue: each word must stand there as it was written.
      if (cards.length > 0 && match === 'words' && dropped.length === 0) {
        return {
          messages: [
            say(
              isWish
                ? `Here is what I found for “${describeQuery(shop, query)}”:`
                : `Are you looking for “${words.join(' ')}”?`,
            ),
            { type: 'products', items: cards },
          ],
          slots: rememberSearch(query, cards),
          // Colours and limits are no chance words: it was a search, and was answered.
          ...(isWish && { unanswered: false }),
        };
      }
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
