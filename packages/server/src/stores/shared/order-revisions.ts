import type { Id, OrderDocument } from '../port/documents.js';
import { newId } from './new-id.js';
import { Conflict } from '../port/store-errors.js';
import type { OrderWrite } from '../port/store.js';

/**
 * The documents that a call of `recordMany` leaves, by key. Each write names the revision it saw; one that saw another
 * than is held, or than an earlier write of the call has made, is a conflict.
 */
export function nextRevisions(
  held: Iterable<{ key: string; id: Id; revision: number }>,
  writes: readonly OrderWrite[],
  { shopId, now }: { shopId: Id; now: Date },
): OrderDocument[] {
  const formers = new Map([...held].map((former) => [former.key, former]));
  const orders = new Map<string, OrderDocument>();
  for (const { order, replaces } of writes) {
    const former = orders.get(order.key) ?? formers.get(order.key);
    if (former?.revision !== replaces) throw new Conflict(`Order "${order.key}" changed meanwhile.`);
    orders.set(order.key, { ...order, id: former?.id ?? newId(), shopId, updatedAt: now });
  }
  return [...orders.values()];
}

/**
 * The visitors whose these orders become. Whose one was already needs no asking: to erase or merge that person is a new
 * revision of the order.
 */
export function newPeople(
  held: Iterable<{ key: string; userId?: Id | undefined }>,
  orders: readonly { key: string; userId?: Id }[],
): Id[] {
  const owners = new Map([...held].map(({ key, userId }) => [key, userId]));
  const becoming = orders.filter(({ key, userId }) => userId !== owners.get(key));
  return [...new Set(becoming.flatMap(({ userId }) => userId ?? []))];
}
