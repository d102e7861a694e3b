import { fitItemPairs, type PairOptions } from './item-pairs.js';
import type { NeighborTable } from './neighbor-table.js';
import type { Sequences } from './sequences.js';

/**
 * What is bought with this product, and what completes this cart: two questions, two scores.
 * A single product asks for confidence, a little damped: what do most people add to it? A cart's items vote together, and there what is
 * merely popular would win every vote, so its score is near to cosine and remembers longer.
 * Chosen on the month before the test month of Online Retail II; see README.md.
 */
export const togetherDefaults: Readonly<PairOptions> = Object.freeze({
  halfLifeDays: 90,
  sizePower: 1,
  sourcePower: 1,
  targetPower: 0.1,
  minimumSupport: 3,
  sharedOnly: true,
  neighbors: 60,
  maxListLength: 60,
  maxLists: 5000,
});

export const cartDefaults: Readonly<PairOptions> = Object.freeze({
  ...togetherDefaults,
  halfLifeDays: 365,
  sourcePower: 0.7,
  targetPower: 0.5,
});

export interface TogetherModel {
  boughtTogether: NeighborTable;
  cart: NeighborTable;
}

export interface TogetherOptions {
  boughtTogether?: Partial<PairOptions>;
  cart?: Partial<PairOptions>;
}

export function fitTogether(
  baskets: Sequences,
  itemCount: number,
  { boughtTogether, cart }: TogetherOptions = {},
): TogetherModel {
  return {
    boughtTogether: fitItemPairs(baskets, itemCount, { ...togetherDefaults, ...boughtTogether }),
    cart: fitItemPairs(baskets, itemCount, { ...cartDefaults, ...cart }),
  };
}
