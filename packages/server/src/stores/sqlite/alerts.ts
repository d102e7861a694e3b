import type { Audit } from '../port/writes-and-pages.js';
import type { AlertDocument, Id } from '../port/documents.js';
import type { AlertRepository, NewAlert } from '../port/store.js';
import { enterAudit } from './audit.js';
import type { SqliteConnection } from './connection.js';
import type { Session } from './session.js';
import { documentTable } from './document-table.js';
import { newId } from '../shared/new-id.js';

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
  dates: ['since', 'snoozedUntil', 'resolvedAt', 'announcedAt'],
});
const open = 'resolved_at IS NULL';

const openOf = (session: Session, shopId: Id, keys: readonly string[]) =>
  alertTable.select(session, shopId, `${open} AND key IN (SELECT value FROM json_each(?))`, [
    JSON.stringify(keys),
  ]);

export function openAlerts(session: Session, shopId: Id, alerts: readonly NewAlert[]): void {
  const keys = alerts.map(({ key }) => key);
  const held = new Map(openOf(session, shopId, keys).map((alert) => [alert.key, alert] as const));
  for (const alert of alerts) {
    const former = held.get(alert.key);
    held.set(alert.key, {
      ...alert,
      id: former?.id ?? newId(),
      shopId,
      since: former?.since ?? alert.since,
      ...(former?.snoozedUntil && { snoozedUntil: former.snoozedUntil }),
      ...(former?.announcedAt && { announcedAt: former.announcedAt }),
    });
  }
  alertTable.put(session, shopId, [...held.values()]);
}

export function resolveAlerts(session: Session, shopId: Id, keys: readonly string[], at: Date): void {
  const ended = openOf(session, shopId, keys).map((alert) => ({ ...alert, resolvedAt: at }));
  alertTable.put(session, shopId, ended);
}

export class SqliteAlertRepository implements AlertRepository {
  constructor(private readonly connection: SqliteConnection) {}

  openMany(shopId: Id, alerts: readonly NewAlert[]): Promise<void> {
    return this.connection.write((session) => openAlerts(session, shopId, alerts));
  }

  resolveMany(shopId: Id, keys: readonly string[], at: Date): Promise<void> {
    return this.connection.write((session) => resolveAlerts(session, shopId, keys, at));
  }

  claimUnannounced(shopId: Id, at: Date, limit: number): Promise<AlertDocument[]> {
    return this.connection.write((session) => {
      const claimed = alertTable
        .select(session, shopId, `${open} AND doc ->> 'announcedAt' IS NULL ORDER BY id LIMIT ?`, [limit])
        .map((alert) => ({ ...alert, announcedAt: at }));
      alertTable.put(session, shopId, claimed);
      return claimed;
    });
  }

  async listOpen(shopId: Id): Promise<AlertDocument[]> {
    return alertTable.select(this.connection, shopId, `${open} ORDER BY id`);
  }

  snooze(shopId: Id, key: string, until: Date, audit?: Audit): Promise<boolean> {
    return this.connection.write((session) => {
      const [alert] = alertTable.select(session, shopId, `${open} AND key = ?`, [key]);
      if (!alert) return false;
      const isSame = alert.snoozedUntil?.getTime() === until.getTime();
      alertTable.put(session, shopId, [{ ...alert, snoozedUntil: until }]);
      enterAudit(session, shopId, isSame ? 0 : 1, audit);
      return true;
    });
  }

  removeResolved(shopId: Id, before: Date, limit: number): Promise<number> {
    return this.connection.write((session) =>
      session.run(
        `DELETE FROM alerts WHERE shop = ? AND id IN
           (SELECT id FROM alerts WHERE shop = ? AND resolved_at < ? LIMIT ?)`,
        [shopId, shopId, before.getTime(), limit],
      ),
    );
  }
}
