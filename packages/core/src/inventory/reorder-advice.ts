import {
  demandQuantile,
  leadTimeDemandQuantile,
  meanDemand,
  type CumulativeDemand,
} from './lead-time-demand.js';

/** What it takes to buy a product again. Days and units. */
export interface SupplyTerms {
  leadTime: { mean: number; sd: number };
  reviewPeriod: number;
  minimumOrder: number;
  packSize: number;
  /** Chance of not running out before the next delivery, 0.5–0.999. */
  serviceLevel: number;
}

export interface StockPosition {
  /** Below zero: units sold that are still owed to customers. */
  onHand: number;
  onOrder: number;
}

export interface ReorderAdvice {
  /** Mean demand over the protection interval: until the next delivery. */
  predictedDemand: number;
  /** Mean demand a day over the coming week, whatever the terms: over less, it would depend on the weekday. */
  demandPerDay: number;
  /** Order when the inventory position is at or under this. */
  reorderPoint: number;
  orderUpToLevel: number;
  /** Units to order now; 0 while the position is over the reorder point. */
  orderQuantity: number;
  restockAlert: boolean;
  /** Days from now until the position is expected to reach the reorder point; absent when beyond `farthestDays`. */
  orderInDays?: number;
  /** Days the stock on hand lasts: short (p10), expected, long (p90). Absent without demand. */
  daysLeft?: { p10: number; p50: number; p90: number };
}

const weekDays = 7;
/** Nothing farther off than this is told apart. */
export const farthestDays = 730;

/**
 * Periodic review with a reorder point (Silver, Pyke & Thomas, 2017, "Inventory and production management in supply
 * chains", chapter 7): looked at every review period, ordered when the inventory position (on hand − owed + on order) has
 * come down to what the protection interval may need at the service level, up to that plus one review period's mean
 * demand. A quantity is raised to the minimum order and to whole packs. All of it comes from the forecast of summed
 * demand, so a season that is coming counts and one that is over does not.
 */
export function reorderAdvice(
  demand: CumulativeDemand,
  stock: StockPosition,
  terms: SupplyTerms,
): ReorderAdvice {
  const interval = terms.leadTime.mean + terms.reviewPeriod;
  const predictedDemand = meanDemand(demand, interval);
  const reorderPoint = Math.ceil(
    leadTimeDemandQuantile(demand, terms.leadTime, terms.reviewPeriod, terms.serviceLevel) - 0.005,
  );
  const cycle = meanDemand(demand, interval + terms.reviewPeriod) - predictedDemand;
  const orderUpToLevel = reorderPoint + Math.ceil(cycle);
  const position = stock.onHand + stock.onOrder;
  // Without a unit of demand expected in two intervals nothing is bought on a guess.
  const isWanted = orderUpToLevel > 0 && meanDemand(demand, 2 * interval) >= 0.5;
  // What is owed is no guess: it is bought whatever is expected.
  const target = isWanted ? { reorderPoint, orderUpToLevel } : { reorderPoint: 0, orderUpToLevel: 0 };
  const restockAlert = isWanted ? position <= reorderPoint : position < 0;
  const orderInDays = restockAlert
    ? 0
    : isWanted
      ? daysUntil(demand, position - reorderPoint, 0.5)
      : undefined;
  const daysLeft = lasting(demand, Math.max(0, stock.onHand));
  return {
    predictedDemand,
    demandPerDay: meanDemand(demand, weekDays) / weekDays,
    ...target,
    orderQuantity: restockAlert ? roundedOrder(target.orderUpToLevel - position, terms) : 0,
    restockAlert,
    ...(orderInDays !== undefined && { orderInDays }),
    ...(daysLeft && { daysLeft }),
  };
}

/** Units raised to the minimum order, then to whole packs. */
export function roundedOrder(units: number, { minimumOrder, packSize }: SupplyTerms): number {
  const wanted = Math.max(units, minimumOrder, 1);
  return Math.ceil(wanted / packSize) * packSize;
}

function lasting(demand: CumulativeDemand, onHand: number): ReorderAdvice['daysLeft'] {
  if (!(meanDemand(demand, farthestDays) >= 0.5)) return undefined;
  const at = (level: number) => daysUntil(demand, onHand, level) ?? farthestDays;
  return { p10: at(0.9), p50: at(0.5), p90: at(0.1) };
}

/** First day by which demand at this level has used up the units; undefined beyond `farthestDays`. */
function daysUntil(demand: CumulativeDemand, units: number, level: number): number | undefined {
  if (units <= 0) return 0;
  if (demandAt(demand, farthestDays, level) < units) return undefined;
  let low = 0;
  let high = farthestDays;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (demandAt(demand, middle, level) >= units) high = middle;
    else low = middle;
  }
  return high;
}

/**
 * Units used up at this level. The median of slow demand stays zero for long; there the mean says when a unit goes. A
 * higher level uses up at least as much as the median, so that the likely range always holds the expected day.
 */
function demandAt(demand: CumulativeDemand, days: number, level: number): number {
  const quantile = demandQuantile(demand, days, level);
  return level >= 0.5 ? Math.max(quantile, meanDemand(demand, days) * 0.9) : quantile;
}
