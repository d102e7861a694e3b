import type { Id } from '../port/documents.js';
import type { AppendResult, Audit, New } from '../port/writes-and-pages.js';
import type { FaqEntryDocument } from '../port/documents.js';
import type { FaqRepository } from '../port/store.js';
import { enterAudit } from './audit.js';
import type { SqliteConnection } from './connection.js';
import { documentTable } from './document-table.js';
import { changedEntries } from '../shared/faq-changes.js';

/** Table `faq_entries`: at most some hundreds a shop, read whole. */
export const faqTable = documentTable<FaqEntryDocument>({
  table: 'faq_entries',
  columns: { key: (entry) => entry.key },
  key: ['key'],
  dates: ['updatedAt'],
});

export class SqliteFaqRepository implements FaqRepository {
  constructor(
    private readonly connection: SqliteConnection,
    private readonly clock: () => Date,
  ) {}

  upsertMany(shopId: Id, entries: New<FaqEntryDocument>[], audit?: Audit): Promise<AppendResult> {
    return this.connection.write((session) => {
      const held = new Map(
        faqTable.select(session, shopId, 'true').map((entry) => [entry.key, entry] as const),
      );
      const changed = changedEntries(held, entries, { shopId, now: this.clock() });
      faqTable.put(session, shopId, changed);
      enterAudit(session, shopId, changed.length, audit);
      return { accepted: changed.length, duplicates: entries.length - changed.length };
    });
  }

  async list(shopId: Id): Promise<FaqEntryDocument[]> {
    return faqTable.select(this.connection, shopId, 'true ORDER BY key');
  }

  delete(shopId: Id, key: string, audit?: Audit): Promise<boolean> {
    return this.connection.write((session) => {
      const removed = session.run('DELETE FROM faq_entries WHERE shop = ? AND key = ?', [shopId, key]);
      enterAudit(session, shopId, removed, audit);
      return removed > 0;
    });
  }
}
