import type { Store } from '../port/store.js';
import { MongoAlertRepository } from './alerts.js';
import { MongoApiKeyRepository } from './api-keys.js';
import { MongoAuditRepository } from './audit.js';
import { openConnection, type MongoConnection } from './connection.js';
import { MongoConversationRepository } from './conversations.js';
import { MongoDailySalesRepository } from './daily-sales.js';
import { guardRepository, toStoreError } from './errors.js';
import { MongoFaqRepository } from './faq.js';
import { MongoForecastRepository } from './forecasts.js';
import { MongoInteractionRepository } from './interactions.js';
import { MongoInventoryRepository } from './inventory.js';
import { MongoJobRunRepository } from './job-runs.js';
import { MongoLeaseRepository } from './leases.js';
import { MongoModelRepository } from './models.js';
import { MongoOrderRepository } from './orders.js';
import { MongoProductRepository } from './products.js';
import { MongoRawRepository } from './raw.js';
import { MongoRecommendationLogRepository } from './recommendation-log.js';
import { migrate } from './schema.js';
import { MongoShopRepository } from './shops.js';
import { MongoVisitorRepository } from './visitors.js';
import { MongoWaitingLinkRepository } from './waiting-links.js';

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
    shops: guardRepository(new MongoShopRepository(connection, clock)),
    apiKeys: guardRepository(new MongoApiKeyRepository(connection, clock)),
    products: guardRepository(new MongoProductRepository(connection, clock)),
    visitors: guardRepository(new MongoVisitorRepository(connection)),
    interactions: guardRepository(new MongoInteractionRepository(connection)),
    orders: guardRepository(new MongoOrderRepository(connection, clock)),
    waitingLinks: guardRepository(new MongoWaitingLinkRepository(connection)),
    dailySales: guardRepository(new MongoDailySalesRepository(connection)),
    inventory: guardRepository(new MongoInventoryRepository(connection, clock)),
    forecasts: guardRepository(new MongoForecastRepository(connection)),
    models: guardRepository(new MongoModelRepository(connection, clock)),
    recommendationLog: guardRepository(new MongoRecommendationLogRepository(connection)),
    conversations: guardRepository(new MongoConversationRepository(connection)),
    faq: guardRepository(new MongoFaqRepository(connection, clock)),
    alerts: guardRepository(new MongoAlertRepository(connection)),
    jobRuns: guardRepository(new MongoJobRunRepository(connection)),
    leases: guardRepository(new MongoLeaseRepository(connection)),
    audit: guardRepository(new MongoAuditRepository(connection)),
    raw: guardRepository(new MongoRawRepository(connection)),
    migrate: bringForward,
    ping,
    close: () => connection.close(),
  };
}
