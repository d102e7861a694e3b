import type { Consent, VisitorClaim } from '@shelfwise/core/wire';
import { LRUCache } from 'lru-cache';
import type { CustomerTokenService } from '../../access/customer-tokens.js';
import { memoryLimits } from '../../following/memory-limits.js';
import { timeToLive } from '../../following/time-to-live.js';
import type { Id, ShopDocument } from '../../stores/port/documents.js';
import type { Store } from '../../stores/port/store.js';
import { visitorKeysOf } from '../../stores/shared/visitor-changes.js';

export interface VisitorServiceOptions {
  store: Pick<Store, 'visitors' | 'conversations'>;
  customerTokens: Pick<CustomerTokenService, 'verifyCustomerToken'>;
  clock: () => Date;
}

/**
 * Finds and erases the visitor of a page. A claim counts only as far as consent and a customer token support
 * it.
 */
export class VisitorService {
  private readonly store: VisitorServiceOptions['store'];
  private readonly customerTokens: VisitorServiceOptions['customerTokens'];
  private readonly clock: () => Date;
  /** Visitors by key or customer, with the rest of their claim: a claim that changes is looked up again. */
  private readonly remembered: LRUCache<string, { claim: string; id: Id }>;
  /**
   * Erasures that began or ended in this process. Those of other processes are not known here: the store
   * refuses writes under an erased visitor.
   */
  private erasures = 0;

  constructor({ store, customerTokens, clock }: VisitorServiceOptions) {
    this.store = store;
    this.customerTokens = customerTokens;
    this.clock = clock;
    this.remembered = new LRUCache({
      max: memoryLimits.visitors.max,
      ...timeToLive(clock, memoryLimits.visitors.staleAfterMs),
    });
  }

  /**
   * The visitor to keep events under, or null when nothing may be kept or the claim names nobody. `gone` is
   * an id returned earlier that the store has since rejected because the visitor was erased or merged.
   */
  async identify(shop: ShopDocument, claim: VisitorClaim, consent: Consent, gone?: Id): Promise<Id | null> {
    if (!consent.analytics) return null;
    const customer = await this.customerTokens.verifyCustomerToken(shop.id, claim.token);
    if (claim.key === undefined && customer === null) return null;
    const name = JSON.stringify(claim.key === undefined ? [shop.id, null, customer] : [shop.id, claim.key]);
    const rest = JSON.stringify([customer, consent]);
    const known = this.remembered.get(name);
    if (known?.claim === rest && known.id !== gone) return known.id;
    const erasuresBefore = this.erasures;
    const id = await this.lookUp(shop, claim.key, customer, consent);
    // A visitor who was found during an erasure may be the one being erased.
    if (id !== null && this.erasures === erasuresBefore) this.remembered.set(name, { claim: rest, id });
    return id;
  }

  /** Removes all data of the claim, and the named conversation. Returns whether there was any. */
  async erase(shop: ShopDocument, claim: VisitorClaim, conversationKey?: string): Promise<boolean> {
    this.forget();
    const customer = await this.customerTokens.verifyCustomerToken(shop.id, claim.token);
    const isConversationErased = await this.eraseConversation(shop, conversationKey);
    let isErased = isConversationErased;
    for (const key of [claim.key, ...visitorKeysOf(customer === null ? [] : [customer])]) {
      const visitor = key === undefined ? null : await this.store.visitors.findByKey(shop.id, key);
      // A browser's key that was merged into a customer leads to that customer, whose erasure takes their own
      // token.
      const isTheirs = visitor?.customerKey === undefined || visitor.customerKey === customer;
      if (!visitor || !isTheirs) continue;
      await this.store.visitors.erase(shop.id, visitor.id);
      isErased = true;
    }
    this.forget();
    return isErased;
  }

  private async eraseConversation(shop: ShopDocument, key: string | undefined): Promise<boolean> {
    const conversation = key === undefined ? null : await this.store.conversations.findByKey(shop.id, key);
    if (conversation) await this.store.conversations.erase(shop.id, conversation.id);
    return conversation !== null;
  }

  private async lookUp(
    shop: ShopDocument,
    key: string | undefined,
    customer: string | null,
    consent: Consent,
  ): Promise<Id | null> {
    const { visitors } = this.store;
    const now = this.clock();
    // Only a customer token makes anything a customer's. A key that became a customer's begins an anonymous
    // visitor.
    if (customer === null) {
      return key === undefined ? null : (await visitors.touch(shop.id, key, consent, now)).id;
    }
    const [customerKey] = visitorKeysOf([customer]);
    const { id } = await visitors.touch(shop.id, customerKey!, consent, now, customer);
    const visitor = key === undefined ? null : await visitors.findByKey(shop.id, key);
    // Signing in makes an anonymous visitor's history the customer's. The history of another customer stays
    // theirs: the next person at a shared browser must not inherit it.
    if (visitor && visitor.id !== id && visitor.customerKey === undefined) {
      await visitors.merge(shop.id, visitor.id, id);
    }
    return id;
  }

  private forget(): void {
    this.erasures += 1;
    this.remembered.clear();
  }
}
