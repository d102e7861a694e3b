import type { Id } from '../port/documents.js';
import type { AppendResult, Audit, New } from '../port/writes-and-pages.js';
import type { Collection, Document } from 'mongodb';
import type { FaqEntryDocument } from '../port/documents.js';
import type { FaqRepository } from '../port/store.js';
import { changedEntries } from '../shared/faq-changes.js';
import { enterAudit } from './audit.js';
import type { MongoConnection } from './connection.js';
import { fromBson, inShop, toBson } from './document-mapping.js';
import { putDocuments } from './put-documents.js';

const read = (bson: Document) => fromBson<FaqEntryDocument>(bson);

/** Collection `faqEntries`: at most some hundreds a shop, read whole. */
export class MongoFaqRepository implements FaqRepository {
  private readonly entries: Collection;

  constructor(
    private readonly connection: MongoConnection,
    private readonly clock: () => Date,
  ) {
    this.entries = this.connection.collection('faqEntries');
  }

  upsertMany(shopId: Id, given: New<FaqEntryDocument>[], audit?: Audit): Promise<AppendResult> {
    return this.connection.transaction(async (tx) => {
      const all = (await this.entries.find(inShop(shopId), tx).toArray()).map(read);
      const held = new Map(all.map((entry) => [entry.key, entry]));
      const changed = changedEntries(held, given, { shopId, now: this.clock() });
      const documents = changed.map((entry) => ({ bson: toBson(entry), isNew: !held.has(entry.key) }));
      await putDocuments(this.entries, documents, tx);
      await enterAudit(this.connection, shopId, changed.length, audit, tx);
      return { accepted: changed.length, duplicates: given.length - changed.length };
    });
  }

  async list(shopId: Id): Promise<FaqEntryDocument[]> {
    return (await this.entries.find(inShop(shopId)).sort({ key: 1 }).toArray()).map(read);
  }

  delete(shopId: Id, key: string, audit?: Audit): Promise<boolean> {
    return this.connection.transaction(async (tx) => {
      const { deletedCount } = await this.entries.deleteOne(inShop(shopId, { key }), tx);
      await enterAudit(this.connection, shopId, deletedCount, audit, tx);
      return deletedCount > 0;
    });
  }
}
