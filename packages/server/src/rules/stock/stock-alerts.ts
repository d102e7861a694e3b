import type { ReorderAdvice } from '@shelfwise/core/inventory';
import type { ShopSettings } from '@shelfwise/core/wire';
import type { Day, InventoryDocument, ProductDocument } from '../../stores/port/documents.js';
import type { NewAlert, StockDecision } from '../../stores/port/store.js';
import { productAdvice, type StockFacts } from './product-advice.js';
import { wholeTitle } from './variant-title.js';

const alertKeys = ({ key }: ProductDocument) => [`out-of-stock:${key}`, `reorder:${key}`] as const;

/**
 * The alerts that a product's stock gives cause for, in the owner's words: none, "reorder" or "out of stock".
 */
function stockAlerts(
  product: ProductDocument,
  inventory: Pick<InventoryDocument, 'stockLevel' | 'onOrder'>,
  advice: ReorderAdvice,
  at: Date,
): NewAlert[] {
  if (product.deletedAt || product.source === 'page' || product.availability === 'discontinued') return [];
  const { stockLevel } = inventory;
  if (stockLevel === undefined) return [];
  const title = shortTitle(product);
  const [outOfStock, reorder] = alertKeys(product);
  const alerts: NewAlert[] = [];
  if (stockLevel <= 0 && advice.reorderPoint > 0) {
    alerts.push({
      key: outOfStock,
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
      key: reorder,
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

function shortTitle(product: ProductDocument): string {
  const whole = wholeTitle(product);
  return whole.length > 80 ? `${whole.slice(0, 79)}…` : whole;
}

function incoming({ onOrder }: Pick<InventoryDocument, 'onOrder'>): string {
  return onOrder > 0 ? ` Incoming: ${onOrder}.` : '';
}
