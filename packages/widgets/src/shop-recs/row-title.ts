import type { Placement, RecommendationResponse } from '@shelfwise/core/wire';
import type { Localizer } from '../internal/localizer.js';
import { reasonText } from '../parts/product-card/reason-text.js';
import type { RecsMessages } from './recs-messages.js';

/** Reasons that describe a single product. For a whole row the title of its placement says the same. */
const ofOneProduct = ['bestseller', 'recently-viewed', 'bought-before'];

/**
 * The title of a row: the reason that all its items share, else the title of the placement that filled it.
 */
export function rowTitle(
  placement: Placement,
  answer: RecommendationResponse | undefined,
  localizer: Localizer<RecsMessages>,
): string {
  const reason = answer?.reason;
  const shared = reason && !ofOneProduct.includes(reason.code) ? reasonText(reason, localizer) : '';
  if (shared !== '') return shared;
  const filledBy = answer?.filledBy ?? placement;
  switch (filledBy) {
    case 'trending':
    case 'recently-viewed':
      return localizer.text(`${filledBy}.title`);
    default:
      return localizer.text(filledBy);
  }
}
