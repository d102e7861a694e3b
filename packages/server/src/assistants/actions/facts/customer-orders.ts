import type { BotMessage } from '@shelfwise/core/wire';
import type { ShopCatalogue } from '../../../in-memory/catalogue.js';
import type { Id, OrderDocument } from '../../../stores/documents.js';
import type { Store } from '../../../stores/store.js';
import { offer, say, type ActionOutcome } from '../action.js';

/** The orders of a customer who is signed in, newest first, and how they are told. */

/** Older ones are told by their number. */
const maxOffered = 3;
/** Looked at for as many that are theirs: a page may link others' orders to the same person. */
const maxLookedAt = 20;

export async function ordersOf(
  { orders, visitors }: Pick<Store, 'orders' | 'visitors'>,
  shopId: Id,
  customer: string,
): Promise<OrderDocument[]> {
  const person = await visitors.findByKey(shopId, `customer:${customer}`);
  const linked = person ? await orders.listByUser(shopId, person.id, maxLookedAt) : [];
  return linked.filter(({ customerKey }) => customerKey === customer);
}

/** One of them, and which it is, so that the one before it can be asked for. */
export function tellOrder(order: OrderDocument): ActionOutcome & { slots: Record<string, unknown> } {
  return { messages: [statusOf(order)], slots: { told_order: order.key } };
}

function statusOf({ key, status, shipments }: OrderDocument): BotMessage {
  return { type: 'order-status', order: key, status, shipments };
}

export const asksWhatWasBought = /\bwhat\b.*\b(?:buy|bought|order(?:ed)?|purchased?|in (?:it|my|that))\b/i;

/** "What did I buy?": the things of an order, as far as they are still in the catalogue. */
export function thingsOf({ key, lines }: OrderDocument, catalogue: ShopCatalogue): BotMessage[] {
  const names = lines.flatMap(({ productId, quantity }) => {
    const title = catalogue.productsById.get(productId)?.title;
    return title === undefined ? [] : [quantity === 1 ? title : `${quantity} × ${title}`];
  });
  if (names.length === 0) return [];
  const others = lines.length - names.length;
  if (others > 0) names.push(others === 1 ? 'another thing' : `${others} other things`);
  return [say(`Order ${key}: ${andList.format(names)}.`)];
}

export function offerOrders(others: readonly OrderDocument[]): BotMessage[] {
  if (others.length === 0) return [];
  return [
    say('That is your newest order. Do you mean another one?'),
    offer(
      ...others
        .slice(0, maxOffered)
        .map(({ key }): [string, string] => [
          `Order ${key}`,
          `/give_order_details${JSON.stringify({ order_number: key })}`,
        ]),
    ),
  ];
}

const andList = new Intl.ListFormat('en-GB', { type: 'conjunction' });
