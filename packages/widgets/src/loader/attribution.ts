import type { Consent } from '@shelfwise/core/wire';
import { visitStorage as visit } from '../internal/safe-storage.js';

/**
 * Which recommendation led to a product, so that the shop's own "add to cart" on the product's page counts for it. For
 * this page in memory, for the visit only after consent to analytics.
 */
export interface Attribution {
  clicked(product: string, requestId: string): void;
  requestOf(product: string): string | undefined;
  /** Begins to store, or takes away what was stored. */
  setConsent(consent: Consent): void;
}

const name = 'shelfwise.clicks';
const maxClicks = 30;

export function createAttribution(): Attribution {
  // Product → request, the latest last.
  let clicks = new Map<string, string>();
  let isStored = false;
  const store = () => {
    if (isStored) visit.write(name, JSON.stringify([...clicks].slice(-maxClicks)));
  };
  return {
    clicked(product, requestId) {
      clicks.delete(product);
      clicks.set(product, requestId);
      store();
    },
    requestOf: (product) => clicks.get(product),
    setConsent({ analytics }) {
      isStored = analytics;
      if (!analytics) return visit.remove(name);
      try {
        clicks = new Map([...(JSON.parse(visit.read(name)!) as [string, string][]), ...clicks]);
      } catch {
        // Nothing there, or written by somebody else: begin anew.
      }
      store();
    },
  };
}
