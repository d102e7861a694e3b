import { say } from '../../wording/action-message.js';
import { phrase } from '../../wording/phrase.js';
import type { Action } from '../action.js';
import { rememberList } from '../conversation-memory.js';
import { newestCards, reducedCards } from './catalogue-overview.js';
import { listRecommendations } from './list-recommendations.js';
import { searchProducts } from './search-products.js';
import { cardLimit } from './show-products.js';

/**
 * `action_bestsellers`: the shop's bestsellers, or its reduced or new products if the message asks for those.
 */
export const showBestsellers: Action = async (context, tools) => {
  const { shop, text, query } = context;
  if (query.reduced && query.text !== '') return searchProducts(context, tools);
  const isAskedForReduced = asksForReduced.test(text);
  if (!isAskedForReduced && !asksForNew.test(text)) return listRecommendations(context, tools, 'bestsellers');
  const products = await tools.catalogue.get(shop);
  const cards = (isAskedForReduced ? reducedCards : newestCards)(products, cardLimit);
  if (cards.length === 0) {
    const heading = phrase(
      isAskedForReduced ? 'utter_nothing_reduced_bestsellers' : 'utter_new_unknown_bestsellers',
    );
    return listRecommendations(context, tools, 'bestsellers', { heading });
  }
  return {
    messages: [
      say(isAskedForReduced ? 'utter_reduced' : 'utter_row_new'),
      { type: 'products', items: cards },
    ],
    slots: rememberList(context, cards),
  };
};

const asksForReduced = /\b(?:sale|deals?|offers?|reduced|reductions?|bargains?|clearance|discounted)\b/i;
const asksForNew = /\b(?:new|newest|latest|arrivals?)\b/i;
