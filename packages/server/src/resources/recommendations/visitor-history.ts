import type { VisitorClaim } from '@shelfwise/core/wire';
import type { CustomerTokenService } from '../../access/customer-tokens.js';
import { findClaimedVisitor } from '../../access/find-claimed-visitor.js';
import type { Id } from '../../stores/port/documents.js';
import type { Store } from '../../stores/port/store.js';

/** The stored history of a visitor, as product ids, oldest first. */
export interface VisitorHistory {
  viewed: Id[];
  bought: Id[];
  /** Products never to be shown to this visitor. */
  disliked: Id[];
}

export const emptyHistory: VisitorHistory = { viewed: [], bought: [], disliked: [] };

/** Newest interactions that are read: enough to know a taste, and one page of an index. */
const limit = 200;

export interface VisitorHistoryReaderOptions {
  store: Pick<Store, 'visitors' | 'interactions'>;
  log: { warn(details: object, message: string): void };
  verifyCustomerToken?: CustomerTokenService['verifyCustomerToken'];
}

/** Reads the history of a visitor who consented to personalization. */
export class VisitorHistoryReader {
  private readonly store: VisitorHistoryReaderOptions['store'];
  private readonly log: VisitorHistoryReaderOptions['log'];
  private readonly verifyCustomerToken: VisitorHistoryReaderOptions['verifyCustomerToken'];

  constructor({ store, log, verifyCustomerToken }: VisitorHistoryReaderOptions) {
    this.store = store;
    this.log = log;
    this.verifyCustomerToken = verifyCustomerToken;
  }

  /**
   * A customer is recognized by a token of the owner's server, a visitor by their key. When the store fails,
   * the history is empty and the row is filled from this visit alone.
   */
  async read(shopId: Id, claim: VisitorClaim): Promise<VisitorHistory> {
    // Signing in proves who somebody is, not that they want to be remembered.
    if (!claim.consent?.personalization || (claim.token ?? claim.key) === undefined) return emptyHistory;
    try {
      const customer = (await this.verifyCustomerToken?.(shopId, claim.token)) ?? undefined;
      const visitor = await findClaimedVisitor(this.store.visitors, shopId, { customer, key: claim.key });
      return visitor ? await this.readInteractions(shopId, visitor.id) : emptyHistory;
    } catch (error) {
      this.log.warn({ err: error, shopId }, 'visitor history not read');
      return emptyHistory;
    }
  }

  private async readInteractions(shopId: Id, visitorId: Id): Promise<VisitorHistory> {
    const newestFirst = await this.store.interactions.listByUser(shopId, visitorId, limit, [
      'view',
      'add_to_cart',
      'purchase',
      'dislike',
    ]);
    const history: VisitorHistory = { viewed: [], bought: [], disliked: [] };
    for (const { productId, interactionType } of newestFirst.reverse()) {
      if (interactionType === 'purchase') history.bought.push(productId);
      else if (interactionType === 'dislike') history.disliked.push(productId);
      else history.viewed.push(productId);
    }
    return history;
  }
}
