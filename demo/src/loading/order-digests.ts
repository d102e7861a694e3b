import { createHash } from 'node:crypto';
import type { ShopOrder } from './dataset.js';

/** By key, what each order looked like: enough to tell a new or changed one from one that is loaded. */
export type OrderDigests = Record<string, string>;

const digestOf = ({ key: _key, ...order }: ShopOrder) =>
  createHash('sha256').update(JSON.stringify(order)).digest('base64url').slice(0, 12);

export function digestsOf(orders: ShopOrder[]): OrderDigests {
  return Object.fromEntries(orders.map((order) => [order.key, digestOf(order)]));
}

/** The orders that are not among the known ones, or are not what they were. */
export function beyond(known: OrderDigests, orders: ShopOrder[]): ShopOrder[] {
  const digests = new Map(Object.entries(known));
  return orders.filter((order) => digests.get(order.key) !== digestOf(order));
}
