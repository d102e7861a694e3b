import type { StockPosition } from './reorder-advice.js';

/** How goods come in and what happens without them. Times are whole periods: days, or months of a slow mover. */
export interface SimulationTerms {
  /** From an order to its delivery; 0 is there before the customers of the same period. */
  leadTime: number;
  /** Reviews are at periods 0, `reviewPeriod`, 2 × `reviewPeriod`, … */
  reviewPeriod: number;
  /** Units on the shelf before the first period; nothing is on its way. */
  startOnHand: number;
  /** A customer who finds nothing goes away, or waits for the next delivery. */
  unmet: 'lost' | 'owed';
}

/** What became of one product, a value a period, in units. */
export interface SimulatedStock {
  /** On the shelf when the customers come, never below zero unless units are owed. */
  opening: Float64Array;
  /** Handed over at once, from the shelf. */
  filled: Float64Array;
  /** On the shelf when they have gone; below zero: owed. */
  closing: Float64Array;
  /** Ordered at the period's review. */
  ordered: Float64Array;
}

/**
 * Plays a replenishment policy against demand that really was, for one product. Within a period, in this order:
 *
 * 1. deliveries that are due come in, and pay what is owed first;
 * 2. in a period of review, `decide` sees the stock and answers how many units to order; with a lead time of 0 they are there now;
 * 3. customers come. What the shelf holds is handed over; the rest is lost or owed.
 *
 * So an order of period t is what meets demand from t + `leadTime` on, and the next review's order cannot help before
 * t + `reviewPeriod` + `leadTime`: the protection interval is both together, as in `reorderAdvice`. `decide` must look
 * at nothing of its period or after it; that the simulation cannot check.
 */
export function simulateReplenishment(
  demand: ArrayLike<number>,
  { leadTime, reviewPeriod, startOnHand, unmet }: SimulationTerms,
  decide: (period: number, stock: StockPosition) => number,
): SimulatedStock {
  if (!Number.isInteger(leadTime) || leadTime < 0) throw new RangeError(`a lead time of ${leadTime}`);
  if (!Number.isInteger(reviewPeriod) || reviewPeriod < 1) {
    throw new RangeError(`a review period of ${reviewPeriod}`);
  }
  const periods = demand.length;
  const opening = new Float64Array(periods);
  const filled = new Float64Array(periods);
  const closing = new Float64Array(periods);
  const ordered = new Float64Array(periods);
  let onHand = startOnHand;
  let onOrder = 0;
  for (let t = 0; t < periods; t++) {
    if (leadTime > 0 && t >= leadTime) {
      const delivered = ordered[t - leadTime]!;
      onHand += delivered;
      onOrder -= delivered;
    }
    if (t % reviewPeriod === 0) {
      const units = decide(t, { onHand, onOrder });
      if (!(units >= 0) || units === Infinity) throw new RangeError(`an order of ${units} units`);
      ordered[t] = units;
      if (leadTime === 0) onHand += units;
      else onOrder += units;
    }
    opening[t] = onHand;
    const wanted = demand[t]!;
    if (!(wanted >= 0)) throw new RangeError(`a demand of ${wanted} units`);
    filled[t] = Math.min(Math.max(onHand, 0), wanted);
    onHand -= unmet === 'owed' ? wanted : filled[t]!;
    closing[t] = onHand;
  }
  return { opening, filled, closing, ordered };
}
