import type { Consent, InteractionType } from '@shelfwise/core/wire';
import type { Id, InteractionDocument, VisitorDocument } from './documents.js';
import type { ProductMerge } from './catalogue.js';
import type { AppendResult, New } from './writes-and-pages.js';

/** Who came, and what they did. */

export interface VisitorRepository {
  /**
   * Finds or makes the visitor by key, notes `seenAt` and consent. A key that was merged into another visitor begins a
   * new one: who comes with the key alone is not known to be that person.
   */
  touch(
    shopId: Id,
    key: string,
    consent: Consent,
    seenAt: Date,
    customerKey?: string,
  ): Promise<VisitorDocument>;
  /** As `touch` for many imported customers at once (`customer:<key>`); answers a map from customer key. */
  ensureCustomers(shopId: Id, customerKeys: readonly string[], seenAt: Date): Promise<Map<string, Id>>;
  /** Follows `mergedInto`. */
  findByKey(shopId: Id, key: string): Promise<VisitorDocument | null>;
  /** Marks `from` as merged into `into`; reads of `from`'s interactions find them under `into`. */
  merge(shopId: Id, from: Id, into: Id): Promise<void>;
  /** Removes the visitor, their interactions and conversations, and unlinks their orders. */
  erase(shopId: Id, visitorId: Id): Promise<void>;
  /**
   * Erases at most `limit` visitors who neither came nor ordered nor did anything since a moment, and removes as many
   * keys that were merged before it; answers how many.
   */
  removeUnseen(shopId: Id, since: Date, limit: number): Promise<number>;
}

export interface InteractionRepository {
  /**
   * Unique by (shop, eventId, productId). Any size; written in one transaction a call. `NotFound`, and nothing is
   * written, when one of the visitors was erased or merged into another: they are told apart in that same transaction.
   */
  appendMany(shopId: Id, interactions: New<InteractionDocument>[]): Promise<AppendResult>;
  /** Newest first; merged visitors included. */
  listByUser(
    shopId: Id,
    userId: Id,
    limit: number,
    types?: readonly InteractionType[],
  ): Promise<InteractionDocument[]>;
  /** Oldest first by timestamp, in batches. `since` is inclusive. Without `types`, all of them. */
  iterate(
    shopId: Id,
    since?: Date,
    batchSize?: number,
    types?: readonly InteractionType[],
  ): AsyncIterable<InteractionDocument[]>;
  count(shopId: Id): Promise<number>;
  lastAt(shopId: Id): Promise<Date | null>;
  /** What pages reported since a moment: everything but purchases, which come from orders. */
  pageActivity(shopId: Id, since: Date): Promise<{ count: number; firstAt?: Date; lastAt?: Date }>;
  /** Rewrites which product they are of. Not in one transaction, as they may be many; doing it again changes nothing. */
  moveProducts(shopId: Id, merges: readonly ProductMerge[]): Promise<void>;
  /** Removes at most `limit` of those before a moment, oldest first; answers how many. */
  removeBefore(shopId: Id, before: Date, limit: number): Promise<number>;
}
