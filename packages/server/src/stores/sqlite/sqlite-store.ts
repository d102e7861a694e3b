import { closeSync, mkdirSync, openSync } from 'node:fs';
import path from 'node:path';
import { Unavailable } from '../port/store-errors.js';
import type { Store } from '../port/store.js';
import { SqliteAlertRepository } from './alerts.js';
import { SqliteApiKeyRepository } from './api-keys.js';
import { SqliteAuditRepository } from './audit.js';
import { openConnection } from './connection.js';
import { SqliteConversationRepository } from './conversations.js';
import { SqliteDailySalesRepository } from './daily-sales.js';
import { SqliteFaqRepository } from './faq.js';
import { SqliteForecastRepository } from './forecasts.js';
import { SqliteInteractionRepository } from './interactions.js';
import { SqliteInventoryRepository } from './inventory.js';
import { SqliteJobRunRepository } from './job-runs.js';
import { SqliteLeaseRepository } from './leases.js';
import { migrate } from './migrate.js';
import { SqliteModelRepository } from './models.js';
import { SqliteOrderRepository } from './orders.js';
import { SqliteProductRepository } from './products.js';
import { SqliteRawRepository } from './raw.js';
import { SqliteRecommendationLogRepository } from './recommendation-log.js';
import { SqliteShopRepository } from './shops.js';
import { SqliteVisitorRepository } from './visitors.js';
import { SqliteWaitingLinkRepository } from './waiting-links.js';

export interface SqliteStoreOptions {
  /** The folder is made if need be. */
  file: string;
  clock?: () => Date;
  /** How long a write waits while another process holds the file, before `Unavailable`. Default 5 seconds. */
  lockTimeoutMs?: number;
  /** Bound of the file in pages of 4 KiB, beyond which writes are refused as `StoreFull`. */
  maxPages?: number;
}

/**
 * The embedded store: one file, for one host. Several threads and processes may open it at once. The schema is brought
 * forward on opening. Throws `Unavailable` in one clear line when the file cannot be used.
 */
export async function createSqliteStore(options: SqliteStoreOptions): Promise<Store> {
  const { file, clock = () => new Date(), lockTimeoutMs = 5000, maxPages } = options;
  makePrivateFile(file);
  const connection = withFileName(file, () => openConnection({ file, lockTimeoutMs, maxPages }));
  const store: Store = {
    shops: new SqliteShopRepository(connection, clock),
    apiKeys: new SqliteApiKeyRepository(connection, clock),
    products: new SqliteProductRepository(connection, clock),
    visitors: new SqliteVisitorRepository(connection),
    interactions: new SqliteInteractionRepository(connection),
    orders: new SqliteOrderRepository(connection, clock),
    waitingLinks: new SqliteWaitingLinkRepository(connection),
    dailySales: new SqliteDailySalesRepository(connection),
    inventory: new SqliteInventoryRepository(connection, clock),
    forecasts: new SqliteForecastRepository(connection),
    models: new SqliteModelRepository(connection, clock),
    recommendationLog: new SqliteRecommendationLogRepository(connection),
    conversations: new SqliteConversationRepository(connection),
    faq: new SqliteFaqRepository(connection, clock),
    alerts: new SqliteAlertRepository(connection),
    jobRuns: new SqliteJobRunRepository(connection),
    leases: new SqliteLeaseRepository(connection),
    audit: new SqliteAuditRepository(connection),
    raw: new SqliteRawRepository(connection),
    migrate: () => migrate(connection),
    async ping() {
      connection.one('SELECT 1 AS ok');
    },
    close: () => connection.close(),
  };
  try {
    await store.migrate();
  } catch (error) {
    await store.close();
    throw named(file, error);
  }
  return store;
}

function withFileName<T>(file: string, open: () => T): T {
  try {
    return open();
  } catch (error) {
    throw named(file, error);
  }
}

/** Which file it is that cannot be used is half of what an operator needs to know. */
const named = (file: string, error: unknown) =>
  error instanceof Unavailable ? new Unavailable(`${file}: ${error.message}`, { cause: error }) : error;

/**
 * For the server's user alone, like `secrets.json` beside it: there are people's orders and chats inside. SQLite gives
 * the files it makes beside this one the same mode. What is there already keeps the mode somebody may have chosen, and is
 * not even opened: closing it would let go the locks that this process's other connections hold on it (a rule of POSIX),
 * and the next program to leave would take the log of their writes away.
 */
function makePrivateFile(file: string): void {
  mkdirSync(path.dirname(path.resolve(file)), { recursive: true, mode: 0o700 });
  try {
    closeSync(openSync(file, 'ax', 0o600));
  } catch {
    // It is there; or opening the database tells the reason in one line.
  }
}
