import type { AlertDocument } from '../documents.js';
import type { AlertRepository } from '../store.js';
import type { SqliteConnection } from './connection.js';
import { documentTable } from './document-table.js';
import { newId } from '../new-id.js';

/** Table `alerts`: at most one open row a key; closed ones stay as history. */
export const alertTable = documentTable<AlertDocument>({
  table: 'alerts',
  columns: {
    id: (alert) => alert.id,
    key: (alert) => alert.key,
    kind: (alert) => alert.kind,
    resolved_at: (alert) => alert.resolvedAt?.getTime(),
  },
  key: ['id'],
  dates: ['since', 'snoozedUntil', 'resolvedAt'],
});
const open = 'resolved_at IS NULL';

export function createAlertRepository(connection: SqliteConnection): AlertRepository {
  return {
    openMany: (shopId, alerts) =>
      connection.write((session) => {
        const held = new Map(
          alertTable.select(session, shopId, open).map((alert) => [alert.key, alert] as const),
        );
        for (const alert of alerts) {
          const former = held.get(alert.key);
          held.set(alert.key, {
            ...alert,
            id: former?.id ?? newId(),
            shopId,
            since: former?.since ?? alert.since,
            ...(former?.snoozedUntil && { snoozedUntil: former.snoozedUntil }),
          });
        }
        alertTable.put(
          session,
          shopId,
          [...new Set(alerts.map(({ key }) => key))].map((key) => held.get(key)!),
        );
      }),
    resolveOthers: (shopId, kind, keep, at) =>
      connection.write((session) => {
        const kept = new Set(keep);
        const others = alertTable
          .select(session, shopId, `${open} AND kind = ?`, [kind])
          .filter((alert) => !kept.has(alert.key));
        alertTable.put(
          session,
          shopId,
          others.map((alert) => ({ ...alert, resolvedAt: at })),
        );
      }),
    listOpen: async (shopId) => alertTable.select(connection, shopId, `${open} ORDER BY id`),
    snooze: (shopId, key, until) =>
      connection.write((session) => {
        const [alert] = alertTable.select(session, shopId, `${open} AND key = ?`, [key]);
        if (!alert) return false;
        alertTable.put(session, shopId, [{ ...alert, snoozedUntil: until }]);
        return true;
      }),
    removeResolved: (shopId, before, limit) =>
      connection.write((session) =>
        session.run(
          `DELETE FROM alerts WHERE shop = ? AND id IN
           (SELECT id FROM alerts WHERE shop = ? AND resolved_at < ? LIMIT ?)`,
          [shopId, shopId, before.getTime(), limit],
        ),
      ),
  };
}
