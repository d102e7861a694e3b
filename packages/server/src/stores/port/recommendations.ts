import type { Id, RecommendationEventDocument, RecommendationRequestDocument } from './documents.js';
import type { AppendResult } from './writes-and-pages.js';

/** What was shown, and what came of it. */

/** Counts of one placement since a moment. */
export interface PlacementSummary {
  placement: string;
  /** Rows that pages asked for. */
  requests: number;
  /** Products that were seen. */
  impressions: number;
  clicks: number;
  /** Products put into the cart from a row. */
  addedToCart: number;
}

export interface RecommendationLogRepository {
  appendRequests(shopId: Id, requests: Omit<RecommendationRequestDocument, 'shopId'>[]): Promise<void>;
  appendEvents(shopId: Id, events: Omit<RecommendationEventDocument, 'shopId'>[]): Promise<AppendResult>;
  summarize(shopId: Id, since: Date): Promise<PlacementSummary[]>;
  /** Removes at most `limit` requests and `limit` events before a moment, and returns their number. */
  removeBefore(shopId: Id, before: Date, limit: number): Promise<number>;
}
