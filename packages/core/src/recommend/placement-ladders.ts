import type { Placement, RowFilling } from '../wire/index.js';

/**
 * The written fallback ladder of each placement: where a row takes its items from, first choice first. A rung that
 * gives too few is topped up by the next, so that a row is full whenever the shop has enough to sell. Every item
 * keeps the reason of the rung it came from, so that a row never claims what is not so.
 */
export type Rung = RowFilling | 'related-by-sales' | 'bestsellers-in-category';

/** For every shop, down to one that has neither sold nor shown anything yet. */
const popular: readonly Rung[] = ['bestsellers', 'most-viewed', 'new', 'more-from-shop'];
const aroundProduct: readonly Rung[] = ['bestsellers-in-category', ...popular];

export const placementLadders: Readonly<Record<Placement, readonly Rung[]>> = {
  'for-you': ['for-you', 'trending', ...popular],
  'bought-together': ['bought-together', 'related', 'similar', ...aroundProduct],
  related: ['related', 'related-by-sales', 'similar', 'bought-together', ...aroundProduct],
  similar: ['similar', 'related', ...aroundProduct],
  trending: ['trending', 'bestsellers-in-category', ...popular],
  bestsellers: ['bestsellers-in-category', ...popular],
  'recently-viewed': ['recently-viewed', 'for-you', 'trending', ...popular],
  'buy-again': ['buy-again', 'for-you', 'trending', ...popular],
  cart: ['cart', 'for-you', 'bestsellers-in-category', ...popular],
};
