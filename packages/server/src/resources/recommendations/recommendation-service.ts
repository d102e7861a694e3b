import type { RecommendationRequest, RecommendationResponse } from '@shelfwise/core/wire';
import type { ShopDocument } from '../../stores/documents.js';

export interface RecommendationService {
  /** Applies fallbacks, exclusions and reasons, logs the request, and never throws for lack of data. */
  recommend(
    shop: ShopDocument,
    request: Omit<RecommendationRequest, 'key'>,
    now: Date,
  ): Promise<RecommendationResponse>;
}
