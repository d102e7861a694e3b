import type { Consent, VisitorClaim } from '@shelfwise/core/wire';
import { LRUCache } from 'lru-cache';
import { memoryLimits } from '../../following/memory-limits.js';
import { timeToLive } from '../../following/time-to-live.js';
import type { Id, ShopDocument } from '../../stores/port/documents.js';
import type { Store } from '../../stores/port/store.js';
import type { CustomerTokenService } from '../../access/customer-tokens.js';

/** Who a page's visitor is to us. A claim counts only as far as consent and a customer token carry it. */
export interface VisitorService {
  /**
   * The visitor to keep events under; null where nothing may be kept, or nothing names anybody. `gone` is an answer of
   * before that the store would not write under: they were erased or merged meanwhile, and the claim is looked up anew.
   */
  identify(shop: ShopDocument, claim: VisitorClaim, consent: Consent, gone?: Id): Promise<Id | null>;
  /** Removes what is kept under the claim, and the conversation of this name; answers whether there was anything. */
  erase(shop: ShopDocument, claim: VisitorClaim, conversationKey?: string): Promise<boolean>;
}

const all: Consent = { analytics: true, personalization: true, functionality: true };

/** What the page says about consent, or the shop's own default where the page says nothing at all. */
export function effectiveConsent(shop: ShopDocument, claim: VisitorClaim, body: unknown): Consent {
  const said = (body as { visitor?: { consent?: unknown } } | null)?.visitor?.consent;
  return said === undefined && shop.settings.consentDefault === 'granted' ? all : claim.consent;
}

export function createVisitorService({
  store,
  customerTokens,
  clock,
}: {
  store: Pick<Store, 'visitors' | 'conversations'>;
  customerTokens: Pick<CustomerTokenService, 'verifyCustomerToken'>;
  clock: () => Date;
}): VisitorService {
  /** By what names somebody, together with the rest of what they claimed: a claim that changes is looked up anew. */
  const remembered = new LRUCache<string, { claimed: string; id: Id }>({
    max: memoryLimits.visitors.max,
    ...timeToLive(clock, memoryLimits.visitors.staleAfterMs),
  });
  /** Begun and ended ones. Those of other processes are not heard of: the store refuses what is written under the erased. */
  let erasures = 0;
  const forget = () => {
    erasures += 1;
    remembered.clear();
  };

  async function lookUp(
    shop: ShopDocument,
    key: string | undefined,
    customer: string | null,
    consent: Consent,
  ): Promise<Id | null> {
    const now = clock();
    // Without a customer's token nothing becomes a customer's: a key that is one's by now begins an anonymous visitor.
    if (customer === null) {
      return key === undefined ? null : (await store.visitors.touch(shop.id, key, consent, now)).id;
    }
    const { id } = await store.visitors.touch(shop.id, `customer:${customer}`, consent, now, customer);
    const visitor = key === undefined ? null : await store.visitors.findByKey(shop.id, key);
    // What an anonymous visitor did becomes the customer's on signing in. One who is somebody's already stays theirs:
    // the next person at a shared browser must not inherit it.
    if (visitor && visitor.id !== id && visitor.customerKey === undefined) {
      await store.visitors.merge(shop.id, visitor.id, id);
    }
    return id;
  }

  return {
    async identify(shop, claim, consent, gone) {
      if (!consent.analytics) return null;
      const customer = await customerTokens.verifyCustomerToken(shop.id, claim.token);
      if (claim.key === undefined && customer === null) return null;
      const name = JSON.stringify(claim.key === undefined ? [shop.id, null, customer] : [shop.id, claim.key]);
      const claimed = JSON.stringify([customer, consent]);
      const held = remembered.get(name);
      if (held?.claimed === claimed && held.id !== gone) return held.id;
      const erasuresBefore = erasures;
      const id = await lookUp(shop, claim.key, customer, consent);
      // Who was found while somebody was being erased may be that person.
      if (id !== null && erasures === erasuresBefore) remembered.set(name, { claimed, id });
      return id;
    },

    async erase(shop, claim, conversationKey) {
      forget();
      const customer = await customerTokens.verifyCustomerToken(shop.id, claim.token);
      const keys = [claim.key, customer === null ? undefined : `customer:${customer}`];
      const conversation =
        conversationKey === undefined ? null : await store.conversations.findByKey(shop.id, conversationKey);
      if (conversation) await store.conversations.erase(shop.id, conversation.id);
      let isErased = conversation !== null;
      for (const key of keys) {
        const visitor = key === undefined ? null : await store.visitors.findByKey(shop.id, key);
        // A browser's key that was merged into a customer leads to that customer: erasing them takes their token.
        const isTheirs = visitor?.customerKey === undefined || visitor.customerKey === customer;
        if (!visitor || !isTheirs) continue;
        await store.visitors.erase(shop.id, visitor.id);
        isErased = true;
      }
      forget();
      return isErased;
    },
  };
}
