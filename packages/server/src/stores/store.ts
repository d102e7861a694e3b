import type { ProductRepository, FaqRepository } from './port/catalogue.js';
import type { ConversationRepository } from './port/conversations.js';
import type { ModelRepository, JobRunRepository, LeaseRepository } from './port/jobs.js';
import type { VisitorRepository, InteractionRepository } from './port/people.js';
import type { RawRepository } from './port/raw.js';
import type { RecommendationLogRepository } from './port/recommendations.js';
import type { OrderRepository, WaitingLinkRepository, DailySalesRepository } from './port/sales.js';
import type { ShopRepository, ApiKeyRepository, AuditRepository } from './port/shops.js';
import type { InventoryRepository, ForecastRepository, AlertRepository } from './port/stock.js';

export type * from './port/writes-and-pages.js';
export type * from './port/shops.js';
export type * from './port/catalogue.js';
export type * from './port/people.js';
export type * from './port/sales.js';
export type * from './port/stock.js';
export type * from './port/recommendations.js';
export type * from './port/conversations.js';
export type * from './port/jobs.js';
export type * from './port/raw.js';

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
