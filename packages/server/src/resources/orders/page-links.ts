import { createHourlyLimit } from '../../access/hourly-limit.js';
import { isFreshLink } from '../../rules/sales/page-link.js';
import type { Id, ShopDocument } from '../../stores/port/documents.js';
import type { Store } from '../../stores/port/store.js';

/** A shop's server may report its orders only now and then. */
const waitMs = 3600_000;
const maxWaiting = 10_000;
/**
 * More than anybody orders in that time. Without this limit one visitor could take all places of the shop.
 */
const maxOfVisitor = 10;
/** A client can make up visitors without end, but not networks. An office or a mobile network shares one. */
const maxOfClient = 100;

/**
 * Links from a page's visitor to an order they placed, waiting for the order to be reported. Anybody who
 * guesses an order number can send one, so a link counts only for a fresh order without an owner. It serves
 * statistics and recommendations, and gives access to nothing.
 */
export class PageLinks {
  private readonly store: Pick<Store, 'waitingLinks'>;
  private readonly clock: () => Date;
  // The window of an hour equals the time that a link waits.
  private readonly clients = createHourlyLimit(maxOfClient);

  constructor({ store, clock }: { store: Pick<Store, 'waitingLinks'>; clock: () => Date }) {
    this.store = store;
    this.clock = clock;
  }

  /**
   * False when a link waits for that order already, or when too many wait in the shop, of the visitor or
   * client.
   */
  async wait(shop: ShopDocument, orderKey: string, userId: Id, client: string): Promise<boolean> {
    if (!(await this.clients.take(shop.id, client))) return false;
    const at = this.clock();
    const expiresAt = new Date(at.getTime() + waitMs);
    const isAdded = await this.store.waitingLinks.add(
      shop.id,
      { orderKey, userId, at, expiresAt },
      { shop: maxWaiting, visitor: maxOfVisitor },
    );
    if (!isAdded) await this.clients.giveBack(shop.id, client);
    return isAdded;
  }

  /** Visitors by order key, for those orders that a link waits for and fits. */
  async find(
    shop: ShopDocument,
    orders: readonly { key: string; placedAt: Date }[],
  ): Promise<Map<string, Id>> {
    const links = new Map<string, Id>();
    if (orders.length === 0) return links;
    const keys = orders.map(({ key }) => key);
    const waiting = await this.store.waitingLinks.findMany(shop.id, keys);
    for (const { key, placedAt } of orders) {
      const link = waiting.get(key);
      if (link && link.expiresAt > this.clock() && isFreshLink(placedAt, link.at)) {
        links.set(key, link.userId);
      }
    }
    return links;
  }
}
