import { sayAll } from '../../wording/action-message.js';
import { phrase } from '../../wording/phrase.js';
import type { Action } from '../action.js';
import { showNewestOrder } from './list-customer-orders.js';

/**
 * `action_lost_order_number`: a customer who is signed in needs no number. Other shoppers learn where to find
 * it, and that a person can help without it.
 */
export const helpWithLostNumber: Action = async (context, tools) => {
  const { customer } = context;
  const newest = customer === undefined ? undefined : await showNewestOrder(context, tools, customer);
  if (newest) return newest;
  return {
    messages: [
      sayAll(
        phrase('utter_where_order_number_is'),
        customer === undefined ? phrase('phrase_sign_in_for_orders') : undefined,
        phrase('utter_person_without_number'),
      ),
    ],
  };
};
