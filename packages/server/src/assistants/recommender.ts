import type { RecommendationRequest, RecommendationResponse } from '@shelfwise/core/wire';
import type { ShopDocument } from '../stores/port/documents.js';

/** What assistants need of recommendations (port); the resource of that name is it. */
export interface Recommender {
  /** A row for a placement; it never throws for lack of data. */
  recommend(
    shop: ShopDocument,
    request: Omit<RecommendationRequest, 'key'>,
    now: Date,
  ): Promise<RecommendationResponse>;
}
