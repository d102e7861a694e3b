import type { VisitorClaim } from '@shelfwise/core/wire';
import type { Id } from '../../stores/port/documents.js';
import type { RecommendationServiceOptions } from './service.js';

/** What the store holds of a visitor, as product ids, oldest first. */
export interface VisitorHistory {
  viewed: Id[];
  bought: Id[];
  /** Never to be shown to this visitor. */
  disliked: Id[];
}

export const emptyHistory: VisitorHistory = { viewed: [], bought: [], disliked: [] };

/** Newest interactions that are read: enough for taste, one page of an index. */
const limit = 200;

/**
 * Who agreed to personalization is remembered: a customer by a token from the owner's server, a visitor by their key.
 * A customer claimed by the page alone is ignored. A store that is away gives an empty history: the row is then
 * filled from this visit alone.
 */
export function createVisitorHistory({
  store,
  log,
  verifyCustomerToken,
}: Pick<RecommendationServiceOptions, 'store' | 'log' | 'verifyCustomerToken'>) {
  async function findVisitor(shopId: Id, claim: VisitorClaim) {
    const customer = claim.token === undefined ? null : await verifyCustomerToken?.(shopId, claim.token);
    if (customer) return store.visitors.findByKey(shopId, `customer:${customer}`);
    if (!claim.key) return null;
    const visitor = await store.visitors.findByKey(shopId, claim.key);
    // The latest word of the page counts, but a visitor merged into a customer needs the customer's token.
    return visitor?.customerKey === undefined ? visitor : null;
  }

  return async function readHistory(shopId: Id, claim: VisitorClaim): Promise<VisitorHistory> {
    // Signing in shows who somebody is, not that they want to be remembered.
    if (!claim.consent.personalization || (claim.token ?? claim.key) === undefined) return emptyHistory;
    try {
      const visitor = await findVisitor(shopId, claim);
      if (!visitor) return emptyHistory;
      const newestFirst = await store.interactions.listByUser(shopId, visitor.id, limit, [
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
    } catch (error) {
      log.warn({ err: error, shopId }, 'visitor history not read');
      return emptyHistory;
    }
  };
}
