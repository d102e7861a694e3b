import type { BotMessage } from '@shelfwise/core/wire';
import type { CatalogueCache } from '../../../following/catalogue-cache.js';
import type { Store } from '../../../stores/port/store.js';
import type { Id, OrderDocument } from '../../../stores/port/documents.js';
import { offerPerson, say, type Action } from '../action.js';
import { createAttemptLimit, type AttemptLimit } from './attempt-limit.js';
import { offerOrders, ordersOf, tellOrder } from './list-customer-orders.js';
import { findOrder, guessedAs } from './find-order.js';

export type Digest = (shopId: Id, kind: 'email' | 'postcode', value: string) => string;

/**
 * `action_order_status`: needs the order's number and the e-mail address or postcode it was placed with, compared as
 * keyed digests, and asks for what is missing. A customer who is signed in is asked for nothing: their newest order is
 * told, or the one they name, as far as the shop's server said that it is theirs. A wrong number and a wrong address are
 * answered alike, so that neither can be found out.
 */
export function orderStatus(
  store: Pick<Store, 'orders' | 'visitors'>,
  catalogue: CatalogueCache,
  digest: Digest,
  attempts: AttemptLimit = createAttemptLimit(),
): Action {
  return async ({ shop, shopId, slots, customer, client }) => {
    const number = text(slots.order_number);
    const contact = text(slots.order_contact);
    if (customer !== undefined && number === undefined) {
      const [newest, ...others] = await ordersOf(store, shopId, customer);
      if (newest) {
        const told = tellOrder(shop, newest, await catalogue.get(shop));
        return { ...told, messages: [...told.messages, ...offerOrders(others)] };
      }
    }
    const order = number === undefined ? null : await findOrder(store, shopId, number);
    const isCustomers = customer !== undefined && order?.customerKey === customer;
    if (!isCustomers && (number === undefined || contact === undefined)) {
      return { messages: notTheirs(customer, number), ...orderForm };
    }
    const guess =
      !isCustomers && number !== undefined ? ([shopId, guessedAs(number), client] as const) : undefined;
    if (guess && !(await attempts.take(...guess))) {
      return {
        messages: [say('I could not find that order. Please ask a person for help.'), offerPerson],
        slots: cleared,
      };
    }
    const isTheirs =
      order !== null && (isCustomers || (contact !== undefined && matches(order, contact, shopId, digest)));
    if (!isTheirs && (slots.order_retried ?? null) === null) {
      return {
        messages: [
          say(
            'I found no order with that number and that e-mail address or postcode: they do not match. Which e-mail address or postcode did you order with? If the number was wrong, tell me the right one instead.',
          ),
          offerPerson,
        ],
        slots: { order_contact: null, order_retried: justAsked },
        ...orderForm,
      };
    }
    if (!isTheirs) {
      return {
        messages: [
          say(
            'I found no order with that number and that e-mail address or postcode. Please check both and ask again. An order placed with neither only a person can look up.',
          ),
          offerPerson,
        ],
        slots: cleared,
      };
    }
    if (guess) await attempts.giveBack(...guess);
    // Both stay, so that "has it been sent?" asks for neither again. They are compared anew each time.
    const told = tellOrder(shop, order, await catalogue.get(shop));
    return { ...told, slots: { ...told.slots, order_retried: null } };
  };
}

/**
 * `action_ask_order_status_form_order_contact`: the form's question for the address; silent where it was asked just now with
 * what did not match, for two bubbles would ask for two things.
 */
export const askOrderContact: Action = async ({ slots }) =>
  slots.order_retried === justAsked
    ? { messages: [], slots: { order_retried: true } }
    : {
        messages: [
          say(
            'And which e-mail address or postcode did you order with? I use it only to check that the order is yours.',
          ),
          offerPerson,
        ],
      };

const justAsked = 'just asked';
/** Without the slot that counts the attempts, the form would ask for ever. */
const orderForm = { form: 'order_status_form', formNeeds: ['order_retried'] };
/** Somebody signed in learns why they are asked all the same: they may have ordered without signing in. */
function notTheirs(customer: string | undefined, number: string | undefined): BotMessage[] {
  if (customer === undefined) return [];
  return [
    say(
      number === undefined
        ? 'I see no order in your account. If you ordered without signing in, I can look it up.'
        : `I see no order ${number} in your account. If you ordered without signing in, I can look it up.`,
    ),
  ];
}

const cleared = { order_number: null, order_contact: null, order_retried: null };

function matches(order: OrderDocument, contact: string, shopId: Id, digest: Digest): boolean {
  return contact.includes('@')
    ? order.emailDigest !== undefined && order.emailDigest === digest(shopId, 'email', contact)
    : order.postcodeDigest !== undefined && order.postcodeDigest === digest(shopId, 'postcode', contact);
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}
