import type { Consent } from '@shelfwise/core/wire';
import { asKey } from '../detect/as-key.js';
import { findProduct } from '../detect/find-product.js';
import { consentTo } from '../internal/consent.js';
import { pageContext } from '../internal/page-context.js';
import { createAttribution } from './attribution.js';
import { isTaken, listenToCommands } from './commands.js';
import { consentOf } from './consent-of.js';
import { loadElements } from './element-loader.js';
import { createEventQueue } from './event-queue.js';
import { fetchSettings } from './fetch-settings.js';
import { identify, remember } from './identity.js';
import { onNavigation } from './navigation.js';
import { reportCommands } from './report-commands.js';

/** Takes over the page. A second copy of the script on the same page does nothing. */
export function start({ server, key }: { server: string; key: string }): void {
  if (isTaken()) return;
  const context = pageContext();
  context.update({ server, key });

  let isConsentKnown = false;
  /** Product that the page has named. It takes precedence over what we find, until the page is left. */
  let said: string | undefined;
  /** Product whose view was counted last on this page. */
  let viewed: string | undefined;
  const queue = createEventQueue(context, () => isConsentKnown);
  const attribution = createAttribution();
  context.onTrack((event) => {
    if (event.type === 'click') attribution.clicked(event.product, event.requestId);
    queue.add(event);
  });

  const setConsent = (consent: Consent) => {
    // Events gathered under the old consent are sent under the old consent.
    queue.flush();
    isConsentKnown = true;
    queue.later();
    attribution.setConsent(consent);
    const identity = identify(consent);
    if (viewed) identity.recent = remember(identity.recent, viewed, consent);
    context.update({ consent, ...identity });
  };

  const view = (product: string | undefined) => {
    if (product && product !== viewed) {
      queue.add({ type: 'view', product });
      const { consent, recent } = context.state;
      context.update({ recent: remember(recent, product, consent) });
    }
    viewed = product ?? viewed;
    context.update({ product, detected: true });
  };
  const look = () => view(said ?? findProduct(document));

  listenToCommands({
    ...reportCommands(context, queue, attribution),
    product: (product) => view((said = asKey(product))),
    customer(token) {
      // Earlier events are sent for the customer who caused them. The next visitor is another person.
      queue.flush();
      context.update({ token: asKey(token), ...(isConsentKnown && identify(context.state.consent)) });
    },
    consent: (value) => setConsent(consentOf(value, context.state.consent)),
  });

  // A product's JSON-LD is often at the end of the page, so the search waits for the whole document.
  if (document.readyState === 'loading') addEventListener('DOMContentLoaded', look);
  else look();
  onNavigation((isOtherPage) => {
    viewed = undefined;
    if (isOtherPage) said = undefined;
  }, look);

  const request = fetchSettings(server, key);
  loadElements(context, `${server}/v1/modules/`, request);
  void request.then((settings) => {
    if (!settings) return;
    if (!isConsentKnown) setConsent(consentTo(settings.consentDefault === 'granted'));
    context.update({ settings });
  });
}
