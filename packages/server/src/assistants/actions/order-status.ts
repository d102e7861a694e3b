import type { Store } from '../../stores/store.js';
import type { Id, OrderDocument } from '../../stores/documents.js';
import { offerPerson, say, type Action } from './action.js';
import { createAttemptLimit, type AttemptLimit } from './attempt-limit.js';

export type Digest = (shopId: Id, kind: 'email' | 'postcode', value: string) => string;

/**
 * `action_order_status`: needs the order's number and the e-mail address or postcode it was placed with, compared as
 * keyed digests; a customer who is signed in needs the number alone, for orders that the shop's server said are theirs.
 * A wrong number and a wrong address are answered alike, so that neither can be found out.
 */
export function orderStatus(
  store: Pick<Store, 'orders'>,
  digest: Digest,
  attempts: AttemptLimit = createAttemptLimit(),
): Action {
  return async ({ shopId, slots, customer, client }) => {
    const number = text(slots.order_number);
    const contact = text(slots.order_contact);
    const order = number === undefined ? null : await findOrder(store, shopId, number);
    const isCustomers = customer !== undefined && order?.customerKey === customer;
    const guess =
      !isCustomers && number !== undefined && contact !== undefined
        ? ([shopId, bareNumber(number).toLowerCase(), client] as const)
        : undefined;
    if (guess && !(await attempts.take(...guess))) {
      return {
        messages: [say('I could not find that order. Please ask a person for help.'), offerPerson],
        slots: cleared,
      };
    }
    const isTheirs =
      order !== null && (isCustomers || (contact !== undefined && matches(order, contact, shopId, digest)));
    if (!isTheirs && number !== undefined && contact !== undefined && slots.order_retried !== true) {
      return {
        messages: [
          say(
            'I found no order with that number and that e-mail address or postcode: they do not match. Please check both; if the number was wrong, tell me the right one.',
          ),
        ],
        slots: { order_contact: null, order_retried: true },
        form: 'order_status_form',
      };
    }
    if (!isTheirs) {
      return {
        messages: [
          say(
            'I found no order with that number and that e-mail address or postcode. Please check both and ask again, or let a person look.',
          ),
          offerPerson,
        ],
        slots: cleared,
      };
    }
    if (guess) await attempts.giveBack(...guess);
    return {
      messages: [
        { type: 'order-status', order: order.key, status: order.status, shipments: order.shipments },
      ],
      // Both stay, so that "has it been sent?" asks for neither again. They are compared anew each time.
      slots: { order_retried: null },
    };
  };
}

const cleared = { order_number: null, order_contact: null, order_retried: null };

const bareNumber = (number: string) => number.replace(/^#/, '').trim();

/** Shoppers write "#123" and "sw-123" for "SW-123". */
async function findOrder(
  store: Pick<Store, 'orders'>,
  shopId: Id,
  number: string,
): Promise<OrderDocument | null> {
  const bare = bareNumber(number);
  const spellings = [...new Set([bare, bare.toUpperCase(), bare.toLowerCase(), `#${bare}`])];
  const found = await store.orders.findByKeys(shopId, spellings);
  return spellings.map((spelling) => found.get(spelling)).find((order) => order !== undefined) ?? null;
}

function matches(order: OrderDocument, contact: string, shopId: Id, digest: Digest): boolean {
  return contact.includes('@')
    ? order.emailDigest !== undefined && order.emailDigest === digest(shopId, 'email', contact)
    : order.postcodeDigest !== undefined && order.postcodeDigest === digest(shopId, 'postcode', contact);
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}
