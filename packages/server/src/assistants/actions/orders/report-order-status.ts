import type { Id, OrderDocument } from '../../../stores/port/documents.js';
import { say, type ActionMessage } from '../../wording/action-message.js';
import type { Action, ActionOutcome, ActionTools } from '../action.js';
import { findOrder, guessName } from './find-order.js';
import { showNewestOrder, showOrder } from './list-customer-orders.js';

/**
 * `action_order_status`: needs the order's number and the e-mail address or postcode it was placed with, and
 * asks for what is missing. Both are compared as keyed digests. A customer who is signed in is asked for
 * neither: the answer is their newest order, or the one they name if the shop's server reported it as theirs.
 * A wrong number and a wrong address get the same answer, so that neither can be found out by guessing.
 */
export const reportOrderStatus: Action = async (context, tools) => {
  const { shop, slots, customer, client } = context;
  const number = filledText(slots.order_number);
  const contact = filledText(slots.order_contact);
  if (customer !== undefined && number === undefined) {
    const newest = await showNewestOrder(context, tools, customer);
    if (newest) return newest;
  }
  const order = number === undefined ? null : await findOrder(tools.store, shop.id, number);
  const isCustomers = customer !== undefined && order?.customerKey === customer;
  if (order && isCustomers) return showFoundOrder(context, tools, order);
  if (number === undefined || contact === undefined)
    return { messages: sayNotInAccount(customer, number), ...orderForm };
  const guess = [shop.id, guessName(number), client] as const;
  if (!(await tools.attempts.take(...guess)))
    return { messages: [say('utter_too_many_guesses')], slots: cleared };
  if (!order || !isPlacedWith(order, contact, shop.id, tools.digest))
    return askAgain((slots.order_retried ?? null) !== null);
  await tools.attempts.giveBack(...guess);
  return showFoundOrder(context, tools, order);
};

/** Number and address stay in their slots for "has it been sent?". They are compared again each time. */
async function showFoundOrder(
  context: Parameters<Action>[0],
  tools: ActionTools,
  order: OrderDocument,
): Promise<ActionOutcome> {
  const outcome = await showOrder(context, tools, order);
  return { ...outcome, slots: { ...outcome.slots, order_retried: null } };
}

/** Asks for the address once more, then lets go. */
function askAgain(isRetried: boolean): ActionOutcome {
  return isRetried
    ? { messages: [say('utter_order_not_found')], slots: cleared }
    : {
        messages: [say('utter_order_not_matched')],
        slots: { order_contact: null, order_retried: justAsked },
        ...orderForm,
      };
}

/**
 * `action_ask_order_status_form_order_contact`: the form's question for the address. It stays silent right
 * after `utter_order_not_matched`, which asks already.
 */
export const askOrderContact: Action = async ({ slots }) =>
  slots.order_retried === justAsked
    ? { messages: [], slots: { order_retried: true } }
    : { messages: [say('utter_ask_order_contact')] };

const justAsked = 'just asked';
/** Without the slot that counts the attempts, the form would never stop asking. */
const orderForm = { form: 'order_status_form', formNeeds: ['order_retried'] };
const cleared = { order_number: null, order_contact: null, order_retried: null };

/** Why a customer who is signed in is asked for the order: it may have been placed without signing in. */
function sayNotInAccount(customer: string | undefined, number: string | undefined): ActionMessage[] {
  if (customer === undefined) return [];
  return [
    number === undefined
      ? say('utter_no_order_in_account')
      : say('utter_order_not_in_account', { order: number }),
  ];
}

function isPlacedWith(
  order: OrderDocument,
  contact: string,
  shopId: Id,
  digest: ActionTools['digest'],
): boolean {
  return contact.includes('@')
    ? order.emailDigest !== undefined && order.emailDigest === digest(shopId, 'email', contact)
    : order.postcodeDigest !== undefined && order.postcodeDigest === digest(shopId, 'postcode', contact);
}

function filledText(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}
