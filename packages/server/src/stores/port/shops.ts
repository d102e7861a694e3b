import type { ApiKeyDocument, AuditDocument, Id, ShopDocument } from './documents.js';
import type { Audit } from './writes-and-pages.js';

/** Shops, their keys, and what was done in their name. */

export interface ShopRepository {
  /** Throws `Conflict` when the name is taken. */
  create(shop: Pick<ShopDocument, 'name' | 'settings'>): Promise<ShopDocument>;
  findById(shopId: Id): Promise<ShopDocument | null>;
  findByName(name: string): Promise<ShopDocument | null>;
  list(): Promise<ShopDocument[]>;
  /** The same settings again change nothing. Throws `Conflict` when `expected` is given and is not the revision held. */
  updateSettings(
    shopId: Id,
    settings: ShopDocument['settings'],
    expected?: number,
    audit?: Audit,
  ): Promise<ShopDocument>;
  /** Notes that all daily sales follow the settings of this revision. */
  setDailySalesRevision(shopId: Id, revision: number): Promise<void>;
  /** Ends every session of the owner: raises `sessionEpoch`. */
  endSessions(shopId: Id, audit?: Audit): Promise<void>;
  /**
   * From now on the shop is found by this alone, so that its keys and sessions open nothing and no job of it begins; its
   * name stays taken. Answers it, also when its removal began before; null when there is none of that name.
   */
  beginRemoval(name: string): Promise<ShopDocument | null>;
  /** Removes a shop whose removal began, with what the adapter keeps of it beside the collections; those are empty. */
  endRemoval(shopId: Id): Promise<void>;
}

export interface ApiKeyRepository {
  create(shopId: Id, key: Omit<ApiKeyDocument, 'id' | 'shopId' | 'createdAt'>): Promise<ApiKeyDocument>;
  /** Over all shops: this is how a request's shop is found. Revoked keys are answered too. */
  findByHash(hash: string): Promise<ApiKeyDocument | null>;
  list(shopId: Id): Promise<ApiKeyDocument[]>;
  revoke(shopId: Id, keyId: Id, at: Date): Promise<void>;
}

export interface AuditRepository {
  /** For what changes no document; a change brings its own entry (`Audit`). */
  append(entry: AuditDocument): Promise<void>;
  list(shopId: Id, limit: number): Promise<AuditDocument[]>;
  /** Removes at most `limit` entries before a moment; answers how many. */
  removeBefore(shopId: Id, before: Date, limit: number): Promise<number>;
}
