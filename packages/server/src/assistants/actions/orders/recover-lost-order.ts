import type { CatalogueCache } from '../../../following/catalogue-cache.js';
import type { Store } from '../../../stores/port/store.js';
import { offerPerson, say, type Action } from '../action.js';
import { offerOrders, ordersOf, tellOrder } from './list-customer-orders.js';

type People = Pick<Store, 'orders' | 'visitors'>;

/** `action_lost_order_number`: a customer who is signed in needs none; anybody else is told where it stands, and who else can help. */
export function lostOrderNumber(store: People, catalogue: CatalogueCache): Action {
  return async ({ shop, shopId, customer }) => {
    const [newest, ...others] = customer === undefined ? [] : await ordersOf(store, shopId, customer);
    if (newest) {
      const told = tellOrder(shop, newest, await catalogue.get(shop));
      return { ...told, messages: [...told.messages, ...offerOrders(others)] };
    }
    const signIn =
      customer === undefined
        ? ' If you have an account with us, sign in, and I see your orders without it.'
        : '';
    return {
      messages: [
        say(
          `The order number stands in the e-mail that confirmed your order.${signIn} A person can look up an order without its number.`,
        ),
        offerPerson,
      ],
    };
  };
}

/** `action_order_before`: "and the one before?", for a customer who is signed in. */
export function orderBefore(store: People, catalogue: CatalogueCache, otherwise: Action): Action {
  return async (context) => {
    const { shop, shopId, slots, customer } = context;
    if (typeof slots.told_order !== 'string' && !namesOrder.test(context.text)) return otherwise(context);
    if (customer === undefined) {
      return { messages: [say('I can look up another order by its number. Tell me which.'), offerPerson] };
    }
    const orders = await ordersOf(store, shopId, customer);
    const told = orders.findIndex(({ key }) => key === slots.told_order);
    // Of none told yet the newest is the one that was meant by "before".
    const before = orders[Math.max(told, 0) + 1];
    if (!before) return { messages: [say('I see no order before that in your account.'), offerPerson] };
    return tellOrder(shop, before, await catalogue.get(shop));
  };
}

const namesOrder = /\b(?:orders?|ordered|bought|buy|purchases?d?)\b/i;
