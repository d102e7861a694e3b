import type { AlertOutput } from '@shelfwise/core/wire';
import { Problem } from '../../http/problem.js';
import type { AlertDocument, ShopDocument } from '../../stores/documents.js';
import type { Store } from '../../stores/store.js';

export interface AlertService {
  /** Open alerts, gravest first, then oldest; at most 500. */
  list(shop: ShopDocument): Promise<AlertOutput[]>;
  /** Puts an alert aside for some days; 0 wakes it. */
  snooze(shop: ShopDocument, alertKey: string, days: number, actor: string): Promise<void>;
}

const severityRank = { critical: 0, warning: 1, info: 2 };
const maxAlerts = 500;

export function createAlertService({ store, clock }: { store: Store; clock: () => Date }): AlertService {
  return {
    async list(shop) {
      const open = await store.alerts.listOpen(shop.id);
      open.sort(
        (a, b) =>
          severityRank[a.severity] - severityRank[b.severity] ||
          a.since.getTime() - b.since.getTime() ||
          (a.key < b.key ? -1 : 1),
      );
      const shown = open.slice(0, maxAlerts);
      const ids = shown.flatMap(({ productId }) => (productId === undefined ? [] : [productId]));
      const products = new Map(
        (await store.products.findByIds(shop.id, ids)).map((product) => [product.id, product.key]),
      );
      const now = clock();
      return shown.map((alert) => toOutput(alert, products.get(alert.productId ?? ''), now));
    },

    async snooze(shop, alertKey, days, actor) {
      const now = clock();
      const until = new Date(now.getTime() + days * 86_400_000);
      if (!(await store.alerts.snooze(shop.id, alertKey, until))) throw new Problem('not-found');
      await store.audit.append({
        shopId: shop.id,
        at: now,
        actor,
        action: 'alert.snooze',
        target: alertKey,
        detail: { days },
      });
    },
  };
}

function toOutput(alert: AlertDocument, product: string | undefined, now: Date): AlertOutput {
  const isSnoozed = alert.snoozedUntil !== undefined && alert.snoozedUntil > now;
  return {
    key: alert.key,
    kind: alert.kind,
    severity: alert.severity,
    ...(product !== undefined && { product }),
    title: alert.title,
    detail: alert.detail,
    since: alert.since.toISOString(),
    ...(isSnoozed && { snoozedUntil: alert.snoozedUntil!.toISOString() }),
  };
}
