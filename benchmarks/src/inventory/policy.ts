import { simulateReplenishment, type SimulationTerms, type StockPosition } from '@shelfwise/core/inventory';

/** How many units of a product to order at a review; `period` counts from the first one played. */
export type Policy = (product: number, period: number, stock: StockPosition) => number;

/** What a policy came to, a value a product. */
export interface Played {
  /** Units handed over at once, over all periods. */
  filled: Float64Array;
  /** Mean units on the shelf when the customers of a period come, and when they have gone. */
  opening: Float64Array;
  closing: Float64Array;
}

/** Plays one policy for all products, each from its own stock at the start. */
export function play(
  demands: readonly Float64Array[],
  terms: Omit<SimulationTerms, 'startOnHand'>,
  startOnHand: ArrayLike<number>,
  policy: Policy,
): Played {
  const played: Played = {
    filled: new Float64Array(demands.length),
    opening: new Float64Array(demands.length),
    closing: new Float64Array(demands.length),
  };
  demands.forEach((demand, i) => {
    const stock = simulateReplenishment(
      demand,
      { ...terms, startOnHand: startOnHand[i]! },
      (period, position) => policy(i, period, position),
    );
    played.filled[i] = total(stock.filled);
    played.opening[i] = shelved(stock.opening) / demand.length;
    played.closing[i] = shelved(stock.closing) / demand.length;
  });
  return played;
}

/** What is owed is no stock. */
function shelved(units: Float64Array): number {
  return units.reduce((sum, value) => sum + Math.max(0, value), 0);
}

export function total(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0);
}
