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
import { addDays, dayNumber } from '../days/calendar-days.js';

/** Terms of one product: its own, else the shop's, else one at a time with no minimum. */
export function termsOf(inventory: Partial<InventoryDocument>, settings: ShopSettings): SupplyTerms {
  return {
    leadTime: inventory.leadTime ?? settings.leadTime,
    reviewPeriod: inventory.reviewPeriod ?? settings.reviewPeriod,
    minimumOrder: inventory.minimumOrder ?? 1,
    packSize: inventory.packSize ?? 1,
    serviceLevel: inventory.serviceLevel ?? settings.serviceLevel,
  };
}

/** As much of an inventory document as advice is made from: a product of which only sales are known has no more. */
export type StockFacts = Partial<InventoryDocument> & Pick<InventoryDocument, 'productId' | 'onOrder'>;

/**
 * What to write to `inventory` for one product, from its stored forecast and its stock now. No model runs: some
 * tens of microseconds, so it can follow every order. Without a stock level there is a reorder point, but nobody can
 * say whether it is reached: no alert, no quantity, no days.
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
  return {
    advice,
    productId: inventory.productId,
    predictedDemand: round(advice.predictedDemand),
    demandPerDay: round(advice.demandPerDay),
    restockAlert: isCounted && advice.restockAlert,
    reorderPoint: advice.reorderPoint,
    ...(isCounted && { orderQuantity: nextOrder(advice, terms) }),
    ...(isCounted && advice.orderInDays !== undefined && { orderBy: addDays(today, advice.orderInDays) }),
    ...(isCounted &&
      // Beyond what can be told apart there is no end in sight, as without any demand.
      advice.daysLeft &&
      advice.daysLeft.p50 < farthestDays && {
        stockoutDate: {
          p10: addDays(today, advice.daysLeft.p10),
          p50: addDays(today, advice.daysLeft.p50),
          p90: addDays(today, advice.daysLeft.p90),
        },
      }),
    ...(inventory.soldPerDay !== undefined && { soldPerDay: inventory.soldPerDay }),
    ...(inventory.lastSold !== undefined && { lastSold: inventory.lastSold }),
    forecastModel: forecast.model,
    forecastedAt: forecast.madeAt,
  };
}

/** What to order now or, when stock comes down to its reorder point within days, what will be ordered then. */
function nextOrder(advice: ReorderAdvice, terms: SupplyTerms): number {
  const { restockAlert, orderInDays, orderUpToLevel, reorderPoint } = advice;
  if (restockAlert) return advice.orderQuantity;
  const isSoon = orderInDays !== undefined && orderInDays <= soonDays;
  return isSoon ? roundedOrder(orderUpToLevel - reorderPoint, terms) : 0;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
