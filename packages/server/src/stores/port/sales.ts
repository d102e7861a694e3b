import type {
  DailySalesDocument,
  Day,
  Id,
  InteractionDocument,
  OrderDocument,
  StockMovementDocument,
  WaitingLinkDocument,
} from './documents.js';
import type { New, Page, PageRequest } from './writes-and-pages.js';

/** Orders and what follows from them. */

/**
 * One order and everything that follows from it, written as one: the order replaces the one of the same key if its
 * `revision` is the one named (else `Conflict`), purchase interactions and movements are unique by their own keys,
 * and `sales` are added to `dailySales` (negative to take back). `NotFound`, and nothing is written, when it becomes
 * the order of a visitor who was erased or merged into another.
 */
export interface OrderWrite {
  order: New<OrderDocument>;
  /** Revision that the caller saw; absent when it saw none. */
  replaces?: number;
  interactions: New<InteractionDocument>[];
  /** Interactions of the former version of this order that no longer hold. */
  withdrawnEventIds: string[];
  movements: New<StockMovementDocument>[];
  sales: DailySalesDocument[];
}

export interface OrderRepository {
  findByKey(shopId: Id, key: string): Promise<OrderDocument | null>;
  findByKeys(shopId: Id, keys: readonly string[]): Promise<Map<string, OrderDocument>>;
  /** All of a call in one transaction; at most 1,000 orders. Movements also change `inventory.stockLevel`. */
  recordMany(shopId: Id, writes: OrderWrite[]): Promise<void>;
  /** Newest first. */
  list(shopId: Id, page: PageRequest): Promise<Page<OrderDocument>>;
  /** Newest first, at most `limit`. */
  listByUser(shopId: Id, userId: Id, limit: number): Promise<OrderDocument[]>;
  /** Oldest first by `placedAt`, in batches. */
  iterate(shopId: Id, since?: Date, batchSize?: number): AsyncIterable<OrderDocument[]>;
  count(shopId: Id): Promise<number>;
  lastAt(shopId: Id): Promise<Date | null>;
}

/** Links from pages to orders that have not come yet. They survive a restart, like everything acknowledged. */
export interface WaitingLinkRepository {
  /**
   * False when one waits for that order already, or when the shop, or this visitor in it, holds as many as they may. What
   * expired before `link.at` makes room first. `NotFound` when the visitor was erased or merged into another.
   */
  add(shopId: Id, link: New<WaitingLinkDocument>, caps: { shop: number; visitor: number }): Promise<boolean>;
  /** By order key; expired ones may be among them. */
  findMany(shopId: Id, orderKeys: readonly string[]): Promise<Map<string, WaitingLinkDocument>>;
  /** Answers how many. */
  removeExpired(shopId: Id, before: Date): Promise<number>;
}

export interface DailySalesRepository {
  /** Oldest day first. */
  listByProduct(shopId: Id, productId: Id, since?: Day): Promise<DailySalesDocument[]>;
  /** Grouped by product, days rising; batches hold whole products. */
  iterate(shopId: Id, since?: Day): AsyncIterable<DailySalesDocument[]>;
  markStockedOut(shopId: Id, marks: { productId: Id; day: Day }[]): Promise<void>;
}
