import type { InventoryStatus } from '../wire/index.js';

/** Facts that decide in which group the dashboard lists a product. Days count from today. */
export interface StatusFacts {
  /** Absent while nobody has counted. */
  onHand: number | undefined;
  /** Units on their way. */
  onOrder?: number;
  /** Days that a delivery takes on average. */
  deliveryDays?: number;
  restockAlert: boolean;
  /** Whether there is a forecast. */
  forecasted: boolean;
  orderInDays?: number | undefined;
  /** Expected days that the stock lasts. */
  daysLeft?: number | undefined;
  daysSinceSale?: number | undefined;
}

/** Half a year of stock is more than any review period asks for. */
const overstockDays = 180;
/** As the owner reads it: not sold in 90 days. */
const deadDays = 90;
/** An order within so many days is due soon. */
export const soonDays = 7;

/** One status a product, the most pressing one that holds. */
export function inventoryStatus(facts: StatusFacts): InventoryStatus {
  if (facts.onHand === undefined) return 'uncounted';
  if (facts.onHand <= 0) return 'out';
  if (facts.restockAlert) return 'order-now';
  if (facts.daysSinceSale !== undefined && facts.daysSinceSale > deadDays) return 'dead';
  if (!facts.forecasted) return 'unknown';
  if (runsOutFirst(facts)) return 'short';
  if (facts.orderInDays !== undefined && facts.orderInDays <= soonDays) return 'soon';
  if (facts.daysLeft === undefined || facts.daysLeft > overstockDays) return 'overstock';
  return 'fine';
}

/** Enough is on its way, but it may come too late: what was ordered just now takes a whole delivery time. */
function runsOutFirst({ onOrder = 0, daysLeft, deliveryDays }: StatusFacts): boolean {
  return onOrder > 0 && daysLeft !== undefined && deliveryDays !== undefined && daysLeft < deliveryDays;
}
