import type { Id } from '../port/documents.js';
import type { ApiKeyDocument } from '../port/documents.js';
import type { ApiKeyRepository } from '../port/store.js';
import { NotFound } from '../port/store-errors.js';
import type { SqliteConnection } from './connection.js';
import { documentTable } from './document-table.js';
import { newId } from '../shared/new-id.js';

/** Table `api_keys`: found by hash over all shops, since the key is how a request's shop is known. */
export const apiKeyTable = documentTable<ApiKeyDocument>({
  table: 'api_keys',
  columns: { id: (key) => key.id, hash: (key) => key.hash },
  key: ['id'],
  dates: ['createdAt', 'revokedAt'],
});

export class SqliteApiKeyRepository implements ApiKeyRepository {
  constructor(
    private readonly connection: SqliteConnection,
    private readonly clock: () => Date,
  ) {}

  create(shopId: Id, key: Omit<ApiKeyDocument, 'id' | 'shopId' | 'createdAt'>): Promise<ApiKeyDocument> {
    return this.connection.write((session) => {
      const document: ApiKeyDocument = { ...key, id: newId(), shopId, createdAt: this.clock() };
      apiKeyTable.put(session, shopId, [document]);
      return document;
    });
  }

  async findByHash(hash: string): Promise<ApiKeyDocument | null> {
    const row = this.connection.one<{ shop: string; doc: string }>(
      'SELECT shop, doc FROM api_keys WHERE hash = ?',
      [hash],
    );
    return row ? apiKeyTable.decode(row.shop, row.doc) : null;
  }

  async list(shopId: Id): Promise<ApiKeyDocument[]> {
    return apiKeyTable.select(this.connection, shopId, 'true ORDER BY id');
  }

  revoke(shopId: Id, keyId: Id, at: Date): Promise<void> {
    return this.connection.write((session) => {
      const [key] = apiKeyTable.select(session, shopId, 'id = ?', [keyId]);
      if (!key) throw new NotFound('There is no such key.');
      apiKeyTable.put(session, shopId, [{ ...key, revokedAt: at }]);
    });
  }
}
