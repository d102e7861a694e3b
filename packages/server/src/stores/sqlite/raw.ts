import {
  identityOf,
  type CollectionName,
  type Collections,
  type ModelChunkDocument,
} from '../port/collections.js';
import type { Id, ShopDocument } from '../port/documents.js';
import type { RawRepository } from '../port/store.js';
import { alertTable } from './alerts.js';
import { apiKeyTable } from './api-keys.js';
import { auditTable } from './audit.js';
import { deleteByKey, selectByKey, shopOf, type TableKey } from './by-key.js';
import type { SqliteConnection } from './connection.js';
import type { Session } from './session.js';
import { conversationEventTable, conversationTable } from './conversations.js';
import {
  SqliteDailySalesRepository,
  putDailySales,
  salesColumns,
  salesFromRow,
  salesKey,
  type SalesRow,
} from './daily-sales.js';
import type { DocumentTable } from './document-table.js';
import { faqTable } from './faq.js';
import { forecastTable } from './forecasts.js';
import {
  SqliteInteractionRepository,
  interactionColumns,
  interactionFromRow,
  interactionKey,
  putInteractions,
} from './interactions.js';
import { inventoryTable } from './inventory.js';
import { jobRunTable } from './job-runs.js';
import { modelTable } from './models.js';
import { SqliteOrderRepository, orderColumns, orderFromRow, orderKey, putOrders } from './orders.js';
import { forgetNames, productTable, putProducts } from './products.js';
import { recommendationEventTable, requestTable } from './recommendation-log.js';
import { shopTable } from './shops.js';
import {
  movementColumns,
  movementFromRow,
  movementKey,
  putMovements,
  type MovementRow,
} from './stock-movements.js';
import { visitorTable } from './visitors.js';
import { waitingLinkTable } from './waiting-links.js';

/** Every table as whole documents. A table that is written in its own way elsewhere is written the same way here. */
interface RawCollection<T> {
  key: TableKey<T>;
  dump(shopId: Id): AsyncIterable<T[]> | Iterable<T[]>;
  /** Inserts, and replaces what has the same id or key. */
  put(session: Session, shopId: Id, documents: T[]): void;
  find(shopId: Id, documents: T[]): T[];
  /** Removes what belongs to the documents beside their rows. */
  beforeRemoval?: (session: Session, shopId: Id, documents: T[]) => void;
}

const pageSize = 1000;

export class SqliteRawRepository implements RawRepository {
  private readonly collections: { [Name in CollectionName]: RawCollection<Collections[Name]> };

  constructor(private readonly connection: SqliteConnection) {
    this.collections = {
      shops: shopsAsDocuments(this.connection),
      // Keys are unique over all shops, and another shop's must not go.
      apiKeys: { ...this.documents(apiKeyTable), put: apiKeyTable.put },
      products: {
        ...this.documents(productTable),
        put: (session, shopId, all) => putProducts(session, shopId, all, productTable.replace),
        beforeRemoval: forgetNames,
      },
      visitors: this.documents(visitorTable),
      userInteractions: this.rows(interactionKey, interactionColumns, interactionFromRow, {
        dump: (shopId) =>
          new SqliteInteractionRepository(this.connection).iterate(shopId, undefined, pageSize),
        put: putInteractions,
      }),
      orders: this.rows(orderKey, orderColumns, orderFromRow, {
        dump: (shopId) =>
          new SqliteOrderRepository(this.connection, () => new Date()).iterate(shopId, undefined, pageSize),
        put: putOrders,
      }),
      waitingLinks: this.documents(waitingLinkTable),
      dailySales: this.rows(salesKey, salesColumns, (_, row: SalesRow) => salesFromRow(row), {
        dump: (shopId) => new SqliteDailySalesRepository(this.connection).iterate(shopId),
        put: putDailySales,
      }),
      inventory: this.documents(inventoryTable),
      stockMovements: this.rows(movementKey, movementColumns, movementFromRow, {
        dump: (shopId) => movementPages(this.connection, shopId),
        put: putMovements,
      }),
      forecasts: this.documents(forecastTable),
      modelChunks: this.rows(chunkKey, 'kind, version, part, bytes', chunkFromRow, {
        dump: (shopId) => chunkPages(this.connection, shopId),
        put: putChunks,
      }),
      models: this.documents(modelTable),
      recommendationRequests: this.documents(requestTable),
      recommendationEvents: this.documents(recommendationEventTable),
      conversations: this.documents(conversationTable),
      conversationEvents: this.documents(conversationEventTable),
      faqEntries: this.documents(faqTable),
      alerts: this.documents(alertTable),
      jobRuns: this.documents(jobRunTable),
      auditLog: this.documents(auditTable),
    };
  }

  async *dump<Name extends CollectionName>(shopId: Id, collection: Name): AsyncIterable<Collections[Name][]> {
    yield* this.collections[collection].dump(shopId);
  }

  restore<Name extends CollectionName>(
    shopId: Id,
    collection: Name,
    all: Collections[Name][],
  ): Promise<void> {
    return this.connection.write((session) => this.collections[collection].put(session, shopId, all));
  }

  async find<Name extends CollectionName>(
    shopId: Id,
    collection: Name,
    all: Collections[Name][],
  ): Promise<Collections[Name][]> {
    const asked = new Set(all.map((document) => identityOf(collection, document)));
    return this.collections[collection]
      .find(shopId, all)
      .filter((document) => asked.has(identityOf(collection, document)));
  }

  remove<Name extends CollectionName>(shopId: Id, collection: Name, all: Collections[Name][]): Promise<void> {
    return this.connection.write((session) => {
      const { key, beforeRemoval } = this.collections[collection];
      beforeRemoval?.(session, shopId, all);
      deleteByKey(session, key, shopId, all);
    });
  }

  async count(shopId: Id, collection: CollectionName): Promise<number> {
    const { key } = this.collections[collection];
    return this.connection.one<{ n: number }>(
      `SELECT count(*) AS n FROM ${key.table} WHERE shop = ${shopOf(key)}`,
      [shopId],
    )!.n;
  }

  private documents<T extends object>(of: DocumentTable<T>): RawCollection<T> {
    return {
      key: of.key,
      dump: (shopId) => of.pages(this.connection, shopId, pageSize),
      put: (session, shopId, all) => of.replace(session, shopId, all),
      find: (shopId, all) =>
        selectByKey<{ doc: string }, T>(this.connection, of.key, 'doc', shopId, all).map(({ doc }) =>
          of.decode(shopId, doc),
        ),
    };
  }

  private rows<T, Row>(
    key: TableKey<T>,
    columns: string,
    read: (shopId: Id, row: Row) => T,
    of: Pick<RawCollection<T>, 'dump' | 'put'>,
  ): RawCollection<T> {
    return {
      ...of,
      key,
      find: (shopId, all) =>
        selectByKey<Row, T>(this.connection, key, columns, shopId, all).map((row) => read(shopId, row)),
    };
  }
}

/** A shop's id is the shop itself, in the table. */
function shopsAsDocuments(connection: SqliteConnection): RawCollection<ShopDocument> {
  const all = (shopId: Id) =>
    shopTable
      .select(connection, shopId, 'true')
      .map(({ shopId: id, ...rest }): ShopDocument => ({ ...rest, id }));
  return {
    key: { table: 'shops', columns: [{ name: 'shop', of: ({ id }) => id }] },
    dump: (shopId) => [all(shopId)],
    put: (session, shopId, shops) =>
      shopTable.put(
        session,
        shopId,
        shops.map(({ id, ...rest }) => ({ ...rest, shopId: id })),
      ),
    find: all,
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

interface ChunkRow extends Pick<ModelChunkDocument, 'kind' | 'version' | 'part'> {
  bytes: ArrayBuffer;
}
const chunkKey: TableKey<ModelChunkDocument> = {
  table: 'model_chunks',
  columns: (['kind', 'version', 'part'] as const).map((name) => ({ name, of: (chunk) => chunk[name] })),
};
const chunkFromRow = (shopId: Id, { bytes, ...key }: ChunkRow): ModelChunkDocument => ({
  shopId,
  ...key,
  bytes: new Uint8Array(bytes),
});

/** One part at a time: they are large. */
function* chunkPages(session: Pick<Session, 'all'>, shopId: Id): Generator<ModelChunkDocument[]> {
  const keys = session.all<Pick<ModelChunkDocument, 'kind' | 'version' | 'part'>>(
    'SELECT kind, version, part FROM model_chunks WHERE shop = ? ORDER BY kind, version, part',
    [shopId],
  );
  for (const { kind, version, part } of keys) {
    const rows = session.all<ChunkRow>(
      `SELECT kind, version, part, bytes FROM model_chunks
       WHERE shop = ? AND kind = ? AND version = ? AND part = ?`,
      [shopId, kind, version, part],
    );
    yield rows.map((row) => chunkFromRow(shopId, row));
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
