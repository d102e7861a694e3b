import type { Collection } from 'mongodb';
import type { AuditDocument, Id } from '../port/documents.js';
import type { Audit, AuditRepository } from '../port/store.js';
import type { MongoConnection, Transaction } from './connection.js';
import { fromBson, inShop, toBson } from './document-mapping.js';
import { removeSome } from './remove-some.js';

/** In the transaction of what was changed. */
export async function enterAudit(
  connection: MongoConnection,
  shopId: Id,
  changed: number,
  audit: Audit | undefined,
  tx: Transaction,
): Promise<void> {
  if (audit && changed > 0)
    await connection.collection('auditLog').insertOne(toBson({ ...audit(changed), shopId }), tx);
}

/** Collection `auditLog`: appended to, read newest first. */
export class MongoAuditRepository implements AuditRepository {
  private readonly entries: Collection;

  constructor(private readonly connection: MongoConnection) {
    this.entries = this.connection.collection('auditLog');
  }

  async append(entry: AuditDocument): Promise<void> {
    await this.entries.insertOne(toBson(entry));
  }

  async list(shopId: Id, limit: number): Promise<AuditDocument[]> {
    return (await this.entries.find(inShop(shopId)).sort({ at: -1, _id: -1 }).limit(limit).toArray()).map(
      (entry) => fromBson<AuditDocument>(entry, { hasId: false }),
    );
  }

  removeBefore(shopId: Id, before: Date, limit: number): Promise<number> {
    return removeSome(this.entries, inShop(shopId, { at: { $lt: before } }), limit);
  }
}
