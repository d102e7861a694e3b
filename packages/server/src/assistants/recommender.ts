import type { RecommendationRequest, RecommendationResponse } from '@shelfwise/core/wire';
import type { ShopDocument } from '../stores/port/documents.js';

/** Port: what assistants need of recommendations. `resources/recommendations` implements it. */
export interface Recommender {
  /** A row for a placement, which may be empty; it never throws for lack of data. */
  recommend(
    shop: ShopDocument,
    request: Omit<RecommendationRequest, 'key'>,
    now: Date,
  ): Promise<RecommendationResponse>;
}
