import type { AppendResult } from '../port/writes-and-pages.js';
import type { InteractionType } from '@shelfwise/core/wire';
import type { ProductMerge } from '../port/catalogue.js';
import { interactionTypes } from '@shelfwise/core/wire';
import type { Id, InteractionDocument } from '../port/documents.js';
import type { InteractionRepository, New } from '../port/store.js';
import { packedId, type TableKey } from './by-key.js';
import type { SqliteConnection } from './connection.js';
import type { Session } from './session.js';
import { newId } from '../shared/new-id.js';
import { requireVisitors } from './visitors.js';

/**
 * Table `interactions`, the largest: about 150 bytes a row with its three indexes. A UUID is kept as 16 bytes, any
 * other event id as text. The type is its place in `interactionTypes`, which therefore only ever grows at the end.
 */
export interface InteractionRow {
  seq: number;
  id: string;
  user: string;
  product: string;
  type: number;
  at: number;
  event: string;
  packed: number;
  session: string | null;
  quantity: number | null;
  price: number | null;
}
export const interactionColumns = `seq, lower(hex(id)) AS id, lower(hex(user)) AS user, lower(hex(product)) AS product, type, at,
  typeof(event) = 'blob' AS packed, CASE typeof(event) WHEN 'blob' THEN lower(hex(event)) ELSE event END AS event,
  session, quantity, price`;

export function interactionFromRow(shopId: Id, row: InteractionRow): InteractionDocument {
  const document: InteractionDocument = {
    id: row.id,
    shopId,
    userId: row.user,
    productId: row.product,
    interactionType: interactionTypes[row.type]!,
    timestamp: new Date(row.at),
    eventId: row.packed ? uuidText(row.event) : row.event,
  };
  if (row.session !== null) document.sessionId = row.session;
  if (row.quantity !== null) document.quantity = row.quantity;
  if (row.price !== null) document.price = row.price;
  return document;
}

const lowerCaseUuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const packUuid = (eventId: string) => (lowerCaseUuid.test(eventId) ? eventId.replaceAll('-', '') : null);
const uuidText = (hex: string) =>
  `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;

export const interactionKey: TableKey<InteractionDocument> = {
  table: 'interactions',
  packed: true,
  columns: [
    {
      name: 'event',
      of: ({ eventId }) => {
        const packed = packUuid(eventId);
        return packed ? [packed] : [null, eventId];
      },
      stored: (path) => `coalesce(unhex(value ->> '${path}[0]'), value ->> '${path}[1]')`,
    },
    { name: 'product', of: ({ productId }) => productId, stored: packedId },
  ],
};

const rowsOf = `INSERT INTO interactions (shop, id, user, product, type, at, event, session, quantity, price)
  SELECT unhex(?), unhex(value ->> 0), unhex(value ->> 1), unhex(value ->> 2), value ->> 3, value ->> 4,
    coalesce(unhex(value ->> 5), value ->> 6), value ->> 7, value ->> 8, value ->> 9
  FROM json_each(?) WHERE true`;
const insert = `${rowsOf} ON CONFLICT DO NOTHING`;
const put = `${rowsOf} ON CONFLICT (shop, event, product) DO UPDATE SET id = excluded.id, user = excluded.user,
  type = excluded.type, at = excluded.at, session = excluded.session, quantity = excluded.quantity,
  price = excluded.price`;
const rowsPerStatement = 2000;
const rowsPerMove = 50_000;
const merges =
  'WITH merges AS (SELECT unhex(value ->> 0) AS source, unhex(value ->> 1) AS target FROM json_each(?))';
const ofMerged = 'shop = unhex(?) AND seq >= ? AND seq < ? AND product IN (SELECT source FROM merges)';
const moveToProducts = `${merges} UPDATE OR IGNORE interactions
  SET product = (SELECT target FROM merges WHERE source = product) WHERE ${ofMerged}`;
/** Those of which the product has the same event already. */
const dropMoved = `${merges} DELETE FROM interactions WHERE ${ofMerged}`;

/** Writes what is not known yet; answers how many that were. */
export const insertInteractions = (
  session: Session,
  shopId: Id,
  interactions: readonly New<InteractionDocument>[],
): number => writeInteractions(session, insert, shopId, interactions);

/** Writes all, in the place of what has the same key. */
export const putInteractions = (
  session: Session,
  shopId: Id,
  interactions: readonly InteractionDocument[],
): void => void writeInteractions(session, put, shopId, interactions);

function writeInteractions(
  session: Session,
  sql: string,
  shopId: Id,
  interactions: readonly (New<InteractionDocument> & { id?: Id })[],
): number {
  let written = 0;
  for (let start = 0; start < interactions.length; start += rowsPerStatement) {
    const rows = interactions.slice(start, start + rowsPerStatement).map((interaction) => {
      const packed = packUuid(interaction.eventId);
      return [
        interaction.id ?? newId(),
        interaction.userId,
        interaction.productId,
        interactionTypes.indexOf(interaction.interactionType),
        interaction.timestamp.getTime(),
        packed,
        packed ? null : interaction.eventId,
        interaction.sessionId,
        interaction.quantity,
        interaction.price,
      ];
    });
    written += session.run(sql, [shopId, JSON.stringify(rows)]);
  }
  return written;
}

export function withdrawInteractions(session: Session, shopId: Id, eventIds: readonly string[]): void {
  if (eventIds.length === 0) return;
  const rows = eventIds.map((eventId) => {
    const packed = packUuid(eventId);
    return [packed, packed ? null : eventId];
  });
  session.run(
    `DELETE FROM interactions WHERE shop = unhex(?) AND event IN
     (SELECT coalesce(unhex(value ->> 0), value ->> 1) FROM json_each(?))`,
    [shopId, JSON.stringify(rows)],
  );
}

export class SqliteInteractionRepository implements InteractionRepository {
  constructor(private readonly connection: SqliteConnection) {}

  appendMany(shopId: Id, interactions: New<InteractionDocument>[]): Promise<AppendResult> {
    return this.connection.write((session) => {
      requireVisitors(
        session,
        shopId,
        interactions.map(({ userId }) => userId),
      );
      const accepted = insertInteractions(session, shopId, interactions);
      return { accepted, duplicates: interactions.length - accepted };
    });
  }

  async listByUser(
    shopId: Id,
    userId: Id,
    limit: number,
    types: readonly InteractionType[] = interactionTypes,
  ): Promise<InteractionDocument[]> {
    const row = this.connection.one<{ id: string }>(
      'SELECT coalesce(merged_into, id) AS id FROM visitors WHERE shop = ? AND id = ?',
      [shopId, userId],
    );
    const person = row?.id ?? userId;
    const wanted = JSON.stringify(types.map((type) => interactionTypes.indexOf(type)));
    return this.select(
      shopId,
      `user IN (SELECT unhex(?) UNION ALL SELECT unhex(id) FROM visitors WHERE shop = ? AND merged_into = ?)
         AND type IN (SELECT value FROM json_each(?)) ORDER BY at DESC, seq DESC LIMIT ?`,
      [person, shopId, person, wanted, limit],
    ).map((found) => interactionFromRow(shopId, found));
  }

  async *iterate(
    shopId: Id,
    since?: Date,
    batchSize = 5000,
    types?: readonly InteractionType[],
  ): AsyncIterable<InteractionDocument[]> {
    let [at, seq] = [since?.getTime() ?? -8.64e15, -1];
    const ofType = types ? 'AND type IN (SELECT value FROM json_each(?))' : '';
    const wanted = types ? [JSON.stringify(types.map((type) => interactionTypes.indexOf(type)))] : [];
    for (;;) {
      const where = `(at, seq) > (?, ?) ${ofType} ORDER BY at, seq LIMIT ?`;
      const rows = this.select(shopId, where, [at, seq, ...wanted, batchSize]);
      if (rows.length > 0) yield rows.map((row) => interactionFromRow(shopId, row));
      if (rows.length < batchSize) return;
      ({ at, seq } = rows.at(-1)!);
    }
  }

  async count(shopId: Id): Promise<number> {
    return this.connection.one<{ n: number }>(
      'SELECT count(*) AS n FROM interactions WHERE shop = unhex(?)',
      [shopId],
    )!.n;
  }

  async lastAt(shopId: Id): Promise<Date | null> {
    const row = this.connection.one<{ at: number | null }>(
      'SELECT max(at) AS at FROM interactions WHERE shop = unhex(?)',
      [shopId],
    );
    return typeof row?.at === 'number' ? new Date(row.at) : null;
  }

  async pageActivity(shopId: Id, since: Date): Promise<{ count: number; firstAt?: Date; lastAt?: Date }> {
    const row = this.connection.one<{ n: number; first: number | null; last: number | null }>(
      `SELECT count(*) AS n, min(at) AS first, max(at) AS last FROM interactions
         WHERE shop = unhex(?) AND at >= ? AND type <> ?`,
      [shopId, since.getTime(), interactionTypes.indexOf('purchase')],
    )!;
    if (row.first === null || row.last === null) return { count: 0 };
    return { count: row.n, firstAt: new Date(row.first), lastAt: new Date(row.last) };
  }

  async moveProducts(shopId: Id, merges: readonly ProductMerge[]): Promise<void> {
    const pairs = JSON.stringify(merges.map(({ from, into }) => [from, into]));
    const last =
      this.connection.one<{ seq: number | null }>('SELECT max(seq) AS seq FROM interactions')?.seq ?? 0;
    // No index leads from a product to them, so all are looked through, some at a time.
    for (let seq = 0; seq <= last; seq += rowsPerMove)
      await this.connection.write((session) => {
        for (const statement of [moveToProducts, dropMoved])
          session.run(statement, [pairs, shopId, seq, seq + rowsPerMove]);
      });
  }

  removeBefore(shopId: Id, before: Date, limit: number): Promise<number> {
    return this.connection.write((session) =>
      session.run(
        `DELETE FROM interactions WHERE seq IN
           (SELECT seq FROM interactions WHERE shop = unhex(?) AND at < ? ORDER BY at LIMIT ?)`,
        [shopId, before.getTime(), limit],
      ),
    );
  }

  private select(shopId: Id, where: string, params: readonly (string | number)[]) {
    return this.connection.all<InteractionRow>(
      `SELECT ${interactionColumns} FROM interactions WHERE shop = unhex(?) AND ${where}`,
      [shopId, ...params],
    );
  }
}
