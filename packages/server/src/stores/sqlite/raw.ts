import type { CollectionName, Collections, ModelChunkDocument } from '../collections.js';
import type { Id } from '../documents.js';
import type { RawRepository } from '../store.js';
import { alertTable } from './alerts.js';
import { apiKeyTable } from './api-keys.js';
import { auditTable } from './audit.js';
import type { Session, SqliteConnection } from './connection.js';
import { conversationEventTable, conversationTable } from './conversations.js';
import { createDailySalesRepository, putDailySales } from './daily-sales.js';
import type { DocumentTable } from './document-table.js';
import { faqTable } from './faq.js';
import { forecastTable } from './forecasts.js';
import { createInteractionRepository, insertInteractions } from './interactions.js';
import { inventoryTable } from './inventory.js';
import { jobRunTable } from './job-runs.js';
import { modelTable } from './models.js';
import { createOrderRepository, putOrders } from './orders.js';
import { productTable, putProducts } from './products.js';
import { recommendationEventTable, requestTable } from './recommendation-log.js';
import { shopTable } from './shops.js';
import { insertMovements, movementColumns, movementFromRow, type MovementRow } from './stock-movements.js';
import { visitorTable } from './visitors.js';
import { waitingLinkTable } from './waiting-links.js';

/** Every table as whole documents. A table that is written in its own way elsewhere is written the same way here. */
interface RawCollection<T> {
  table: string;
  /** Hot tables keep the shop as a blob. */
  packed?: boolean;
  dump(shopId: Id): AsyncIterable<T[]> | Iterable<T[]>;
  put(session: Session, shopId: Id, documents: T[]): void;
}

const pageSize = 1000;

export function createRawRepository(connection: SqliteConnection): RawRepository {
  const clock = () => new Date();
  const documents = <T>(table: string, of: DocumentTable<T>): RawCollection<T> => ({
    table,
    dump: (shopId) => of.pages(connection, shopId, pageSize),
    put: (session, shopId, all) => of.put(session, shopId, all),
  });

  const collections: { [Name in CollectionName]: RawCollection<Collections[Name]> } = {
    shops: {
      table: 'shops',
      *dump(shopId) {
        for (const page of shopTable.pages(connection, shopId, pageSize))
          yield page.map(({ shopId: id, ...rest }) => ({ ...rest, id }));
      },
      put: (session, shopId, all) =>
        shopTable.put(
          session,
          shopId,
          all.map(({ id, ...rest }) => ({ ...rest, shopId: id })),
        ),
    },
    apiKeys: documents('api_keys', apiKeyTable),
    products: { ...documents('products', productTable), put: putProducts },
    visitors: documents('visitors', visitorTable),
    userInteractions: {
      table: 'interactions',
      packed: true,
      dump: (shopId) => createInteractionRepository(connection).iterate(shopId, undefined, pageSize),
      put: (session, shopId, all) => void insertInteractions(session, shopId, all),
    },
    orders: {
      table: 'orders',
      packed: true,
      dump: (shopId) => createOrderRepository(connection, clock).iterate(shopId, undefined, pageSize),
      put: putOrders,
    },
    waitingLinks: documents('waiting_links', waitingLinkTable),
    dailySales: {
      table: 'daily_sales',
      packed: true,
      dump: (shopId) => createDailySalesRepository(connection).iterate(shopId),
      put: putDailySales,
    },
    inventory: documents('inventory', inventoryTable),
    stockMovements: {
      table: 'stock_movements',
      packed: true,
      dump: (shopId) => movementPages(connection, shopId),
      put: (session, shopId, all) => void insertMovements(session, shopId, all),
    },
    forecasts: documents('forecasts', forecastTable),
    modelChunks: {
      table: 'model_chunks',
      dump: (shopId) => chunkPages(connection, shopId),
      put: putChunks,
    },
    models: documents('models', modelTable),
    recommendationRequests: documents('recommendation_requests', requestTable),
    recommendationEvents: documents('recommendation_events', recommendationEventTable),
    conversations: documents('conversations', conversationTable),
    conversationEvents: documents('conversation_events', conversationEventTable),
    faqEntries: documents('faq_entries', faqTable),
    alerts: documents('alerts', alertTable),
    jobRuns: documents('job_runs', jobRunTable),
    auditLog: documents('audit_log', auditTable),
  };

  return {
    async *dump(shopId, collection) {
      yield* collections[collection].dump(shopId);
    },
    restore: (shopId, collection, all) =>
      connection.write((session) => collections[collection].put(session, shopId, all)),
    async count(shopId, collection) {
      const { table, packed } = collections[collection];
      const shop = packed ? 'unhex(?)' : '?';
      return connection.one<{ n: number }>(`SELECT count(*) AS n FROM ${table} WHERE shop = ${shop}`, [
        shopId,
      ])!.n;
    },
  };
}

function* movementPages(session: Pick<Session, 'all'>, shopId: Id) {
  for (let after = -1; ;) {
    const rows = session.all<MovementRow>(
      `SELECT ${movementColumns} FROM stock_movements NOT INDEXED WHERE shop = unhex(?) AND seq > ?
       ORDER BY seq LIMIT ?`,
      [shopId, after, pageSize],
    );
    if (rows.length > 0) yield rows.map((row) => movementFromRow(shopId, row));
    if (rows.length < pageSize) return;
    after = rows.at(-1)!.seq;
  }
}

/** One part at a time: they are large. */
function* chunkPages(session: Pick<Session, 'all'>, shopId: Id): Generator<ModelChunkDocument[]> {
  const keys = session.all<Pick<ModelChunkDocument, 'kind' | 'version' | 'part'>>(
    'SELECT kind, version, part FROM model_chunks WHERE shop = ? ORDER BY kind, version, part',
    [shopId],
  );
  for (const { kind, version, part } of keys) {
    const rows = session.all<{ bytes: ArrayBuffer }>(
      'SELECT bytes FROM model_chunks WHERE shop = ? AND kind = ? AND version = ? AND part = ?',
      [shopId, kind, version, part],
    );
    yield rows.map(({ bytes }) => ({ shopId, kind, version, part, bytes: new Uint8Array(bytes) }));
  }
}

function putChunks(session: Session, shopId: Id, chunks: ModelChunkDocument[]): void {
  for (const { kind, version, part, bytes } of chunks) {
    session.run('REPLACE INTO model_chunks (shop, kind, version, part, bytes) VALUES (?, ?, ?, ?, ?)', [
      shopId,
      kind,
      version,
      part,
      Buffer.from(bytes),
    ]);
  }
}
