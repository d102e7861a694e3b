import { inventoryStatus, type SupplyTerms } from '@shelfwise/core/inventory';
import type { InventoryItem, InventoryStatus } from '@shelfwise/core/wire';
import type { Day, InventoryDocument, ProductDocument, ShopDocument } from '../../stores/port/documents.js';
import { withoutUndefined } from '../../stores/port/without-undefined.js';
import { dayNumber } from '../days/calendar-days.js';
import { termsOf } from './product-advice.js';
import { unsaidVariant } from './variant-title.js';

/** One row of the dashboard, joined from a product and its stock. What is not known is absent. */
export function toInventoryItem(
  product: ProductDocument,
  inventory: InventoryDocument | undefined,
  shop: Pick<ShopDocument, 'settings'>,
  today: Day,
): InventoryItem {
  const terms = termsOf(inventory ?? {}, shop.settings);
  const status = statusOf(inventory, terms, today);
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
    daysLeft: daysLeft(inventory?.stockoutDate, today),
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

function statusOf(inventory: InventoryDocument | undefined, terms: SupplyTerms, today: Day): InventoryStatus {
  if (inventory?.stockLevel === undefined) return 'uncounted';
  const { lastSold } = inventory;
  return inventoryStatus({
    onHand: inventory.stockLevel,
    onOrder: inventory.onOrder,
    deliveryDays: terms.leadTime.mean,
    restockAlert: inventory.restockAlert,
    forecasted: inventory.forecastedAt !== undefined,
    orderInDays: daysUntil(inventory.orderBy, today),
    daysLeft: daysUntil(inventory.stockoutDate?.p50, today),
    daysSinceSale: lastSold === undefined ? undefined : dayNumber(today) - dayNumber(lastSold),
  });
}

function daysLeft(date: InventoryDocument['stockoutDate'], today: Day): InventoryItem['daysLeft'] {
  const p50 = daysUntil(date?.p50, today);
  if (p50 === undefined) return undefined;
  return { p10: daysUntil(date?.p10, today) ?? p50, p50, p90: daysUntil(date?.p90, today) ?? p50 };
}

/** Days from today until a day; 0 for one that is past. */
function daysUntil(day: Day | undefined, today: Day): number | undefined {
  return day === undefined ? undefined : Math.max(0, dayNumber(day) - dayNumber(today));
}
