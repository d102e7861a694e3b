import type { Page, PageRequest } from '../port/writes-and-pages.js';
import type { Id, OrderDocument, OrderLineDocument } from '../port/documents.js';
import { newPeople, nextRevisions } from '../shared/order-revisions.js';
import type { OrderRepository, OrderWrite } from '../port/store.js';
import type { TableKey } from './by-key.js';
import type { SqliteConnection } from './connection.js';
import type { Session } from './session.js';
import { parseTimeCursor, toTimeCursor } from '../shared/time-cursor.js';
import { sumSales } from '../shared/sum-sales.js';
import { addDailySales } from './daily-sales.js';
import { insertInteractions, withdrawInteractions } from './interactions.js';
import { moveStock } from './inventory.js';
import { requireVisitors } from './visitors.js';

/**
 * Table `orders`. Lines are short arrays in the JSON document. A call of `recordMany` is one transaction, taken in
 * slices so that requests are answered in between; 1,000 orders of 22 lines take about half a second in all.
 */
export interface OrderRow {
  id: string;
  key: string;
  placed_at: number;
  user: string | null;
  revision: number;
  doc: string;
}
type Line = [productId: Id, quantity: number, unitPrice: number];
type OrderRest = Omit<OrderDocument, 'id' | 'shopId' | 'key' | 'placedAt' | 'userId' | 'revision' | 'lines'>;
type StoredOrder = Omit<OrderRest, 'updatedAt' | 'reportedAt'> & {
  lines: Line[];
  updatedAt: string;
  reportedAt?: string;
};

export const orderColumns = 'lower(hex(id)) AS id, key, placed_at, lower(hex(user)) AS user, revision, doc';

export function orderFromRow(shopId: Id, row: OrderRow): OrderDocument {
  const { lines, updatedAt, reportedAt, ...rest } = JSON.parse(row.doc) as StoredOrder;
  return {
    ...rest,
    id: row.id,
    shopId,
    key: row.key,
    placedAt: new Date(row.placed_at),
    ...(row.user && { userId: row.user }),
    revision: row.revision,
    lines: lines.map(([productId, quantity, unitPrice]): OrderLineDocument => ({
      productId,
      quantity,
      unitPrice,
    })),
    ...(reportedAt !== undefined && { reportedAt: new Date(reportedAt) }),
    updatedAt: new Date(updatedAt),
  };
}

export const orderKey: TableKey<OrderDocument> = {
  table: 'orders',
  packed: true,
  columns: [{ name: 'key', of: ({ key }) => key }],
};

const upsert = `INSERT INTO orders (shop, id, key, placed_at, user, revision, doc)
  SELECT unhex(?), unhex(value ->> 0), value ->> 1, value ->> 2, unhex(value ->> 3), value ->> 4, value ->> 5
  FROM json_each(?) WHERE true
  ON CONFLICT (shop, key) DO UPDATE SET id = excluded.id, placed_at = excluded.placed_at, user = excluded.user,
    revision = excluded.revision, doc = excluded.doc`;
const heldByKey = `SELECT key, lower(hex(id)) AS id, revision, nullif(lower(hex(user)), '') AS user FROM orders
  WHERE shop = unhex(?) AND key IN (SELECT value FROM json_each(?))`;
const ordersPerSlice = 100;

export function putOrders(session: Session, shopId: Id, orders: readonly OrderDocument[]): void {
  const rows = orders.map((order) => {
    const { id, shopId: _, key, placedAt, userId, revision, lines, ...rest } = order;
    const doc = {
      ...rest,
      lines: lines.map((line): Line => [line.productId, line.quantity, line.unitPrice]),
    };
    return [id, key, placedAt.getTime(), userId, revision, JSON.stringify(doc)];
  });
  session.run(upsert, [shopId, JSON.stringify(rows)]);
}

export class SqliteOrderRepository implements OrderRepository {
  constructor(
    private readonly connection: SqliteConnection,
    private readonly clock: () => Date,
  ) {}

  async findByKey(shopId: Id, key: string): Promise<OrderDocument | null> {
    const [row] = this.select(shopId, 'key = ?', [key]);
    return row ? orderFromRow(shopId, row) : null;
  }

  async findByKeys(shopId: Id, keys: readonly string[]): Promise<Map<string, OrderDocument>> {
    const rows = this.select(shopId, 'key IN (SELECT value FROM json_each(?))', [JSON.stringify(keys)]);
    return new Map(rows.map((row) => [row.key, orderFromRow(shopId, row)]));
  }

  recordMany(shopId: Id, writes: OrderWrite[]): Promise<void> {
    const { clock } = this;
    return this.connection.writeInSlices(function* (session) {
      for (let start = 0; start < writes.length; start += ordersPerSlice) {
        yield* record(session, shopId, writes.slice(start, start + ordersPerSlice), clock());
      }
    });
  }

  async list(shopId: Id, { limit, cursor }: PageRequest): Promise<Page<OrderDocument>> {
    const { at, id } =
      cursor === undefined ? { at: 8.64e15, id: 8.64e15 } : parseTimeCursor(cursor, /^\d{1,15}$/);
    const rows = this.select(
      shopId,
      '(placed_at, rowid) < (?, ?) ORDER BY placed_at DESC, rowid DESC LIMIT ?',
      [at, Number(id), limit + 1],
    );
    const more = rows.length > limit;
    if (more) rows.pop();
    const last = rows.at(-1);
    return {
      items: rows.map((row) => orderFromRow(shopId, row)),
      ...(more && last && { nextCursor: toTimeCursor(last.placed_at, last.seq) }),
    };
  }

  async listByUser(shopId: Id, userId: Id, limit: number): Promise<OrderDocument[]> {
    const newest = 'user = unhex(?) ORDER BY placed_at DESC, rowid DESC LIMIT ?';
    return this.select(shopId, newest, [userId, limit]).map((row) => orderFromRow(shopId, row));
  }

  async *iterate(shopId: Id, since?: Date, batchSize = 1000): AsyncIterable<OrderDocument[]> {
    let [at, seq] = [since?.getTime() ?? -8.64e15, -1];
    for (;;) {
      const rows = this.select(shopId, '(placed_at, rowid) > (?, ?) ORDER BY placed_at, rowid LIMIT ?', [
        at,
        seq,
        batchSize,
      ]);
      if (rows.length > 0) yield rows.map((row) => orderFromRow(shopId, row));
      if (rows.length < batchSize) return;
      ({ placed_at: at, seq } = rows.at(-1)!);
    }
  }

  async count(shopId: Id): Promise<number> {
    return this.connection.one<{ n: number }>('SELECT count(*) AS n FROM orders WHERE shop = unhex(?)', [
      shopId,
    ])!.n;
  }

  async lastAt(shopId: Id): Promise<Date | null> {
    const row = this.connection.one<{ at: number | null }>(
      'SELECT max(placed_at) AS at FROM orders WHERE shop = unhex(?)',
      [shopId],
    );
    return typeof row?.at === 'number' ? new Date(row.at) : null;
  }

  private select(shopId: Id, where: string, params: readonly (string | number)[]) {
    return this.connection.all<OrderRow & { seq: number }>(
      `SELECT rowid AS seq, ${orderColumns} FROM orders WHERE shop = unhex(?) AND ${where}`,
      [shopId, ...params],
    );
  }
}

/** One slice of a call: the orders, then everything that follows from them, each in few statements. */
function* record(
  session: Session,
  shopId: Id,
  writes: readonly OrderWrite[],
  now: Date,
): Generator<void, void> {
  const rows = session.all<{ key: string; id: string; revision: number; user: string | null }>(heldByKey, [
    shopId,
    JSON.stringify(writes.map(({ order }) => order.key)),
  ]);
  const held = rows.map(({ user, ...row }) => ({ ...row, userId: user ?? undefined }));
  const orders = nextRevisions(held, writes, { shopId, now });
  const people = newPeople(held, orders);
  if (people.length > 0) requireVisitors(session, shopId, people);
  putOrders(session, shopId, orders);
  yield;
  for (const { interactions, withdrawnEventIds } of writes) {
    // In the order of the writes: a later revision in the same call may withdraw what an earlier one brought.
    if (withdrawnEventIds.length === 0) continue;
    withdrawInteractions(session, shopId, withdrawnEventIds);
    insertInteractions(session, shopId, interactions);
  }
  insertInteractions(
    session,
    shopId,
    writes.flatMap((write) => (write.withdrawnEventIds.length === 0 ? write.interactions : [])),
  );
  yield;
  addDailySales(session, shopId, sumSales(writes.flatMap(({ sales }) => sales)));
  const movements = writes.flatMap((write) => write.movements);
  if (movements.length > 0) moveStock(session, shopId, movements, now);
  yield;
}
