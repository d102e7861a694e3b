import type { Id } from '../port/documents.js';
import type { New } from '../port/writes-and-pages.js';
import type { WaitingLinkDocument } from '../port/documents.js';
import type { WaitingLinkRepository } from '../port/store.js';
import type { SqliteConnection } from './connection.js';
import { documentTable } from './document-table.js';
import { newId } from '../shared/new-id.js';
import { requireVisitors } from './visitors.js';

/** Table `waiting_links`: a few rows a shop, each for an hour. */
export const waitingLinkTable = documentTable<WaitingLinkDocument>({
  table: 'waiting_links',
  columns: {
    order_key: (link) => link.orderKey,
    user: (link) => link.userId,
    expires_at: (link) => link.expiresAt.getTime(),
  },
  key: ['order_key'],
  dates: ['at', 'expiresAt'],
});

const removeExpired = 'DELETE FROM waiting_links WHERE shop = ? AND expires_at <= ?';

export class SqliteWaitingLinkRepository implements WaitingLinkRepository {
  constructor(private readonly connection: SqliteConnection) {}

  add(shopId: Id, link: New<WaitingLinkDocument>, caps: { shop: number; visitor: number }): Promise<boolean> {
    return this.connection.write((session) => {
      session.run(removeExpired, [shopId, link.at.getTime()]);
      requireVisitors(session, shopId, [link.userId]);
      const { n, known, theirs } = session.one<Record<'n' | 'known' | 'theirs', number>>(
        `SELECT count(*) AS n, coalesce(sum(order_key = ?), 0) AS known, coalesce(sum(user = ?), 0) AS theirs
           FROM waiting_links WHERE shop = ?`,
        [link.orderKey, link.userId, shopId],
      )!;
      if (known > 0 || n >= caps.shop || theirs >= caps.visitor) return false;
      waitingLinkTable.put(session, shopId, [{ ...link, id: newId(), shopId }]);
      return true;
    });
  }

  async findMany(shopId: Id, orderKeys: readonly string[]): Promise<Map<string, WaitingLinkDocument>> {
    const found = waitingLinkTable.select(
      this.connection,
      shopId,
      'order_key IN (SELECT value FROM json_each(?))',
      [JSON.stringify(orderKeys)],
    );
    return new Map(found.map((link) => [link.orderKey, link]));
  }

  removeExpired(shopId: Id, before: Date): Promise<number> {
    return this.connection.write((session) => session.run(removeExpired, [shopId, before.getTime()]));
  }
}
