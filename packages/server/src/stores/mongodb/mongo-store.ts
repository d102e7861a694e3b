import type { Store } from '../port/store.js';
import { createAlertRepository } from './alerts.js';
import { createApiKeyRepository } from './api-keys.js';
import { createAuditRepository } from './audit.js';
import { openConnection, type MongoConnection } from './connection.js';
import { createConversationRepository } from './conversations.js';
import { createDailySalesRepository } from './daily-sales.js';
import { guardRepository, toStoreError } from './errors.js';
import { createFaqRepository } from './faq.js';
import { createForecastRepository } from './forecasts.js';
import { createInteractionRepository } from './interactions.js';
import { createInventoryRepository } from './inventory.js';
import { createJobRunRepository } from './job-runs.js';
import { createLeaseRepository } from './leases.js';
import { createModelRepository } from './models.js';
import { createOrderRepository } from './orders.js';
import { createProductRepository } from './products.js';
import { createRawRepository } from './raw.js';
import { createRecommendationLogRepository } from './recommendation-log.js';
import { migrate } from './schema.js';
import { createShopRepository } from './shops.js';
import { createVisitorRepository } from './visitors.js';
import { createWaitingLinkRepository } from './waiting-links.js';

export interface MongoStoreOptions {
  /** Connection string; its path names the database (default `shelfwise`). */
  url: string;
  clock?: () => Date;
}

/**
 * The store for production: MongoDB 6 or newer, best as a replica set (of one node, if need be), since a call that
 * writes several documents is then one transaction. Indexes are made on opening. Throws `Unavailable` when the
 * database cannot be reached within five seconds.
 */
export async function createMongoStore({ url, clock = () => new Date() }: MongoStoreOptions): Promise<Store> {
  let connection: MongoConnection | undefined;
  try {
    connection = await openConnection(url);
    const store = repositories(connection, clock);
    await store.migrate();
    return store;
  } catch (error) {
    await connection?.close();
    throw toStoreError(error);
  }
}

function repositories(connection: MongoConnection, clock: () => Date): Store {
  const { migrate: bringForward, ping } = guardRepository({
    migrate: () => migrate(connection),
    ping: () => connection.ping(),
  });
  return {
    shops: guardRepository(createShopRepository(connection, clock)),
    apiKeys: guardRepository(createApiKeyRepository(connection, clock)),
    products: guardRepository(createProductRepository(connection, clock)),
    visitors: guardRepository(createVisitorRepository(connection)),
    interactions: guardRepository(createInteractionRepository(connection)),
    orders: guardRepository(createOrderRepository(connection, clock)),
    waitingLinks: guardRepository(createWaitingLinkRepository(connection)),
    dailySales: guardRepository(createDailySalesRepository(connection)),
    inventory: guardRepository(createInventoryRepository(connection, clock)),
    forecasts: guardRepository(createForecastRepository(connection)),
    models: guardRepository(createModelRepository(connection, clock)),
    recommendationLog: guardRepository(createRecommendationLogRepository(connection)),
    conversations: guardRepository(createConversationRepository(connection)),
    faq: guardRepository(createFaqRepository(connection, clock)),
    alerts: guardRepository(createAlertRepository(connection)),
    jobRuns: guardRepository(createJobRunRepository(connection)),
    leases: guardRepository(createLeaseRepository(connection)),
    audit: guardRepository(createAuditRepository(connection)),
    raw: guardRepository(createRawRepository(connection)),
    migrate: bringForward,
    ping,
    close: () => connection.close(),
  };
}
