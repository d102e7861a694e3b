import type { Consent } from '@shelfwise/core/wire';
import type { Id, VisitorDocument } from '../port/documents.js';
import type { VisitorRepository } from '../port/store.js';
import { NotFound } from '../port/store-errors.js';
import { idsByCustomer, isCurrent, newCustomers, visitorKeysOf } from '../shared/visitor-changes.js';
import type { SqliteConnection } from './connection.js';
import type { Session } from './session.js';
import { documentTable } from './document-table.js';
import { newId } from '../shared/new-id.js';

/**
 * Table `visitors`. A merge moves interactions, orders and conversations at once, in its transaction, and points every
 * earlier merge at the final visitor, so that reads follow one step at most.
 */
export const visitorTable = documentTable<VisitorDocument>({
  table: 'visitors',
  columns: {
    id: (visitor) => visitor.id,
    key: (visitor) => visitor.key,
    customer_key: (visitor) => visitor.customerKey,
    merged_into: (visitor) => visitor.mergedInto,
    last_seen: (visitor) => visitor.lastSeen.getTime(),
  },
  key: ['key'],
  dates: ['firstSeen', 'lastSeen'],
});

const moveInteractions = 'UPDATE interactions SET user = unhex(?) WHERE shop = unhex(?) AND user = unhex(?)';
/** A new revision: whoever changes such an order meanwhile must look again whose it is. */
const moveOrders =
  'UPDATE orders SET user = unhex(?), revision = revision + 1 WHERE shop = unhex(?) AND user = unhex(?)';
const moveLinks = `UPDATE waiting_links SET user = ?, doc = json_set(doc, '$.userId', ?)
  WHERE shop = ? AND user = ?`;
const moveConversations = `UPDATE conversations SET user = ?, doc = json_set(doc, '$.userId', ?)
  WHERE shop = ? AND user = ?`;

/** The customer's name and the digests of e-mail and postcode are the person's too. */
const unlinkOrders = `UPDATE orders SET user = NULL, revision = revision + 1,
  doc = json_remove(doc, '$.customerKey', '$.emailDigest', '$.postcodeDigest')
  WHERE shop = unhex(?) AND user = unhex(?)`;

/** A merge moved everything: the key alone would only begin anew. */
const oldMerged = `DELETE FROM visitors WHERE rowid IN
  (SELECT rowid FROM visitors WHERE shop = ? AND merged_into IS NOT NULL AND last_seen < ? LIMIT ?)`;
const unseen = `SELECT v.id FROM visitors v WHERE v.shop = ? AND v.merged_into IS NULL AND v.last_seen < ?
  AND NOT EXISTS (SELECT 1 FROM orders WHERE shop = unhex(v.shop) AND user = unhex(v.id) AND placed_at >= ?)
  AND NOT EXISTS (SELECT 1 FROM interactions WHERE shop = unhex(v.shop) AND user = unhex(v.id) AND at >= ?)
  LIMIT ?`;

const currentAmong = `SELECT count(*) AS n FROM visitors
  WHERE shop = ? AND id IN (SELECT value FROM json_each(?)) AND merged_into IS NULL`;

/** `NotFound` unless each of them is a visitor still; to be asked in the transaction that writes under their ids. */
export function requireVisitors(session: Session, shopId: Id, ids: readonly Id[]): void {
  const people = new Set(ids);
  const { n } = session.one<{ n: number }>(currentAmong, [shopId, JSON.stringify([...people])])!;
  if (n < people.size) throw new NotFound('There is no such visitor.');
}

export class SqliteVisitorRepository implements VisitorRepository {
  constructor(private readonly connection: SqliteConnection) {}

  async touch(
    shopId: Id,
    key: string,
    consent: Consent,
    seenAt: Date,
    customerKey?: string,
  ): Promise<VisitorDocument> {
    const known = this.exactly(this.connection, shopId, key);
    if (known && isCurrent(known, consent, seenAt, customerKey)) return known;
    return this.connection.write((session) => {
      const held = this.exactly(session, shopId, key);
      const visitor: VisitorDocument = {
        ...(held ?? { id: newId(), shopId, key, firstSeen: seenAt }),
        consent,
        lastSeen: held && held.lastSeen > seenAt ? held.lastSeen : seenAt,
        ...(customerKey !== undefined && { customerKey }),
      };
      visitorTable.put(session, shopId, [visitor]);
      return visitor;
    });
  }

  ensureCustomers(shopId: Id, customerKeys: readonly string[], seenAt: Date): Promise<Map<string, Id>> {
    return this.connection.write((session) => {
      const keys = visitorKeysOf(customerKeys);
      const rows = session.all<{ key: string; id: string }>(
        `SELECT key, coalesce(merged_into, id) AS id FROM visitors
           WHERE shop = ? AND key IN (SELECT value FROM json_each(?))`,
        [shopId, JSON.stringify(keys)],
      );
      const ids = new Map(rows.map(({ key, id }) => [key, id]));
      const made = newCustomers(shopId, keys, ids, seenAt);
      visitorTable.put(session, shopId, made);
      return idsByCustomer(ids, made);
    });
  }

  async findByKey(shopId: Id, key: string): Promise<VisitorDocument | null> {
    return this.findVisitor(this.connection, shopId, key) ?? null;
  }

  merge(shopId: Id, from: Id, into: Id): Promise<void> {
    return this.connection.write((session) => {
      const target = this.find(session, shopId, 'id = ?', into);
      const [source] = visitorTable.select(session, shopId, 'id = ?', [from]);
      if (!target || !source) throw new NotFound('There is no such visitor.');
      if (target.id === source.id) return;
      const merged = visitorTable.select(session, shopId, 'merged_into = ?', [source.id]);
      visitorTable.put(
        session,
        shopId,
        [source, ...merged].map((visitor) => ({ ...visitor, mergedInto: target.id })),
      );
      session.run(moveInteractions, [target.id, shopId, source.id]);
      session.run(moveOrders, [target.id, shopId, source.id]);
      session.run(moveConversations, [target.id, target.id, shopId, source.id]);
      session.run(moveLinks, [target.id, target.id, shopId, source.id]);
    });
  }

  erase(shopId: Id, visitorId: Id): Promise<void> {
    return this.connection.write((session) => this.eraseWithin(session, shopId, visitorId));
  }

  removeUnseen(shopId: Id, since: Date, limit: number): Promise<number> {
    return this.connection.write((session) => {
      const at = since.getTime();
      const keys = session.run(oldMerged, [shopId, at, limit]);
      const people = session.all<{ id: string }>(unseen, [shopId, at, at, at, limit]);
      for (const { id } of people) this.eraseWithin(session, shopId, id);
      return keys + people.length;
    });
  }

  private find(session: Pick<Session, 'all'>, shopId: Id, where: string, value: string) {
    const [visitor] = visitorTable.select(session, shopId, where, [value]);
    if (!visitor?.mergedInto) return visitor;
    return visitorTable.select(session, shopId, 'id = ?', [visitor.mergedInto])[0] ?? visitor;
  }

  private findVisitor(session: Pick<Session, 'all'>, shopId: Id, key: string) {
    return this.find(session, shopId, 'key = ?', key);
  }

  /** The visitor of this very key, unless it was merged into another. */
  private exactly(session: Pick<Session, 'all'>, shopId: Id, key: string) {
    const [visitor] = visitorTable.select(session, shopId, 'key = ?', [key]);
    return visitor?.mergedInto === undefined ? visitor : undefined;
  }

  private eraseWithin(session: Session, shopId: Id, visitorId: Id): void {
    const person = this.find(session, shopId, 'id = ?', visitorId)?.id ?? visitorId;
    const people = session.all<{ id: string }>(
      'SELECT id FROM visitors WHERE shop = ? AND (id = ? OR merged_into = ?)',
      [shopId, person, person],
    );
    for (const { id } of people) {
      session.run('DELETE FROM interactions WHERE shop = unhex(?) AND user = unhex(?)', [shopId, id]);
      session.run(unlinkOrders, [shopId, id]);
      session.run('DELETE FROM waiting_links WHERE shop = ? AND user = ?', [shopId, id]);
      session.run(
        `DELETE FROM conversation_events WHERE shop = ? AND conversation IN
             (SELECT id FROM conversations WHERE shop = ? AND user = ?)`,
        [shopId, shopId, id],
      );
      session.run('DELETE FROM conversations WHERE shop = ? AND user = ?', [shopId, id]);
      session.run('DELETE FROM visitors WHERE shop = ? AND id = ?', [shopId, id]);
    }
  }
}
