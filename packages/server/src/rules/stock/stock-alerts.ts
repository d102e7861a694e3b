import type { ReorderAdvice } from '@shelfwise/core/inventory';
import type { AlertValues, ShopSettings } from '@shelfwise/core/wire';
import type { Day, InventoryDocument, ProductDocument } from '../../stores/port/documents.js';
import type { NewAlert, StockDecision } from '../../stores/port/store.js';
import { productAdvice, type StockFacts } from './product-advice.js';
import { wholeTitle } from './variant-title.js';

const alertKeys = ({ key }: ProductDocument) => [`out-of-stock:${key}`, `reorder:${key}`] as const;

/**
 * The alerts that a product's stock gives cause for: none, "reorder", "out of stock" or both.
 */
function stockAlerts(
  product: ProductDocument,
  inventory: Pick<InventoryDocument, 'stockLevel' | 'onOrder'>,
  advice: ReorderAdvice,
  at: Date,
): NewAlert[] {
  if (product.deletedAt || product.source === 'page' || product.availability === 'discontinued') return [];
  const { stockLevel, onOrder } = inventory;
  if (stockLevel === undefined) return [];
  const title = wholeTitle(product);
  const [outOfStock, reorder] = alertKeys(product);
  const alerts: NewAlert[] = [];
  if (stockLevel <= 0 && advice.reorderPoint > 0) {
    alerts.push({
      key: outOfStock,
      kind: 'out-of-stock',
      severity: 'critical',
      productId: product.id,
      values: {
        title,
        predictedDemand: Math.round(advice.predictedDemand),
        onOrder,
      } satisfies AlertValues['out-of-stock'],
      since: at,
    });
  }
  if (advice.restockAlert) {
    alerts.push({
      key: reorder,
      kind: 'reorder',
      severity: stockLevel <= 0 ? 'critical' : 'warning',
      productId: product.id,
      values: {
        title,
        quantity: advice.orderQuantity,
        stockLevel: Math.max(0, stockLevel),
        reorderPoint: advice.reorderPoint,
        onOrder,
      } satisfies AlertValues['reorder'],
      since: at,
    });
  }
  return alerts;
}

/** What follows from a product's forecast and its stock now: advice, alerts to open, and alerts to close. */
export function stockDecision(
  product: ProductDocument,
  inventory: StockFacts,
  forecast: Parameters<typeof productAdvice>[1],
  { settings, today, at }: { settings: ShopSettings; today: Day; at: Date },
): StockDecision {
  const { advice: reorder, ...advice } = productAdvice(inventory, forecast, settings, today);
  const open = stockAlerts(product, inventory, reorder, at);
  const isOpen = new Set(open.map(({ key }) => key));
  return {
    // Who reads the collection must not order what is not sold any more.
    advice: { ...advice, restockAlert: advice.restockAlert && !product.deletedAt },
    open,
    close: alertKeys(product).filter((key) => !isOpen.has(key)),
  };
}
