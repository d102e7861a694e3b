import { inventoryStatus, type SupplyTerms } from '@shelfwise/core/inventory';
import type { InventoryItem, InventoryStatus } from '@shelfwise/core/wire';
import type { Day, InventoryDocument, ProductDocument, ShopDocument } from '../../stores/port/documents.js';
import { withoutUndefined } from '../../stores/port/without-undefined.js';
import { dayNumber } from '../days/calendar-days.js';
import { termsOf } from './product-advice.js';
import { unsaidVariant } from './variant-title.js';

/** One row of the dashboard, joined from a product and its stock. Unknown values are absent. */
export function toInventoryItem(
  product: ProductDocument,
  inventory: InventoryDocument | undefined,
  shop: Pick<ShopDocument, 'settings'>,
  today: Day,
): InventoryItem {
  const terms = termsOf(inventory ?? {}, shop.settings);
  // Counted once: reading days from text is most of the work for a shop of 20,000 products.
  const now = dayNumber(today);
  const daysLeft = countDaysLeft(inventory?.stockoutDate, now);
  const status = statusOf(inventory, terms, daysLeft?.p50, now);
  const { orderBy, orderQuantity = 0 } = inventory ?? {};
  // Every product has the day, which says how soon it must be ordered. It is shown only if there is something
  // to order.
  const isOrderShown = status === 'soon' || orderQuantity > 0;
  return withoutUndefined({
    product: product.key,
    title: product.title,
    variantTitle: unsaidVariant(product),
    image: product.image,
    url: product.url,
    categories: product.categories,
    supplier: inventory?.supplier,
    stockLevel: inventory?.stockLevel,
    onOrder: inventory?.onOrder ?? 0,
    simulated: inventory?.simulated ?? false,
    lastRestocked: inventory?.lastRestocked?.toISOString(),
    soldPerDay: inventory?.soldPerDay ?? 0,
    daysLeft,
    reorderPoint: inventory?.reorderPoint,
    orderBy: isOrderShown ? orderBy : undefined,
    orderQuantity: inventory?.orderQuantity,
    salesLostPerDay: Math.round((inventory?.demandPerDay ?? 0) * (product.salePrice ?? product.price)),
    predictedDemand: inventory?.predictedDemand,
    restockAlert: inventory?.restockAlert ?? false,
    status,
    ...terms,
    unitCost: inventory?.unitCost,
    forecastModel: inventory?.forecastModel,
  });
}

function statusOf(
  inventory: InventoryDocument | undefined,
  terms: SupplyTerms,
  daysLeft: number | undefined,
  now: number,
): InventoryStatus {
  if (inventory?.stockLevel === undefined) return 'uncounted';
  const { lastSold } = inventory;
  return inventoryStatus({
    onHand: inventory.stockLevel,
    onOrder: inventory.onOrder,
    deliveryDays: terms.leadTime.mean,
    restockAlert: inventory.restockAlert,
    forecasted: inventory.forecastedAt !== undefined,
    orderInDays: daysUntil(inventory.orderBy, now),
    daysLeft,
    daysSinceSale: lastSold === undefined ? undefined : now - dayNumber(lastSold),
  });
}

function countDaysLeft(date: InventoryDocument['stockoutDate'], now: number): InventoryItem['daysLeft'] {
  const p50 = daysUntil(date?.p50, now);
  if (p50 === undefined) return undefined;
  return { p10: daysUntil(date?.p10, now) ?? p50, p50, p90: daysUntil(date?.p90, now) ?? p50 };
}

/** Days from today (`now`, counted from 1970-01-01) until a day; 0 for one that is past. */
function daysUntil(day: Day | undefined, now: number): number | undefined {
  return day === undefined ? undefined : Math.max(0, dayNumber(day) - now);
}
