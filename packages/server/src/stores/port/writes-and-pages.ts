import type { AuditDocument } from './documents.js';

/** What several repositories take or answer. */

/**
 * What an owner's change stands as in the audit log, by how many documents it changed. A write that takes one enters it
 * in its own transaction, so the two stand or fall together, and only if it changed something. On a MongoDB without
 * replication, which has no transactions, a process that is cut off between the two leaves a change without its entry.
 * It only computes, as it may be asked again.
 */
export type Audit = (changed: number) => Omit<AuditDocument, 'shopId'>;

/** What a batch of idempotent writes did. `duplicates` counts those known already. */
export interface AppendResult {
  accepted: number;
  duplicates: number;
}

export interface Page<T> {
  items: T[];
  /** Give it back to go on; absent on the last page. */
  nextCursor?: string;
}

export interface PageRequest {
  limit: number;
  cursor?: string;
}

/** A fresh document: the store gives `id`, dates and `shopId`. */
export type New<T, Given extends keyof T = never> = Omit<
  T,
  'id' | 'shopId' | 'createdAt' | 'updatedAt' | Given
>;
