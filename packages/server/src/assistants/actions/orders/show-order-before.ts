import { say } from '../../wording/action-message.js';
import type { Action } from '../action.js';
import { answerProductQuestion } from '../ask/answer-product-question.js';
import { listCustomerOrders, showOrder } from './list-customer-orders.js';

/** `action_order_before`: "and the one before?", for a customer who is signed in. */
export const showOrderBefore: Action = async (context, tools) => {
  const { shop, slots, customer, text } = context;
  const shown = slots.told_order;
  if (typeof shown !== 'string' && !namesOrder.test(text)) return answerProductQuestion(context, tools);
  if (customer === undefined) return { messages: [say('utter_ask_other_order')] };
  const orders = await listCustomerOrders(tools.store, shop.id, customer);
  const position = orders.findIndex(({ key }) => key === shown);
  // If no order was shown yet, "before" means before the newest.
  const before = orders[Math.max(position, 0) + 1];
  return before ? showOrder(context, tools, before) : { messages: [say('utter_no_order_before')] };
};

const namesOrder = /\b(?:orders?|ordered|bought|buy|purchases?d?)\b/i;
