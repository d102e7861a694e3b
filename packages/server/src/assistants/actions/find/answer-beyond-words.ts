import { priceNow } from '../../../product-search/catalogue-search.js';
import { say } from '../../wording/action-message.js';
import type { Attempt } from '../action.js';
import { answerProductQuestion } from '../ask/answer-product-question.js';
import { splitAskedColors } from '../ask/split-asked-colors.js';
import { formatMoney } from '../money.js';
import { comparePrice } from './compare-price.js';
import { showProducts } from './show-products.js';
import { suggestPresent } from './suggest-present.js';

/**
 * Answers messages that name products and colors but are no search for all their words: a present for
 * somebody, one product in another color, a limit at another product's price. Costs a search for a present's
 * occasion or a comparison.
 */
export const answerBeyondWords: Attempt = async (context, tools) => {
  const present = await suggestPresent(context, tools);
  if (present) return present;
  const { rest, asked } = splitAskedColors(context.text);
  const isOne = asked.length > 0 && isOneProduct.test(rest);
  if (isOne && context.readQuery(rest).colors.length > 0) return answerProductQuestion(context, tools);
  const compared = await comparePrice(context, tools);
  if (compared === undefined) return undefined;
  if (compared === 'unknown') return { messages: [say('utter_ask_compared_product')] };
  const { product, query } = compared;
  const { messages, ...outcome } = await showProducts(context, tools, query);
  const price = formatMoney(context.shop, priceNow(product));
  return { ...outcome, messages: [say('utter_product_costs', { title: product.title, price }), ...messages] };
};

/** "The red mug" is one product; "red mugs" are any. */
const isOneProduct = /\b(?:the|this|that|your)\b/i;
