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
  /** Items whose demand exceeds the usual by more than chance, strongest first. */
  trending: Uint32Array;
  /** What sold, by decayed sales, best first. */
  bestsellers: Uint32Array;
  /** What two people or more looked at, by decayed views, most first. */
  mostViewed: Uint32Array;
  /** What is new in the catalogue, newest first. */
  newest: Uint32Array;
  /** The rest of the catalogue, newest first. */
  others: Uint32Array;
  /** [items + 1] into `itemCategories`: categories of an item, general ones first. */
  categoryOffsets: Uint32Array;
  itemCategories: Uint32Array;
  /** How many visits and baskets were learned from. */
  visits: number;
  baskets: number;
}
