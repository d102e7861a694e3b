import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  simulateReplenishment,
  type SimulatedStock,
  type SimulationTerms,
} from './replenishment-simulation.js';
import type { StockPosition } from './reorder-advice.js';

const upTo = (level: number) => (_: number, stock: StockPosition) =>
  Math.max(0, level - stock.onHand - stock.onOrder);

const asLists = ({ opening, filled, closing, ordered }: SimulatedStock) => ({
  opening: [...opening],
  filled: [...filled],
  closing: [...closing],
  ordered: [...ordered],
});

describe('simulateReplenishment(…)', () => {
  it('is what pencil and paper give for two days of lead time and lost sales', () => {
    const terms: SimulationTerms = { leadTime: 2, reviewPeriod: 2, startOnHand: 5, unmet: 'lost' };
    const stock = simulateReplenishment([3, 4, 1, 2, 0, 6, 1], terms, upTo(8));
    expect(asLists(stock)).toEqual({
      // Day 0: 5 there, 3 ordered. Day 2: those 3 arrive at an empty shelf, 5 more ordered, here on day 4.
      ordered: [3, 0, 5, 0, 3, 0, 5],
      opening: [5, 2, 3, 2, 5, 5, 3],
      filled: [3, 2, 1, 2, 0, 5, 1],
      closing: [2, 0, 2, 0, 5, 0, 2],
    });
  });

  it('pays what is owed out of the next delivery, before anybody else is served', () => {
    const terms: SimulationTerms = { leadTime: 1, reviewPeriod: 1, startOnHand: 2, unmet: 'owed' };
    const stock = simulateReplenishment([5, 1, 3, 0], terms, upTo(4));
    expect(asLists(stock)).toEqual({
      ordered: [2, 5, 1, 3],
      opening: [2, -1, 3, 1],
      filled: [2, 0, 3, 0],
      closing: [-3, -2, 0, 1],
    });
  });

  it('has an order without lead time on the shelf before the customers come', () => {
    const terms: SimulationTerms = { leadTime: 0, reviewPeriod: 1, startOnHand: 0, unmet: 'owed' };
    const levels = [4, 2, 6];
    const stock = simulateReplenishment([1, 5, 2], terms, (t, at) => upTo(levels[t]!)(t, at));
    expect(asLists(stock)).toEqual({
      ordered: [4, 0, 8],
      opening: [4, 3, 6],
      filled: [1, 3, 2],
      closing: [3, -2, 4],
    });
  });

  it('asks at reviews alone, and says what is on hand and on its way', () => {
    const seen: [number, StockPosition][] = [];
    const terms: SimulationTerms = { leadTime: 4, reviewPeriod: 3, startOnHand: 10, unmet: 'lost' };
    simulateReplenishment([1, 1, 1, 1, 1, 1, 1], terms, (t, stock) => {
      seen.push([t, stock]);
      return 2;
    });
    expect(seen).toEqual([
      [0, { onHand: 10, onOrder: 0 }],
      [3, { onHand: 7, onOrder: 2 }],
      [6, { onHand: 6, onOrder: 2 }],
    ]);
  });

  it('agrees with a shop told customer by customer', () => {
    const terms = fc.record({
      leadTime: fc.integer({ min: 0, max: 6 }),
      reviewPeriod: fc.integer({ min: 1, max: 5 }),
      startOnHand: fc.integer({ min: 0, max: 12 }),
      unmet: fc.constantFrom<('lost' | 'owed')[]>('lost', 'owed'),
    });
    const demand = fc.array(fc.integer({ min: 0, max: 7 }), { maxLength: 40 });
    const levels = fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 40, maxLength: 40 });
    fc.assert(
      fc.property(demand, terms, levels, (wanted, given, level) => {
        const decide = (t: number, stock: StockPosition) => upTo(level[t]!)(t, stock);
        expect(asLists(simulateReplenishment(wanted, given, decide))).toEqual(
          tellByCustomer(wanted, given, decide),
        );
      }),
    );
  });

  it.each([
    ['a demand that is not known', [1, NaN], {}, 1],
    ['an order that takes back', [1], {}, -1],
    ['an order that is no number', [1], {}, NaN],
    ['half a day of lead time', [1], { leadTime: 0.5 }, 1],
    ['no reviews', [1], { reviewPeriod: 0 }, 1],
  ])('refuses %s', (_, demand, changes, order) => {
    const terms: SimulationTerms = {
      leadTime: 1,
      reviewPeriod: 1,
      startOnHand: 3,
      unmet: 'lost',
      ...changes,
    };
    expect(() => simulateReplenishment(demand, terms, () => order)).toThrow(RangeError);
  });
});

/** Slow and obvious: parcels on the road, units on a shelf, and a queue of people who wait. */
function tellByCustomer(
  demand: readonly number[],
  { leadTime, reviewPeriod, startOnHand, unmet }: SimulationTerms,
  decide: (period: number, stock: StockPosition) => number,
) {
  const told = {
    opening: [] as number[],
    filled: [] as number[],
    closing: [] as number[],
    ordered: [] as number[],
  };
  let parcels: { arrives: number; units: number }[] = [];
  let shelf = startOnHand;
  let waiting = 0;
  const unpack = (units: number) => {
    for (let unit = 0; unit < units; unit++) {
      if (waiting > 0) waiting--;
      else shelf++;
    }
  };
  demand.forEach((customers, day) => {
    for (const { arrives, units } of parcels) if (arrives === day) unpack(units);
    parcels = parcels.filter(({ arrives }) => arrives > day);
    let units = 0;
    if (day % reviewPeriod === 0) {
      const onOrder = parcels.reduce((sum, parcel) => sum + parcel.units, 0);
      units = decide(day, { onHand: shelf - waiting, onOrder });
      if (leadTime === 0) unpack(units);
      else parcels.push({ arrives: day + leadTime, units });
    }
    told.ordered.push(units);
    told.opening.push(shelf - waiting);
    let served = 0;
    for (let customer = 0; customer < customers; customer++) {
      if (shelf > 0) {
        shelf--;
        served++;
      } else if (unmet === 'owed') waiting++;
    }
    told.filled.push(served);
    told.closing.push(shelf - waiting);
  });
  return told;
}
