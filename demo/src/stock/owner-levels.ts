import type { Supplier } from './suppliers.js';

/** When the simulated owner orders, and up to what. */
export interface Levels {
  /** s: order when stock and what is on order have come down to this. */
  reorderPoint: number;
  /** S; 0 when nothing is bought any more. */
  orderUpTo: number;
}

/** Days between two looks at a product. */
export const reviewDays = 7;
/** The pace that the owner goes by is that of the last eight weeks. */
export const paceDays = 56;
/** An order lasts six weeks beyond the reorder point. */
const coverDays = 42;
/** Of 52 weeks, so that the same weekdays compare. */
const yearDays = 364;
/** Standard normal quantile of a 99 % chance of not running out. */
const safety = 2.33;
/** Units that last year's rise or fall must overcome: a product of few sales follows its recent pace. */
const steadyUnits = 10;
const mostRise = 3;

/**
 * What a sensible owner without a forecasting tool does: the pace of the last eight weeks, times how the same weeks rose or fell
 * last year, and safety stock from how far this very rule was off over the past year (Silver, Pyke & Thomas, 2017,
 * chapter 5). Spread of single days will not do instead: days share their luck, and shelves would be too low before Christmas.
 * The levels of a day read nothing that comes after it.
 */
export function ownerLevels(
  units: ArrayLike<number>,
  supplier: Supplier,
): { firstSale: number; at(day: number): Levels } {
  const total = runningTotal(units);
  const firstSale = firstDaySold(units);
  const between = (from: number, to: number) => total[inside(to)]! - total[inside(from)]!;
  const inside = (day: number) => Math.min(units.length, Math.max(0, day));
  const protection = Math.round(supplier.leadTime.mean + reviewDays);

  /** Units expected on the days from `from` to `to`, as told on the morning of `day`. */
  function expected(day: number, from: number, to: number): number {
    const known = Math.max(1, Math.min(paceDays, day - firstSale));
    const usual = (between(day - known, day) / known) * (to - from);
    if (day - yearDays - paceDays < firstSale) return usual;
    const lastYear = between(from - yearDays, to - yearDays);
    const pace = between(day - yearDays - paceDays, day - yearDays) / paceDays;
    const rise = (lastYear + steadyUnits) / (pace * (to - from) + steadyUnits);
    return usual * Math.min(mostRise, Math.max(1 / mostRise, rise));
  }

  /** Root mean squared error of `expected` over the protection interval in the past year; a guess where too few are over. */
  function usualError(day: number): number {
    let squares = 0;
    let count = 0;
    const earliest = Math.max(firstSale + paceDays / 2, day - yearDays);
    for (let then = day - protection; then >= earliest; then -= reviewDays) {
      squares += (between(then, then + protection) - expected(then, then, then + protection)) ** 2;
      count += 1;
    }
    if (count >= 3) return Math.sqrt(squares / count);
    const mean = expected(day, day, day + protection);
    return Math.sqrt(mean) + 0.4 * mean;
  }

  return {
    firstSale,
    at(day) {
      if (between(day - paceDays, day) === 0) return { reorderPoint: 0, orderUpTo: 0 };
      const late = (between(day - paceDays, day) / paceDays) * supplier.leadTime.sd;
      const reorderPoint = expected(day, day, day + protection) + safety * Math.hypot(usualError(day), late);
      const cover = expected(day, day + protection, day + protection + coverDays);
      return { reorderPoint, orderUpTo: reorderPoint + cover };
    },
  };
}

function runningTotal(units: ArrayLike<number>): Float64Array {
  const total = new Float64Array(units.length + 1);
  for (let day = 0; day < units.length; day += 1) total[day + 1] = total[day]! + units[day]!;
  return total;
}

function firstDaySold(units: ArrayLike<number>): number {
  let day = 0;
  while (day < units.length && units[day] === 0) day += 1;
  return day;
}
