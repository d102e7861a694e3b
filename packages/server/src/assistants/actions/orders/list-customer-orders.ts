import type { BotMessage } from '@shelfwise/core/wire';
import type { ShopCatalogue } from '../../../following/shop-catalogue.js';
import type { Id, OrderDocument, ShopDocument } from '../../../stores/port/documents.js';
import type { Store } from '../../../stores/port/store.js';
import { offer, say, type ActionOutcome } from '../action.js';
import { describeOrder } from './describe-order.js';

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
export function tellOrder(
  shop: ShopDocument,
  order: OrderDocument,
  catalogue: ShopCatalogue,
): ActionOutcome & { slots: Record<string, unknown> } {
  const { key, status, shipments } = order;
  return {
    messages: [
      { type: 'order-status', order: key, status, shipments },
      say(describeOrder(shop, order, catalogue)),
    ],
    slots: { told_order: key },
  };
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
