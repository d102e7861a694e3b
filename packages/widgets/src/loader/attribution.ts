import type { Consent } from '@shelfwise/core/wire';
import { visitStorage as visit } from '../internal/safe-storage.js';

/**
 * Records which recommendation led to a product, so that the shop's own "add to cart" button on the product's
 * page counts for that recommendation. The records are in memory; after consent to analytics they are also
 * stored for the visit.
 */
export interface Attribution {
  clicked(product: string, requestId: string): void;
  requestOf(product: string): string | undefined;
  /** Starts storing the records, or removes the stored ones. */
  setConsent(consent: Consent): void;
}

const name = 'shelfwise.clicks';
const maxClicks = 30;

export function createAttribution(): Attribution {
  // Product → request id. The latest click is last.
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
        // Nothing is stored, or its format is unknown. Start with an empty record.
      }
      store();
    },
  };
}
