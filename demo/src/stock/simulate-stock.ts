import { ownerLevels, paceDays, reviewDays } from './owner-levels.js';
import { seededRandom, textSeed } from './seeded-random.js';
import type { Supplier } from './suppliers.js';

/**
 * Stock levels for a shop whose real ones nobody kept: a run of an (s, S) policy over its real sales. Once a week the
 * shop looks at a product; when stock plus what is on order is at most s it orders up to S, and the delivery comes
 * after a random delivery time. s and S are those of `owner-levels.ts`. What would have been sold beyond the stock is not sold later.
 *
 * Everything is seeded by the product's code, so that the run to a later day continues the run to an earlier one.
 */
export interface SimulatedStock {
  stockLevel: number;
  onOrder: number;
  /** Index of the day of the last delivery. */
  lastRestocked?: number;
}

interface Delivery {
  day: number;
  quantity: number;
}

/** `units[day]`: sold in single quantities, oldest day first. */
export function simulateStock(code: string, units: ArrayLike<number>, supplier: Supplier): SimulatedStock {
  const random = seededRandom(textSeed(code));
  const reviewDay = textSeed(`${code} review`) % reviewDays;
  const deliveries: Delivery[] = [];
  const levels = ownerLevels(units, supplier);
  const { firstSale } = levels;
  let onHand = 0;
  let onOrder = 0;
  let lastRestocked: number | undefined;
  for (let day = firstSale; day < units.length; day += 1) {
    if (day === firstSale) {
      // The opening stock: what the first eight weeks turn out to need.
      onHand = packed(levels.at(Math.min(day + paceDays, units.length)).orderUpTo, supplier);
      lastRestocked = day;
    }
    while (deliveries[0] !== undefined && deliveries[0].day <= day) {
      const { quantity } = deliveries.shift()!;
      onHand += quantity;
      onOrder -= quantity;
      lastRestocked = day;
    }
    onHand = Math.max(0, onHand - (units[day] ?? 0));
    if (day % reviewDays !== reviewDay || day - firstSale < reviewDays) continue;
    const { reorderPoint, orderUpTo } = levels.at(day + 1);
    if (orderUpTo <= 0 || onHand + onOrder > reorderPoint) continue;
    const quantity = packed(orderUpTo - onHand - onOrder, supplier);
    deliveries.push({ day: day + deliveryDays(supplier, random), quantity });
    deliveries.sort((a, b) => a.day - b.day);
    onOrder += quantity;
  }
  return { stockLevel: onHand, onOrder, ...(lastRestocked !== undefined && { lastRestocked }) };
}

function packed(quantity: number, { packSize, minimumOrder }: Supplier): number {
  return Math.ceil(Math.max(quantity, minimumOrder) / packSize) * packSize;
}

/** A normal delivery time by Box and Muller, at least a day. */
function deliveryDays({ leadTime }: Supplier, random: () => number): number {
  const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return Math.max(1, Math.round(leadTime.mean + leadTime.sd * normal));
}
