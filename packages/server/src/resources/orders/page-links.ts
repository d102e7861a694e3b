import { createHourlyLimit } from '../../access/hourly-limit.js';
import type { Id, ShopDocument } from '../../stores/port/documents.js';
import type { Store } from '../../stores/port/store.js';

/**
 * A page's word that its visitor placed an order. Anybody who guesses an order's number can say so: it counts only for
 * a fresh order that is nobody's, tells statistics and recommendations who bought, and opens nothing.
 */
export interface PageLinks {
  /** Whether an order of this age may still be linked by a page. */
  isFresh(placedAt: Date): boolean;
  /** False when a link waits for that order already, or too many wait in the shop, of this visitor or client. */
  wait(shop: ShopDocument, orderKey: string, userId: Id, client: string): Promise<boolean>;
  /** Whose these orders are, as far as pages told before the orders came. */
  find(shop: ShopDocument, orders: readonly { key: string; placedAt: Date }[]): Promise<Map<string, Id>>;
}

/** The thank-you page comes right after the order. */
const freshMs = 30 * 60_000;
/** The shop's clock and ours. */
const clockSkewMs = 5 * 60_000;
/** A shop's server may report its orders only now and then. */
const waitMs = 3600_000;
const maxWaiting = 10_000;
/** Nobody places more orders in that time; without it one visitor could use up the shop's places. */
const maxOfVisitor = 10;
/** Whoever asks may make up visitors without end, but not networks. An office or a mobile network shares one. */
const maxOfClient = 100;

export function createPageLinks({
  store,
  clock,
}: {
  store: Pick<Store, 'waitingLinks'>;
  clock: () => Date;
}): PageLinks {
  // A link waits as long as it counts here.
  const clients = createHourlyLimit(maxOfClient);
  const fits = (placedAt: Date, toldAt: Date) => {
    const age = toldAt.getTime() - placedAt.getTime();
    // A link told before its order was placed was made for a number yet to come.
    return age <= freshMs && age >= -clockSkewMs;
  };
  return {
    isFresh: (placedAt) => fits(placedAt, clock()),
    async wait(shop, orderKey, userId, client) {
      if (!(await clients.take(shop.id, client))) return false;
      const at = clock();
      const expiresAt = new Date(at.getTime() + waitMs);
      const isAdded = await store.waitingLinks.add(
        shop.id,
        { orderKey, userId, at, expiresAt },
        { shop: maxWaiting, visitor: maxOfVisitor },
      );
      if (!isAdded) await clients.giveBack(shop.id, client);
      return isAdded;
    },
    async find(shop, orders) {
      const links = new Map<string, Id>();
      if (orders.length === 0) return links;
      const keys = orders.map(({ key }) => key);
      const waiting = await store.waitingLinks.findMany(shop.id, keys);
      for (const { key, placedAt } of orders) {
        const link = waiting.get(key);
        if (link && link.expiresAt > clock() && fits(placedAt, link.at)) links.set(key, link.userId);
      }
      return links;
    },
  };
}
