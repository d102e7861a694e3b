import type {
  AlertDocument,
  ForecastDocument,
  Id,
  InventoryDocument,
  StockMovementDocument,
} from './documents.js';
import type { ProductMerge } from './catalogue.js';
import type { Lease } from './jobs.js';
import type { AppendResult, Audit, New } from './writes-and-pages.js';

/** What is on the shelf, what was advised, and what the owner is told. */

export type InventoryAdvice = Pick<
  InventoryDocument,
  | 'productId'
  | 'predictedDemand'
  | 'demandPerDay'
  | 'restockAlert'
  | 'reorderPoint'
  | 'orderQuantity'
  | 'orderBy'
  | 'stockoutDate'
  | 'soldPerDay'
  | 'lastSold'
  | 'forecastModel'
  | 'forecastedAt'
>;

export type InventoryTerms = Pick<
  InventoryDocument,
  'supplier' | 'leadTime' | 'reviewPeriod' | 'minimumOrder' | 'packSize' | 'unitCost' | 'serviceLevel'
>;

export type StockLevel = Pick<InventoryDocument, 'productId'> & {
  stockLevel: number;
  asOf: Date;
  onOrder?: number;
  lastRestocked?: Date;
  simulated?: boolean;
};

export type NewAlert = New<AlertDocument, 'resolvedAt' | 'snoozedUntil' | 'announcedAt'>;

/** What follows from a product's stock. */
export interface StockDecision {
  advice: InventoryAdvice;
  /** Alerts there is cause for. */
  open: readonly NewAlert[];
  /** Keys of those there is none for. */
  close: readonly string[];
}

export interface InventoryRepository {
  findByProduct(shopId: Id, productId: Id): Promise<InventoryDocument | null>;
  findByProducts(shopId: Id, productIds: readonly Id[]): Promise<Map<Id, InventoryDocument>>;
  /**
   * A stated level wins over an older one (`asOf`); an older report is a duplicate. Writes a `count` movement. What the
   * ledger knows to have moved after `asOf` is added to it, and what it knows to have been received taken off `onOrder`.
   */
  setLevels(shopId: Id, levels: StockLevel[], by: string, audit?: Audit): Promise<AppendResult>;
  /**
   * Unique by (reference, product); changes `stockLevel`. A receipt lowers `onOrder`, to nothing at the least, and sets
   * `lastRestocked`. What moved at or before the moment of the last count, or of the last word on what is on order, was
   * seen by it: such a movement is entered in the ledger only.
   */
  applyMovements(shopId: Id, movements: New<StockMovementDocument>[], audit?: Audit): Promise<AppendResult>;
  /** Terms that are not named stay. Those of a product that are as they were are a duplicate. */
  setTerms(
    shopId: Id,
    terms: (Partial<InventoryTerms> & { productId: Id })[],
    audit?: Audit,
  ): Promise<AppendResult>;
  /**
   * Decides about products from their stock as it is when the decision is written: advice overwrites the forecaster's
   * columns only, alerts are opened and closed in the same transaction. So of a sale and a decision that meet, the later
   * always knows the earlier. `decide` only computes, as it may be asked again; where it answers undefined nothing is
   * written. Answers what was decided. Throws `Conflict` when a `lease` is named that somebody else has taken over.
   */
  advise<Decision extends StockDecision>(
    shopId: Id,
    productIds: readonly Id[],
    at: Date,
    decide: (item: InventoryDocument) => Decision | undefined,
    lease?: Lease,
  ): Promise<Decision[]>;
  /** Makes one ledger and one level of two: the later count holds, and what moved since it on either side. */
  mergeMany(shopId: Id, merges: readonly ProductMerge[]): Promise<void>;
  iterate(shopId: Id, batchSize?: number): AsyncIterable<InventoryDocument[]>;
  /** Changed at or after `since`, oldest change first. Indexed. */
  listChangedSince(shopId: Id, since: Date, limit: number): Promise<InventoryDocument[]>;
  /**
   * When each product last came or went at or after `since`, by the ledger; a count that found another number is such a
   * moment, one that found the same is none. Those that did not move are left out.
   */
  lastMoved(shopId: Id, productIds: readonly Id[], since: Date): Promise<Map<Id, Date>>;
  /**
   * When each product first came on the shelf, by the ledger: with a receipt, or a count that found more than there was.
   * Those that never did are left out. Movements that retention has removed are not known any more.
   */
  firstStocked(shopId: Id, productIds: readonly Id[]): Promise<Map<Id, Date>>;
  /** Removes at most `limit` movements before a moment, the levels staying as they are; answers how many. */
  removeMovementsBefore(shopId: Id, before: Date, limit: number): Promise<number>;
}

export interface ForecastRepository {
  /** Keeps the newest two of each product. */
  putMany(shopId: Id, forecasts: New<ForecastDocument>[]): Promise<void>;
  findLatest(shopId: Id, productId: Id): Promise<ForecastDocument | null>;
  /** The newest of each, by product; those without one are left out. */
  findLatestMany(shopId: Id, productIds: readonly Id[]): Promise<Map<Id, ForecastDocument>>;
}

export interface AlertRepository {
  /** Opens or refreshes by key. A refreshed alert keeps its `since`, its snooze and its announcement. */
  openMany(shopId: Id, alerts: readonly NewAlert[]): Promise<void>;
  /**
   * Marks at most `limit` open alerts that were never announced as announced at `at`, and returns them. Each alert is
   * returned to one caller only, over all processes.
   */
  claimUnannounced(shopId: Id, at: Date, limit: number): Promise<AlertDocument[]>;
  /** Closes the open alerts with exactly these keys. */
  resolveMany(shopId: Id, keys: readonly string[], at: Date): Promise<void>;
  listOpen(shopId: Id): Promise<AlertDocument[]>;
  /** Returns false when no alert with this key is open. */
  snooze(shopId: Id, key: string, until: Date, audit?: Audit): Promise<boolean>;
  /** Removes at most `limit` alerts that were closed before a moment, and returns their number. */
  removeResolved(shopId: Id, before: Date, limit: number): Promise<number>;
}
