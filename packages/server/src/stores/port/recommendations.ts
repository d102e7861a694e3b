import type { Id, RecommendationEventDocument, RecommendationRequestDocument } from './documents.js';
import type { AppendResult } from './writes-and-pages.js';

/** What was shown, and what came of it. */

export interface RecommendationLogRepository {
  appendRequests(shopId: Id, requests: Omit<RecommendationRequestDocument, 'shopId'>[]): Promise<void>;
  appendEvents(shopId: Id, events: Omit<RecommendationEventDocument, 'shopId'>[]): Promise<AppendResult>;
  /** Counts by placement since a moment: rows asked for (`requests`), and products seen, clicked, put in the cart. */
  summarize(
    shopId: Id,
    since: Date,
  ): Promise<
    { placement: string; requests: number; impressions: number; clicks: number; addedToCart: number }[]
  >;
  /** Removes at most `limit` requests and `limit` events before a moment; answers how many. */
  removeBefore(shopId: Id, before: Date, limit: number): Promise<number>;
}
