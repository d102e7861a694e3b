import type { Logger } from 'pino';
import type { ShopDocument } from '../stores/port/documents.js';
import type { Store } from '../stores/port/store.js';
import type { Notifier } from './notifier.js';

/** Alerts that are claimed at a time. */
const batchSize = 100;

/**
 * Hands the newly opened alerts of a shop to all notifiers and returns their number. Without a notifier nothing is
 * claimed, so that the first one to be attached starts with the alerts that are open then. Call it after whatever may
 * open alerts; two calls at once, also in two processes, share the alerts between them.
 */
export async function announceAlerts(
  shop: ShopDocument,
  {
    store,
    notifiers,
    clock,
    log,
  }: { store: Pick<Store, 'alerts'>; notifiers: readonly Notifier[]; clock: () => Date; log: Logger },
): Promise<number> {
  if (notifiers.length === 0) return 0;
  let announced = 0;
  for (;;) {
    const alerts = await store.alerts.claimUnannounced(shop.id, clock(), batchSize);
    if (alerts.length === 0) return announced;
    announced += alerts.length;
    for (const notifier of notifiers) {
      try {
        await notifier.notify(shop, alerts);
      } catch (error) {
        log.error({ err: error, shopId: shop.id, notifier: notifier.name }, 'alerts were not announced');
      }
    }
  }
}
