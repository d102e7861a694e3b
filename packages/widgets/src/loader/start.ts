import type { Consent, InteractionType } from '@shelfwise/core/wire';
import { asKey } from '../detect/as-key.js';
import { findProduct } from '../detect/find-product.js';
import { pageContext, type TrackedEvent } from '../internal/page-context.js';
import { createAttribution } from './attribution.js';
import { isTaken, listenToCommands, type Commands } from './commands.js';
import { consentTo } from '../internal/consent.js';
import { consentOf } from './consent-of.js';
import { loadElements } from './element-loader.js';
import { createEventQueue } from './event-queue.js';
import { fetchSettings } from './fetch-settings.js';
import { identify, remember } from './identity.js';
import { onNavigation } from './navigation.js';

/** Interactions with a product that a page may report by their own names. */
const interactions: InteractionType[] = ['add_to_cart', 'remove_from_cart', 'wishlist', 'like', 'dislike'];

/** Takes the page, once: a second script changes nothing. */
export function start({ server, key }: { server: string; key: string }): void {
  if (isTaken()) return;
  const context = pageContext();
  context.update({ server, key });

  let isConsentKnown = false;
  /** Said by the page; for this page it stands above what we find. */
  let said: string | undefined;
  /** Looked at on this page last. */
  let viewed: string | undefined;
  let path = location.pathname;
  const queue = createEventQueue(context, () => isConsentKnown);
  const attribution = createAttribution();
  context.onTrack((event) => {
    if (event.type === 'click') attribution.clicked(event.product, event.requestId);
    queue.add(event);
  });

  const setConsent = (consent: Consent) => {
    // What was seen under the old consent leaves under the old consent.
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
  const detect = () => view(said ?? findProduct(document));

  const commands: Commands = {
    product(product) {
      said = asKey(product);
      view(said);
    },
    cart(products) {
      // What is no list fails, and changes nothing.
      const keys = (products as unknown[]).flatMap((product) => asKey(product) ?? []);
      context.update({ cart: keys.slice(0, 200) });
    },
    customer(token) {
      // What was seen before leaves with the customer it was seen by; who comes after is somebody else.
      queue.flush();
      context.update({ token: asKey(token), ...(isConsentKnown && identify(context.state.consent)) });
    },
    consent: (value) => setConsent(consentOf(value, context.state.consent)),
    purchase(number) {
      const order = asKey(number);
      if (order) queue.add({ type: 'purchase', order });
    },
  };
  for (const type of interactions) {
    commands[type] = (name, details) => {
      const product = asKey(name);
      const requestId = type === 'add_to_cart' ? attribution.requestOf(product!) : undefined;
      if (product) queue.add({ requestId, ...(details as object), type, product } as TrackedEvent);
    };
  }
  listenToCommands(commands);

  // A product's JSON-LD often stands at the end of the page, so the search waits for the whole document.
  if (document.readyState === 'loading') addEventListener('DOMContentLoaded', detect);
  else detect();
  onNavigation((isNewLook) => {
    said = undefined;
    // Where the query alone is another, a variant was chosen or a campaign's mark taken away: the same look goes on.
    if (isNewLook || path !== location.pathname) viewed = undefined;
    path = location.pathname;
    detect();
  });

  const asked = fetchSettings(server, key);
  loadElements(context, `${server}/v1/modules/`, asked);
  void asked.then((settings) => {
    if (!settings) return;
    if (!isConsentKnown) setConsent(consentTo(settings.consentDefault === 'granted'));
    context.update({ settings });
  });
}
