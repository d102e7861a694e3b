import type { Consent, InteractionType } from '@shelfwise/core/wire';
import type { CollectionName, Collections } from './collections.js';
import type {
  AlertDocument,
  ApiKeyDocument,
  AuditDocument,
  ConversationDocument,
  ConversationEventDocument,
  DailySalesDocument,
  Day,
  FaqEntryDocument,
  ForecastDocument,
  Id,
  InteractionDocument,
  InventoryDocument,
  JobRunDocument,
  ModelKind,
  ModelManifest,
  OrderDocument,
  ProductDocument,
  RecommendationEventDocument,
  RecommendationRequestDocument,
  ShopDocument,
  StockMovementDocument,
  VisitorDocument,
  WaitingLinkDocument,
} from './documents.js';

/**
 * The store port: a few repositories named after intentions. Both adapters pass `contract.ts`.
 *
 * Every method that takes `shopId` sees that shop's documents only. `find…` answers null when there is none, `list…`
 * a bounded page, `iterate…` batches for jobs. A write that resolved survives `kill -9` and power loss. Errors are
 * those of `store-errors.ts`.
 */
export interface Store {
  shops: ShopRepository;
  apiKeys: ApiKeyRepository;
  products: ProductRepository;
  visitors: VisitorRepository;
  interactions: InteractionRepository;
  orders: OrderRepository;
  waitingLinks: WaitingLinkRepository;
  dailySales: DailySalesRepository;
  inventory: InventoryRepository;
  forecasts: ForecastRepository;
  models: ModelRepository;
  recommendationLog: RecommendationLogRepository;
  conversations: ConversationRepository;
  faq: FaqRepository;
  alerts: AlertRepository;
  jobRuns: JobRunRepository;
  leases: LeaseRepository;
  audit: AuditRepository;
  raw: RawRepository;
  /** Makes or moves forward the schema; refuses (`SchemaTooNew`) data newer than this code. */
  migrate(): Promise<void>;
  /** Cheap round trip for readiness; throws `Unavailable`. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** What a batch of idempotent writes did. `duplicates` counts those known already. */
export interface AppendResult {
  accepted: number;
  duplicates: number;
}

export interface Page<T> {
  items: T[];
  /** Give it back to go on; absent on the last page. */
  nextCursor?: string;
}
export interface PageRequest {
  limit: number;
  cursor?: string;
}

/** A fresh document: the store gives `id`, dates and `shopId`. */
export type New<T, Given extends keyof T = never> = Omit<
  T,
  'id' | 'shopId' | 'createdAt' | 'updatedAt' | Given
>;

export interface ShopRepository {
  /** Throws `Conflict` when the name is taken. */
  create(shop: Pick<ShopDocument, 'name' | 'settings'>): Promise<ShopDocument>;
  findById(shopId: Id): Promise<ShopDocument | null>;
  findByName(name: string): Promise<ShopDocument | null>;
  list(): Promise<ShopDocument[]>;
  /** Throws `Conflict` when `expected` is given and is not the revision held. */
  updateSettings(shopId: Id, settings: ShopDocument['settings'], expected?: number): Promise<ShopDocument>;
  /** Notes that all daily sales follow the settings of this revision. */
  setDailySalesRevision(shopId: Id, revision: number): Promise<void>;
  /** Ends every session of the owner: raises `sessionEpoch`. */
  endSessions(shopId: Id): Promise<void>;
}

export interface ApiKeyRepository {
  create(shopId: Id, key: Omit<ApiKeyDocument, 'id' | 'shopId' | 'createdAt'>): Promise<ApiKeyDocument>;
  /** Over all shops: this is how a request's shop is found. Revoked keys are answered too. */
  findByHash(hash: string): Promise<ApiKeyDocument | null>;
  list(shopId: Id): Promise<ApiKeyDocument[]>;
  revoke(shopId: Id, keyId: Id, at: Date): Promise<void>;
}

export interface ProductRepository {
  /** Inserts or replaces by `key`; a deleted product comes back, a page stub is confirmed. At most 1,000 a call. */
  upsertMany(shopId: Id, products: New<ProductDocument, 'deletedAt'>[]): Promise<AppendResult>;
  findByKey(shopId: Id, key: string): Promise<ProductDocument | null>;
  /** By key first, then by any alias, case-folded. Keys that are not found are absent from the map. */
  resolveKeys(shopId: Id, keys: readonly string[]): Promise<Map<string, ProductDocument>>;
  findByIds(shopId: Id, ids: readonly Id[]): Promise<ProductDocument[]>;
  /** In key order; deleted ones and stubs left out. */
  list(shopId: Id, page: PageRequest): Promise<Page<ProductDocument>>;
  /** Everything, stubs and deleted included, in batches. */
  iterate(shopId: Id, batchSize?: number): AsyncIterable<ProductDocument[]>;
  /** Makes stubs for unknown keys until the shop holds `cap` stubs; answers those that exist afterwards. */
  ensureStubs(shopId: Id, keys: readonly string[], cap: number): Promise<Map<string, ProductDocument>>;
  /** Answers false when there was none. */
  delete(shopId: Id, key: string, at: Date): Promise<boolean>;
  count(shopId: Id): Promise<number>;
  /** Changed at or after `since`, oldest change first, stubs and deleted included: how caches keep up. Indexed. */
  listChangedSince(shopId: Id, since: Date, limit: number): Promise<ProductDocument[]>;
}

export interface VisitorRepository {
  /** Finds or makes the visitor by key, notes `seenAt` and consent, follows `mergedInto`. */
  touch(
    shopId: Id,
    key: string,
    consent: Consent,
    seenAt: Date,
    customerKey?: string,
  ): Promise<VisitorDocument>;
  /** As `touch` for many imported customers at once (`customer:<key>`); answers a map from customer key. */
  ensureCustomers(shopId: Id, customerKeys: readonly string[], seenAt: Date): Promise<Map<string, Id>>;
  /** Follows `mergedInto`. */
  findByKey(shopId: Id, key: string): Promise<VisitorDocument | null>;
  /** Marks `from` as merged into `into`; reads of `from`'s interactions find them under `into`. */
  merge(shopId: Id, from: Id, into: Id): Promise<void>;
  /** Removes the visitor, their interactions and conversations, and unlinks their orders. */
  erase(shopId: Id, visitorId: Id): Promise<void>;
}

export interface InteractionRepository {
  /** Unique by (shop, eventId, productId). Any size; written in one transaction a call. */
  appendMany(shopId: Id, interactions: New<InteractionDocument>[]): Promise<AppendResult>;
  /** Newest first; merged visitors included. */
  listByUser(
    shopId: Id,
    userId: Id,
    limit: number,
    types?: readonly InteractionType[],
  ): Promise<InteractionDocument[]>;
  /** Oldest first by timestamp, in batches. `since` is inclusive. Without `types`, all of them. */
  iterate(
    shopId: Id,
    since?: Date,
    batchSize?: number,
    types?: readonly InteractionType[],
  ): AsyncIterable<InteractionDocument[]>;
  count(shopId: Id): Promise<number>;
  lastAt(shopId: Id): Promise<Date | null>;
  /** What pages reported since a moment: everything but purchases, which come from orders. */
  pageActivity(shopId: Id, since: Date): Promise<{ count: number; firstAt?: Date; lastAt?: Date }>;
  /** Removes at most `limit` of those before a moment, oldest first; answers how many. */
  removeBefore(shopId: Id, before: Date, limit: number): Promise<number>;
}

/**
 * One order and everything that follows from it, written as one: the order replaces the one of the same key if its
 * `revision` is the one named (else `Conflict`), purchase interactions and movements are unique by their own keys,
 * and `sales` are added to `dailySales` (negative to take back).
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
  /** Oldest first by `placedAt`, in batches. */
  iterate(shopId: Id, since?: Date, batchSize?: number): AsyncIterable<OrderDocument[]>;
  count(shopId: Id): Promise<number>;
  lastAt(shopId: Id): Promise<Date | null>;
}

/** Links from pages to orders that have not come yet. They survive a restart, like everything acknowledged. */
export interface WaitingLinkRepository {
  /**
   * False when one waits for that order already, or when the shop holds `cap` of them. What expired before `link.at`
   * makes room first.
   */
  add(shopId: Id, link: New<WaitingLinkDocument>, cap: number): Promise<boolean>;
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

export type InventoryAdvice = Pick<
  InventoryDocument,
  | 'productId'
  | 'predictedDemand'
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

export interface InventoryRepository {
  findByProduct(shopId: Id, productId: Id): Promise<InventoryDocument | null>;
  findByProducts(shopId: Id, productIds: readonly Id[]): Promise<Map<Id, InventoryDocument>>;
  /** A stated level wins over an older one (`asOf`); an older report is a duplicate. Writes a `count` movement. */
  setLevels(shopId: Id, levels: StockLevel[], by: string): Promise<AppendResult>;
  /** Unique by (reference, product); changes `stockLevel`; a receipt sets `lastRestocked`. */
  applyMovements(shopId: Id, movements: New<StockMovementDocument>[]): Promise<AppendResult>;
  setTerms(shopId: Id, productId: Id, terms: Partial<InventoryTerms>): Promise<InventoryDocument>;
  setTermsMany(shopId: Id, terms: (Partial<InventoryTerms> & { productId: Id })[]): Promise<void>;
  /** Overwrites the forecaster's columns only. */
  setAdvice(shopId: Id, advice: InventoryAdvice[]): Promise<void>;
  iterate(shopId: Id, batchSize?: number): AsyncIterable<InventoryDocument[]>;
  /** Changed at or after `since`, oldest change first. Indexed. */
  listChangedSince(shopId: Id, since: Date, limit: number): Promise<InventoryDocument[]>;
  listMovements(shopId: Id, productId: Id, limit: number): Promise<StockMovementDocument[]>;
}
export interface ForecastRepository {
  /** Keeps the newest two of each product. */
  putMany(shopId: Id, forecasts: New<ForecastDocument>[]): Promise<void>;
  findLatest(shopId: Id, productId: Id): Promise<ForecastDocument | null>;
  /** The newest of each, by product; those without one are left out. */
  findLatestMany(shopId: Id, productIds: readonly Id[]): Promise<Map<Id, ForecastDocument>>;
}

export interface ModelRepository {
  /** Stores bytes in chunks of at most 1 MiB, then the manifest: a manifest implies its bytes. */
  put(
    shopId: Id,
    kind: ModelKind,
    bytes: Uint8Array,
    manifest: Pick<ModelManifest, 'metrics' | 'status'> & { note?: string },
  ): Promise<ModelManifest>;
  findServing(shopId: Id, kind: ModelKind): Promise<ModelManifest | null>;
  list(shopId: Id, kind: ModelKind, limit: number): Promise<ModelManifest[]>;
  /** Throws `NotFound`; the caller checks the digest. */
  read(shopId: Id, kind: ModelKind, version: number): Promise<Uint8Array>;
  setStatus(
    shopId: Id,
    kind: ModelKind,
    version: number,
    status: ModelManifest['status'],
    note?: string,
  ): Promise<void>;
  /** Removes bytes and manifests of all but the newest `keep` versions and the serving one. */
  prune(shopId: Id, kind: ModelKind, keep: number): Promise<void>;
}

export interface RecommendationLogRepository {
  appendRequests(shopId: Id, requests: Omit<RecommendationRequestDocument, 'shopId'>[]): Promise<void>;
  appendEvents(shopId: Id, events: Omit<RecommendationEventDocument, 'shopId'>[]): Promise<AppendResult>;
  /** Counts by placement since a moment. */
  summarize(
    shopId: Id,
    since: Date,
  ): Promise<
    { placement: string; requests: number; impressions: number; clicks: number; addedToCart: number }[]
  >;
  /** Removes at most `limit` requests and `limit` events before a moment; answers how many. */
  removeBefore(shopId: Id, before: Date, limit: number): Promise<number>;
}

export interface ConversationRepository {
  findByKey(shopId: Id, key: string): Promise<ConversationDocument | null>;
  create(shopId: Id, conversation: New<ConversationDocument, 'seq'>): Promise<ConversationDocument>;
  /** Appends in order after `seq` (else `Conflict`); unique by (conversation, messageId, from, seq). Saves the tracker. */
  append(
    shopId: Id,
    conversationId: Id,
    afterSeq: number,
    events: Omit<ConversationEventDocument, 'shopId' | 'conversationId' | 'seq'>[],
    tracker?: unknown,
  ): Promise<ConversationDocument>;
  /** What was said in answer to a message of the client, if it was sent before. */
  findByMessageId(shopId: Id, conversationId: Id, messageId: string): Promise<ConversationEventDocument[]>;
  listEvents(
    shopId: Id,
    conversationId: Id,
    afterSeq: number,
    limit: number,
  ): Promise<ConversationEventDocument[]>;
  /** Shopper messages that were followed by a fallback, newest first. */
  listUnanswered(shopId: Id, since: Date, limit: number): Promise<{ text: string; at: Date }[]>;
  listRecent(shopId: Id, since: Date, limit: number): Promise<ConversationDocument[]>;
  /** Counts since a moment: conversations, shopper messages, fallbacks, hand-offs, answers by engine. */
  summarize(
    shopId: Id,
    since: Date,
  ): Promise<{
    conversations: number;
    messages: number;
    fallbacks: number;
    handOffs: number;
    byEngine: Record<string, number>;
  }>;
  erase(shopId: Id, conversationId: Id): Promise<void>;
  /** Removes what expired before; answers how many. */
  removeExpired(shopId: Id, before: Date): Promise<number>;
}

export interface FaqRepository {
  upsertMany(shopId: Id, entries: New<FaqEntryDocument>[]): Promise<void>;
  list(shopId: Id): Promise<FaqEntryDocument[]>;
  delete(shopId: Id, key: string): Promise<boolean>;
}

export interface AlertRepository {
  /** Opens or refreshes by key; `since` and a snooze are kept. */
  openMany(shopId: Id, alerts: New<AlertDocument, 'resolvedAt' | 'snoozedUntil'>[]): Promise<void>;
  /** Closes the open ones of a kind whose key is not in `keep`. */
  resolveOthers(shopId: Id, kind: AlertDocument['kind'], keep: readonly string[], at: Date): Promise<void>;
  listOpen(shopId: Id): Promise<AlertDocument[]>;
  snooze(shopId: Id, key: string, until: Date): Promise<boolean>;
}

export interface JobRunRepository {
  /** Asks whichever process runs jobs for one. It stands in the list until the job begins; asking twice is once. */
  request(shopId: Id, job: string, at: Date): Promise<void>;
  /** What was asked for and has not begun. Cheap: it is looked up every few seconds. */
  listRequested(shopId: Id): Promise<JobRunDocument[]>;
  /** Notes that an attempt begins; what was requested of this job is thereby under way. */
  start(shopId: Id, job: string, attempt: number, at: Date): Promise<JobRunDocument>;
  progress(shopId: Id, runId: Id, progress: number): Promise<void>;
  finish(
    shopId: Id,
    runId: Id,
    end: Pick<JobRunDocument, 'status' | 'summary' | 'error'> & { finishedAt: Date },
  ): Promise<void>;
  /** Newest first. */
  list(shopId: Id, job?: string, limit?: number): Promise<JobRunDocument[]>;
  /** Removes at most `limit` that began before a moment; answers how many. */
  removeBefore(shopId: Id, before: Date, limit: number): Promise<number>;
}

export interface Lease {
  name: string;
  owner: string;
  /** Rises with every acquisition: a slow former holder can be told from the present one. */
  token: number;
  expiresAt: Date;
}
export interface LeaseRepository {
  /** One compare-and-swap; null while another owner's lease runs. */
  acquire(name: string, owner: string, ttlMs: number, now: Date): Promise<Lease | null>;
  /** False when it was lost. */
  renew(lease: Lease, ttlMs: number, now: Date): Promise<boolean>;
  release(lease: Lease): Promise<void>;
}

export interface AuditRepository {
  append(entry: AuditDocument): Promise<void>;
  list(shopId: Id, limit: number): Promise<AuditDocument[]>;
}

/** Whole documents of a shop as they are, ids included: for copying a shop from one store to another. */
export interface RawRepository {
  /** Every document of a collection, in batches of bounded size. */
  dump<Name extends CollectionName>(shopId: Id, collection: Name): AsyncIterable<Collections[Name][]>;
  /** Inserts, or replaces what has the same key: doing it again changes nothing. At most 1,000 documents a call. */
  restore<Name extends CollectionName>(
    shopId: Id,
    collection: Name,
    documents: Collections[Name][],
  ): Promise<void>;
  count(shopId: Id, collection: CollectionName): Promise<number>;
}
