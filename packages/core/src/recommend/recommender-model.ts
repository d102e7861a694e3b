import type { NeighborTable } from './neighbor-table.js';
import type { SessionModel } from './session-knn.js';

/**
 * Everything that answers a shop's recommendation requests: plain data, written by a job and read by every server
 * process. Items are product groups, numbered in the order of `groups`.
 */
export interface RecommenderModel {
  /** Group keys; an item's number is its place here. */
  groups: readonly string[];
  /** Category names; a category's number is its place here. */
  categories: readonly string[];
  /** Day, since 1970, for which decayed counts hold. */
  today: number;
  session: SessionModel;
  /** People's whole histories. */
  personal: SessionModel;
  /** What visits of an item went on to look at. */
  related: NeighborTable;
  boughtTogether: NeighborTable;
  cart: NeighborTable;
  similar: NeighborTable;
  /** Items whose demand exceeds the usual, strongest first. */
  trending: Uint32Array;
  /** Items by decayed sales, best first; unsold ones follow by views, then by number. */
  bestsellers: Uint32Array;
  /** Newest in the catalogue first. */
  newest: Uint32Array;
  /** [items + 1] into `itemCategories`: categories of an item, general ones first. */
  categoryOffsets: Uint32Array;
  itemCategories: Uint32Array;
  /** How many visits and baskets were learned from. */
  visits: number;
  baskets: number;
}
