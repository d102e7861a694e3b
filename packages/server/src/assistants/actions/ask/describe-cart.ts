import { priceNow } from '../../../product-search/catalogue-search.js';
import { say, sayAll } from '../../wording/action-message.js';
import { andList, phrase } from '../../wording/phrase.js';
import type { Action } from '../action.js';
import { formatMoney } from '../money.js';

/** "My basket" is the cart, even if the shop sells baskets. */
export const namesCart = /\b(?:my|the) (?:shopping )?(?:basket|cart|trolley|bag)\b/i;

const asksToChange =
  /\b(?:add|put|take|remove|delete|change|empty|buy|order|check ?out|purchase|i'?ll (?:take|have))\b/i;

/**
 * `action_cart`: the cart as the page reports it. Only the shop's own page can change it, so the answer says
 * how.
 */
export const describeCart: Action = async (context, { catalogue }) => {
  const { shop, cart, product: onPage, text } = context;
  const products = await catalogue.get(shop);
  const items = cart.map((key) => products.resolve(key)).filter((product) => product !== undefined);
  if (asksToChange.test(text))
    return { messages: [say(onPage === undefined ? 'utter_change_cart' : 'utter_change_cart_on_page')] };
  if (items.length === 0) return { messages: [say('utter_cart_empty')] };
  const titles = items.map((item) =>
    phrase('phrase_cart_item', { title: item.title, price: formatMoney(shop, priceNow(item)) }),
  );
  const total = items.reduce((sum, item) => sum + priceNow(item), 0);
  const sum = items.length > 1 ? phrase('phrase_cart_total', { total: formatMoney(shop, total) }) : undefined;
  return {
    messages: [
      sayAll(phrase('utter_cart', { items: andList(titles) }), sum, phrase('phrase_cart_quantities')),
    ],
  };
};
