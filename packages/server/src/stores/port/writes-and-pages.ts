/** What several repositories take or answer. */

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
