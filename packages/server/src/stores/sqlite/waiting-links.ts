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

export function createWaitingLinkRepository(connection: SqliteConnection): WaitingLinkRepository {
  return {
    add: (shopId, link, caps) =>
      connection.write((session) => {
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
      }),
    async findMany(shopId, orderKeys) {
      const found = waitingLinkTable.select(
        connection,
        shopId,
        'order_key IN (SELECT value FROM json_each(?))',
        [JSON.stringify(orderKeys)],
      );
      return new Map(found.map((link) => [link.orderKey, link]));
    },
    removeExpired: (shopId, before) =>
      connection.write((session) => session.run(removeExpired, [shopId, before.getTime()])),
  };
}
