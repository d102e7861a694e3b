import { offer, say, type Action } from './action.js';
import { faqMessage } from './answer-faq.js';
import type { CatalogueSearch } from './catalogue-search.js';
import type { FaqLookup } from './faq-lookup.js';

/** Below the bar for a sure answer, but near enough to be offered. */
const worthOffering = 0.3;

/**
 * `action_not_understood`: the last resort before a person. Bare product words ("teapot") find products; a near FAQ
 * entry is answered; else the likeliest subjects are offered as quick replies.
 */
export function notUnderstood(search: CatalogueSearch, faq: FaqLookup): Action {
  return async ({ shop, shopId, text, intentRanking }) => {
    const match = await faq.nearest(shopId, text);
    if (match && match.similarity >= worthOffering) {
      return { messages: [say('Perhaps this helps:'), faqMessage(match.entry)] };
    }
    if (text.split(/\s+/).length <= 5) {
      const { cards, query, dropped } = await search.find(shop, text, 6);
      if (cards.length > 0 && dropped.length === 0 && query.text !== '' && titlesHold(cards, query.text)) {
        return {
          messages: [say(`Are you looking for “${query.text}”?`), { type: 'products', items: cards }],
        };
      }
    }
    const subjects = intentRanking
      .filter(({ name, confidence }) => subjectTitles[name] !== undefined && confidence > 0.02)
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

/** Gibberish resembles something in every large catalogue: a title must hold a word as it was written. */
function titlesHold(cards: readonly { title: string }[], words: string): boolean {
  const stems = words.split(' ').map((word) => word.replace(/(?:es|s)$/, ''));
  return cards.some((card) =>
    stems.some((stem) => stem.length > 2 && card.title.toLowerCase().includes(stem)),
  );
}

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
