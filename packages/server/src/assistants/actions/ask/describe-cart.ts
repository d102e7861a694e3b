import type { CatalogueCache } from '../../../following/catalogue-cache.js';
import { say, type Action } from '../action.js';
import { priceNow } from '../../../product-search/catalogue-search.js';
import { formatMoney } from '../money.js';
import { andList } from '../lists.js';

/** "My basket" is the cart, whatever baskets the shop sells. */
export const namesCart = /\b(?:my|the) (?:shopping )?(?:basket|cart|trolley|bag)\b/i;

const asksToChange =
  /\b(?:add|put|take|remove|delete|change|empty|buy|order|check ?out|purchase|i'?ll (?:take|have))\b/i;

/** `action_cart`: what the page says is in the cart. Changing it is the shop's own part, and the shopper's. */
export function cart(catalogue: CatalogueCache): Action {
  return async ({ shop, cart: keys, product: onPage, text }) => {
    const products = await catalogue.get(shop);
    const held = keys.map((key) => products.resolve(key)).filter((product) => product !== undefined);
    if (asksToChange.test(text)) {
      const place = onPage === undefined ? 'its card or its page' : 'this page, or on a card here';
      return {
        messages: [
          say(`I cannot change your cart myself: press “Add to cart” on ${place}, then order from the cart.`),
        ],
      };
    }
    if (held.length === 0) return { messages: [say('I see nothing in your cart.')] };
    const names = held.map((item) => `${item.title} (${formatMoney(shop, priceNow(item))})`);
    const total = held.reduce((sum, item) => sum + priceNow(item), 0);
    const sum = held.length > 1 ? ` One of each comes to ${formatMoney(shop, total)}.` : '';
    return {
      messages: [say(`In your cart: ${andList.format(names)}.${sum} The cart shows how many of each.`)],
    };
  };
}
