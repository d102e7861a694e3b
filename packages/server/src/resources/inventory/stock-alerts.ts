import type { ReorderAdvice } from '@shelfwise/core/inventory';
import type { AlertDocument, InventoryDocument, ProductDocument } from '../../stores/documents.js';
import type { AlertRepository, New } from '../../stores/store.js';

export type StockAlert = New<AlertDocument, 'resolvedAt' | 'snoozedUntil'>;

/** The alerts that a product's stock gives cause for, in the owner's words: none, "reorder" or "out of stock". */
export function stockAlerts(
  product: ProductDocument,
  inventory: Pick<InventoryDocument, 'stockLevel' | 'onOrder'>,
  advice: ReorderAdvice,
  at: Date,
): StockAlert[] {
  if (product.deletedAt || product.source === 'page' || product.availability === 'discontinued') return [];
  const { stockLevel } = inventory;
  if (stockLevel === undefined) return [];
  const title = shortTitle(product);
  const alerts: StockAlert[] = [];
  if (stockLevel <= 0 && advice.reorderPoint > 0) {
    alerts.push({
      key: `out-of-stock:${product.key}`,
      kind: 'out-of-stock',
      severity: 'critical',
      productId: product.id,
      title: `${title} is sold out`,
      detail: `Expected sales until the next delivery: ${Math.round(advice.predictedDemand)}.${incoming(inventory)}`,
      since: at,
    });
  }
  if (advice.restockAlert) {
    alerts.push({
      key: `reorder:${product.key}`,
      kind: 'reorder',
      severity: stockLevel <= 0 ? 'critical' : 'warning',
      productId: product.id,
      title: `Order ${advice.orderQuantity} of ${title}`,
      detail: `${Math.max(0, stockLevel)} left; reorder when stock reaches ${advice.reorderPoint}.${incoming(inventory)}`,
      since: at,
    });
  }
  return alerts;
}

/** Closes the open stock alerts of these products that are not among `current`, and opens or refreshes those. */
export async function replaceStockAlerts(
  alerts: AlertRepository,
  shopId: string,
  productIds: ReadonlySet<string>,
  current: StockAlert[],
  at: Date,
): Promise<void> {
  const open = await alerts.listOpen(shopId);
  const keys = new Set(current.map(({ key }) => key));
  for (const kind of ['reorder', 'out-of-stock'] as const) {
    const ofKind = open.filter((alert) => alert.kind === kind);
    const keep = ofKind.filter(
      ({ key, productId }) => keys.has(key) || productId === undefined || !productIds.has(productId),
    );
    if (keep.length < ofKind.length) {
      await alerts.resolveOthers(
        shopId,
        kind,
        keep.map(({ key }) => key),
        at,
      );
    }
  }
  for (let i = 0; i < current.length; i += 500) {
    await alerts.openMany(shopId, current.slice(i, i + 500));
  }
}

function shortTitle({ title, variantTitle }: ProductDocument): string {
  const whole = variantTitle ? `${title} (${variantTitle})` : title;
  return whole.length > 80 ? `${whole.slice(0, 79)}…` : whole;
}

function incoming({ onOrder }: Pick<InventoryDocument, 'onOrder'>): string {
  return onOrder > 0 ? ` Incoming: ${onOrder}.` : '';
}
