import type { ProductRepository, FaqRepository } from './catalogue.js';
import type { ConversationRepository } from './conversations.js';
import type { ModelRepository, JobRunRepository, LeaseRepository } from './jobs.js';
import type { VisitorRepository, InteractionRepository } from './people.js';
import type { RawRepository } from './raw.js';
import type { RecommendationLogRepository } from './recommendations.js';
import type { OrderRepository, WaitingLinkRepository, DailySalesRepository } from './sales.js';
import type { ShopRepository, ApiKeyRepository, AuditRepository } from './shops.js';
import type { InventoryRepository, ForecastRepository, AlertRepository } from './stock.js';

export type * from './writes-and-pages.js';
export type * from './shops.js';
export type * from './catalogue.js';
export type * from './people.js';
export type * from './sales.js';
export type * from './stock.js';
export type * from './recommendations.js';
export type * from './conversations.js';
export type * from './jobs.js';
export type * from './raw.js';

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
