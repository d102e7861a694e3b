import {
  leadTimeDemandQuantile,
  reorderAdvice,
  type CumulativeDemand,
  type SupplyTerms,
} from '@shelfwise/core/inventory';
import type { Policy } from './policy.js';

/** Whole periods; minimum order and packs of one. */
export interface ReviewTerms {
  leadTime: number;
  reviewPeriod: number;
}

/** Service levels that an owner may set. */
export const serviceLevels = [0.5, 0.999] as const;

/** The order that the product advises. `forecasts`: [reviews][products]. */
export function reorderPolicy(
  forecasts: readonly (readonly CumulativeDemand[])[],
  { leadTime, reviewPeriod }: ReviewTerms,
  serviceLevel: number,
): Policy {
  const terms: SupplyTerms = {
    leadTime: { mean: leadTime, sd: 0 },
    reviewPeriod,
    minimumOrder: 1,
    packSize: 1,
    serviceLevel,
  };
  return (product, period, stock) =>
    reorderAdvice(forecasts[period / reviewPeriod]![product]!, stock, terms).orderQuantity;
}

/**
 * The same forecasts without the advice's reorder point: at every review, for every product, up to the quantile of demand
 * until the next order can arrive. It tells what the forecasts are worth apart from the rules around them.
 */
export function quantilePolicy(
  forecasts: readonly (readonly CumulativeDemand[])[],
  { leadTime, reviewPeriod }: ReviewTerms,
  level: number,
): Policy {
  return upTo((product, period) =>
    leadTimeDemandQuantile(
      forecasts[period / reviewPeriod]![product]!,
      { mean: leadTime, sd: 0 },
      reviewPeriod,
      level,
    ),
  );
}

/** Orders up to a level, rounded up to whole units, at every review. */
export function upTo(level: (product: number, period: number) => number): Policy {
  return (product, period, { onHand, onOrder }) =>
    Math.max(0, Math.ceil(level(product, period) - 0.005) - onHand - onOrder);
}
