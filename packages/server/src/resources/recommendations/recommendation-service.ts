import type { RecommendationRequest, RecommendationResponse } from '@shelfwise/core/wire';
import type { ShopDocument } from '../../stores/port/documents.js';

export interface RecommendationService {
  /** Applies fallbacks, exclusions and reasons, logs the request, and never throws for lack of data. */
  recommend(
    shop: ShopDocument,
    request: Omit<RecommendationRequest, 'key'>,
    now: Date,
  ): Promise<RecommendationResponse>;
  /** The same as JSON text. What holds nothing about a visitor is kept ready while catalogue and model stay as they are. */
  answer(shop: ShopDocument, request: Omit<RecommendationRequest, 'key'>, now: Date): Promise<string>;
  /** Writes what was shown and is not logged yet. */
  close(): Promise<void>;
}
