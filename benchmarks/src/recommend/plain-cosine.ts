import type { PairOptions } from '@shelfwise/core/recommend';

/** Cosine of plain counts, kept long and undamped: what item-kNN libraries do out of the box. */
export const plainCosine: Readonly<PairOptions> = Object.freeze({
  halfLifeDays: Infinity,
  sizePower: 0,
  sourcePower: 0.5,
  targetPower: 0.5,
  minimumSupport: 1,
  sharedOnly: false,
  neighbors: 500,
  maxListLength: Infinity,
  maxLists: Infinity,
});
