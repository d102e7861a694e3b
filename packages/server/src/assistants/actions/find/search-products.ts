import { isEmptyQuery } from '@shelfwise/core/search';
import { say, type ActionMessage } from '../../wording/action-message.js';
import { andList } from '../../wording/phrase.js';
import type { Action } from '../action.js';
import { answerBeyondWords } from './answer-beyond-words.js';
import { topCategories } from './catalogue-overview.js';
import { refineByWords } from './refine-search.js';
import { showProducts } from './show-products.js';

/**
 * `action_search_products`: shows cards of the products that the shopper asks for, within their price and
 * color.
 */
export const searchProducts: Action = async (context, tools) =>
  (await answerBeyondWords(context, tools)) ?? searchByWords(context, tools);

/** The search itself. A message that names no product ("under £3", "in red") refines the search before. */
export const searchByWords: Action = async (context, tools) => {
  const { query } = context;
  // "What is on sale?" asks for everything reduced, whatever was searched before.
  if (query.text === '' && !isEmptyQuery(query) && !query.reduced) return refineByWords(context, tools);
  if (!isEmptyQuery(query)) return showProducts(context, tools, query);
  const categories = topCategories(await tools.catalogue.get(context.shop), maxCategories);
  return { messages: offerCategories(categories) };
};

/** Nothing was named: the shop's biggest categories to choose from. */
function offerCategories(categories: readonly string[]): ActionMessage[] {
  if (categories.length === 0) return [say('utter_ask_wish')];
  const replies = categories
    .slice(0, maxOffered)
    .map((name) => ({ title: name, payload: `/search_product${JSON.stringify({ product: name })}` }));
  return [say('utter_categories', { categories: andList(categories) }), { type: 'quick-replies', replies }];
}

const maxCategories = 8;
const maxOffered = 4;
