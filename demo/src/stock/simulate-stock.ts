import { seededRandom, textSeed } from './seeded-random.js';
import type { Supplier } from './suppliers.js';

/**
 * Stock levels for a shop whose real ones nobody kept: a run of an (s, S) policy over its real sales. Once a week the
 * shop looks at a product; when stock plus what is on order is at most s it orders up to S, and the delivery comes
 * after a random delivery time. s covers demand until the next delivery with some safety, S four weeks more, both
 * from the eight weeks before. What would have been sold beyond the stock is not sold later.
 *
 * Everything is seeded by the product's code, so that the run to a later day continues the run to an earlier one.
 */
export interface SimulatedStock {
  stockLevel: number;
  onOrder: number;
  /** Index of the day of the last delivery. */
  lastRestocked?: number;
}

const reviewDays = 7;
const windowDays = 56;
const coverDays = 28;
/** Standard normal quantile of a 95 % chance of not running out. */
const safety = 1.65;

interface Delivery {
  day: number;
  quantity: number;
}

/** `units[day]`: sold in single quantities, oldest day first. */
export function simulateStock(code: string, units: ArrayLike<number>, supplier: Supplier): SimulatedStock {
  const random = seededRandom(textSeed(code));
  const reviewDay = textSeed(`${code} review`) % reviewDays;
  const deliveries: Delivery[] = [];
  const firstSale = firstDaySold(units);
  let onHand = 0;
  let onOrder = 0;
  let lastRestocked: number | undefined;
  for (let day = firstSale; day < units.length; day += 1) {
    if (day === firstSale) {
      // The opening stock: what the first eight weeks turn out to need.
      onHand = packed(levels(units, Math.min(day + windowDays, units.length), supplier).orderUpTo, supplier);
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
    const { reorderPoint, orderUpTo } = levels(units, day + 1, supplier);
    if (orderUpTo <= 0 || onHand + onOrder > reorderPoint) continue;
    const quantity = packed(orderUpTo - onHand - onOrder, supplier);
    deliveries.push({ day: day + deliveryDays(supplier, random), quantity });
    deliveries.sort((a, b) => a.day - b.day);
    onOrder += quantity;
  }
  return { stockLevel: onHand, onOrder, ...(lastRestocked !== undefined && { lastRestocked }) };
}

function firstDaySold(units: ArrayLike<number>): number {
  let day = 0;
  while (day < units.length && units[day] === 0) day += 1;
  return day;
}

/** s and S from the days before `end`. */
function levels(units: ArrayLike<number>, end: number, supplier: Supplier) {
  let sum = 0;
  let squares = 0;
  const start = Math.max(0, end - windowDays);
  for (let day = start; day < end; day += 1) {
    const sold = units[day] ?? 0;
    sum += sold;
    squares += sold * sold;
  }
  const days = Math.max(1, end - start);
  const mean = sum / days;
  const sd = Math.sqrt(Math.max(0, squares / days - mean * mean));
  const protection = supplier.leadTime.mean + reviewDays;
  const reorderPoint =
    mean * protection + safety * Math.sqrt(protection * sd * sd + (mean * supplier.leadTime.sd) ** 2);
  return { reorderPoint, orderUpTo: sum === 0 ? 0 : reorderPoint + mean * coverDays };
}

function packed(quantity: number, { packSize, minimumOrder }: Supplier): number {
  return Math.ceil(Math.max(quantity, minimumOrder) / packSize) * packSize;
}

/** A normal delivery time by Box and Muller, at least a day. */
function deliveryDays({ leadTime }: Supplier, random: () => number): number {
  const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return Math.max(1, Math.round(leadTime.mean + leadTime.sd * normal));
}
