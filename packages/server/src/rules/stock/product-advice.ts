import {
  farthestDays,
  remainingDemand,
  reorderAdvice,
  roundedOrder,
  soonDays,
  type ReorderAdvice,
  type SupplyTerms,
} from '@shelfwise/core/inventory';
import type { ShopSettings } from '@shelfwise/core/wire';
import type { Day, ForecastDocument, InventoryDocument } from '../../stores/port/documents.js';
import type { InventoryAdvice } from '../../stores/port/store.js';
import { withoutUndefined } from '../../stores/port/without-undefined.js';
import { addDays, dayNumber } from '../days/calendar-days.js';

/** Terms of one product: its own, else the shop's, else single units without a minimum. */
export function termsOf(inventory: Partial<InventoryDocument>, settings: ShopSettings): SupplyTerms {
  return {
    leadTime: inventory.leadTime ?? settings.leadTime,
    reviewPeriod: inventory.reviewPeriod ?? settings.reviewPeriod,
    minimumOrder: inventory.minimumOrder ?? 1,
    packSize: inventory.packSize ?? 1,
    serviceLevel: inventory.serviceLevel ?? settings.serviceLevel,
  };
}

/** The inventory fields that advice is made from. A product with sales and no stock has only these. */
export type StockFacts = Partial<InventoryDocument> & Pick<InventoryDocument, 'productId' | 'onOrder'>;

/**
 * The advice to store for one product, from its stored forecast and its current stock. It runs no model and
 * takes tens of microseconds, so it can follow every order. Without a stock level there is a reorder point,
 * but no alert, quantity or date, because whether it is reached is not known.
 */
export function productAdvice(
  inventory: StockFacts,
  forecast: Pick<ForecastDocument, 'cumulative' | 'startDay' | 'model' | 'madeAt'>,
  settings: ShopSettings,
  today: Day,
): InventoryAdvice & { advice: ReorderAdvice } {
  const isCounted = inventory.stockLevel !== undefined;
  const demand = forecast.cumulative ?? { days: [], means: [], levels: [], quantiles: [] };
  const terms = termsOf(inventory, settings);
  const advice = reorderAdvice(
    remainingDemand(demand, dayNumber(today) - dayNumber(forecast.startDay)),
    { onHand: inventory.stockLevel ?? 0, onOrder: inventory.onOrder },
    terms,
  );
  const { orderInDays, daysLeft } = advice;
  return withoutUndefined({
    advice,
    productId: inventory.productId,
    predictedDemand: round(advice.predictedDemand),
    demandPerDay: round(advice.demandPerDay),
    restockAlert: isCounted && advice.restockAlert,
    reorderPoint: advice.reorderPoint,
    orderQuantity: isCounted ? nextOrder(advice, terms) : undefined,
    orderBy: isCounted && orderInDays !== undefined ? addDays(today, orderInDays) : undefined,
    stockoutDate: isCounted && daysLeft ? stockoutDate(daysLeft, today) : undefined,
    soldPerDay: inventory.soldPerDay,
    lastSold: inventory.lastSold,
    forecastModel: forecast.model,
    forecastedAt: forecast.madeAt,
  });
}

/**
 * Undefined for stock that lasts beyond the forecast's farthest day, because such stock counts as endless.
 */
function stockoutDate(
  { p10, p50, p90 }: NonNullable<ReorderAdvice['daysLeft']>,
  today: Day,
): InventoryAdvice['stockoutDate'] {
  if (p50 >= farthestDays) return undefined;
  return { p10: addDays(today, p10), p50: addDays(today, p50), p90: addDays(today, p90) };
}

/** The quantity to order now, or soon when stock reaches its reorder point within days. */
function nextOrder(advice: ReorderAdvice, terms: SupplyTerms): number {
  const { restockAlert, orderInDays, orderUpToLevel, reorderPoint } = advice;
  if (restockAlert) return advice.orderQuantity;
  const isSoon = orderInDays !== undefined && orderInDays <= soonDays;
  return isSoon ? roundedOrder(orderUpToLevel - reorderPoint, terms) : 0;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
