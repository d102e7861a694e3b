import type { Id, OrderDocument } from '../../../stores/port/documents.js';
import type { Store } from '../../../stores/port/store.js';
import { say, type ActionMessage } from '../../wording/action-message.js';
import { phrase } from '../../wording/phrase.js';
import type { ActionOutcome, ActionTools } from '../action.js';
import type { ActionContext } from '../action-context.js';
import { describeOrder } from './describe-order.js';

/** Orders of a customer who is signed in. */

/** Older orders are found by their numbers. */
const maxOffered = 3;
/**
 * Orders linked to the customer's visitor that are checked: a page may link other customers' orders to it.
 */
const maxChecked = 20;

/** The customer's orders, newest first. */
export async function listCustomerOrders(
  { orders, visitors }: Pick<Store, 'orders' | 'visitors'>,
  shopId: Id,
  customer: string,
): Promise<OrderDocument[]> {
  const visitor = await visitors.findByKey(shopId, `customer:${customer}`);
  const linked = visitor ? await orders.listByUser(shopId, visitor.id, maxChecked) : [];
  return linked.filter(({ customerKey }) => customerKey === customer);
}

/** Status and contents of an order, which is remembered so that the one before it can be asked for. */
export async function showOrder(
  { shop }: Pick<ActionContext, 'shop'>,
  { catalogue }: Pick<ActionTools, 'catalogue'>,
  order: OrderDocument,
): Promise<ActionOutcome & { slots: Record<string, unknown> }> {
  const { key, status, shipments } = order;
  const description = describeOrder(shop, order, await catalogue.get(shop));
  return {
    messages: [
      { type: 'order-status', order: key, status, shipments },
      { type: 'text', sentences: [description] },
    ],
    slots: { told_order: key },
  };
}

/**
 * The customer's newest order, with the ones before it as quick replies; undefined for a customer without
 * orders.
 */
export async function showNewestOrder(
  context: Pick<ActionContext, 'shop'>,
  tools: Pick<ActionTools, 'catalogue' | 'store'>,
  customer: string,
): Promise<ActionOutcome | undefined> {
  const [newest, ...others] = await listCustomerOrders(tools.store, context.shop.id, customer);
  if (!newest) return undefined;
  const outcome = await showOrder(context, tools, newest);
  return { ...outcome, messages: [...outcome.messages, ...offerOrders(others)] };
}

function offerOrders(others: readonly OrderDocument[]): ActionMessage[] {
  if (others.length === 0) return [];
  const replies = others.slice(0, maxOffered).map(({ key }) => ({
    title: phrase('phrase_order_title', { order: key }),
    payload: `/give_order_details${JSON.stringify({ order_number: key })}`,
  }));
  return [say('utter_newest_order'), { type: 'quick-replies', replies }];
}
