import { closeSync, mkdirSync, openSync } from 'node:fs';
import path from 'node:path';
import { Unavailable } from '../port/store-errors.js';
import type { Store } from '../port/store.js';
import { createAlertRepository } from './alerts.js';
import { createApiKeyRepository } from './api-keys.js';
import { createAuditRepository } from './audit.js';
import { openConnection } from './connection.js';
import { createConversationRepository } from './conversations.js';
import { createDailySalesRepository } from './daily-sales.js';
import { createFaqRepository } from './faq.js';
import { createForecastRepository } from './forecasts.js';
import { createInteractionRepository } from './interactions.js';
import { createInventoryRepository } from './inventory.js';
import { createJobRunRepository } from './job-runs.js';
import { createLeaseRepository } from './leases.js';
import { migrate } from './migrate.js';
import { createModelRepository } from './models.js';
import { createOrderRepository } from './orders.js';
import { createProductRepository } from './products.js';
import { createRawRepository } from './raw.js';
import { createRecommendationLogRepository } from './recommendation-log.js';
import { createShopRepository } from './shops.js';
import { createVisitorRepository } from './visitors.js';
import { createWaitingLinkRepository } from './waiting-links.js';

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
    shops: createShopRepository(connection, clock),
    apiKeys: createApiKeyRepository(connection, clock),
    products: createProductRepository(connection, clock),
    visitors: createVisitorRepository(connection),
    interactions: createInteractionRepository(connection),
    orders: createOrderRepository(connection, clock),
    waitingLinks: createWaitingLinkRepository(connection),
    dailySales: createDailySalesRepository(connection),
    inventory: createInventoryRepository(connection, clock),
    forecasts: createForecastRepository(connection),
    models: createModelRepository(connection, clock),
    recommendationLog: createRecommendationLogRepository(connection),
    conversations: createConversationRepository(connection),
    faq: createFaqRepository(connection, clock),
    alerts: createAlertRepository(connection),
    jobRuns: createJobRunRepository(connection),
    leases: createLeaseRepository(connection),
    audit: createAuditRepository(connection),
    raw: createRawRepository(connection),
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
