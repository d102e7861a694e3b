import type { FaqEntryDocument } from '../documents.js';
import type { FaqRepository } from '../store.js';
import type { SqliteConnection } from './connection.js';
import { documentTable } from './document-table.js';
import { newId } from '../new-id.js';

/** Table `faq_entries`: at most some hundreds a shop, read whole. */
export const faqTable = documentTable<FaqEntryDocument>({
  table: 'faq_entries',
  columns: { key: (entry) => entry.key },
  key: ['key'],
  dates: ['updatedAt'],
});

export function createFaqRepository(connection: SqliteConnection, clock: () => Date): FaqRepository {
  return {
    upsertMany: (shopId, entries) =>
      connection.write((session) => {
        const held = new Map(
          faqTable.select(session, shopId, 'true').map((entry) => [entry.key, entry] as const),
        );
        const documents = entries.map((entry): FaqEntryDocument => ({
          ...entry,
          id: held.get(entry.key)?.id ?? newId(),
          shopId,
          updatedAt: clock(),
        }));
        faqTable.put(session, shopId, documents);
      }),
    list: async (shopId) => faqTable.select(connection, shopId, 'true ORDER BY key'),
    delete: (shopId, key) =>
      connection.write(
        (session) => session.run('DELETE FROM faq_entries WHERE shop = ? AND key = ?', [shopId, key]) > 0,
      ),
  };
}
