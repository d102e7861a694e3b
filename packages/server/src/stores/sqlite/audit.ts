import type { AuditDocument, Id } from '../port/documents.js';
import type { Audit, AuditRepository } from '../port/store.js';
import type { SqliteConnection } from './connection.js';
import type { Session } from './session.js';
import { documentTable } from './document-table.js';
import { newId } from '../shared/new-id.js';

/** Table `audit_log`: appended to, read newest first. */
export const auditTable = documentTable<AuditDocument & { id: Id }>({
  table: 'audit_log',
  columns: { id: (entry) => entry.id, at: (entry) => entry.at.getTime() },
  key: ['id'],
  dates: ['at'],
});

/** In the transaction of what was changed. */
export function enterAudit(session: Session, shopId: Id, changed: number, audit: Audit | undefined): void {
  if (audit && changed > 0) auditTable.put(session, shopId, [{ ...audit(changed), shopId, id: newId() }]);
}

export class SqliteAuditRepository implements AuditRepository {
  constructor(private readonly connection: SqliteConnection) {}

  append(entry: AuditDocument): Promise<void> {
    return this.connection.write((session) =>
      auditTable.put(session, entry.shopId, [{ ...entry, id: newId() }]),
    );
  }

  async list(shopId: Id, limit: number): Promise<AuditDocument[]> {
    return auditTable
      .select(this.connection, shopId, 'true ORDER BY at DESC, id DESC LIMIT ?', [limit])
      .map(({ id: _, ...entry }) => entry);
  }

  removeBefore(shopId: Id, before: Date, limit: number): Promise<number> {
    return this.connection.write((session) =>
      session.run(
        `DELETE FROM audit_log WHERE shop = ? AND id IN
           (SELECT id FROM audit_log WHERE shop = ? AND at < ? LIMIT ?)`,
        [shopId, shopId, before.getTime(), limit],
      ),
    );
  }
}
