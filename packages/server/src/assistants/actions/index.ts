import type { CatalogueCache } from '../../resources/products/catalogue.js';
import type { RecommendationService } from '../../resources/recommendations/recommendation-service.js';
import type { Store } from '../../stores/store.js';
import type { Action } from './action.js';
import { factActions } from './answer-facts.js';
import { answerFaq } from './answer-faq.js';
import { createCatalogueSearch } from './catalogue-search.js';
import { createFaqLookup } from './faq-lookup.js';
import { handOff } from './hand-off.js';
import { notUnderstood } from './not-understood.js';
import { orderStatus, type Digest } from './order-status.js';
import { productQuestion } from './product-question.js';
import { bestsellers, recommendProducts, similarProducts } from './recommend-products.js';
import { searchProducts } from './search-products.js';

export type { Action, ActionContext, ActionOutcome } from './action.js';

export interface ActionParts {
  store: Pick<Store, 'faq' | 'orders'>;
  catalogue: CatalogueCache;
  recommendations: RecommendationService;
  digest: Digest;
  clock: () => Date;
}

/** Every action by the name that Rasa files call it. A new one is a file beside this and a line here. */
export function createActions({
  store,
  catalogue,
  recommendations,
  digest,
  clock,
}: ActionParts): ReadonlyMap<string, Action> {
  const faq = createFaqLookup({ store, clock });
  const search = createCatalogueSearch(catalogue);
  return new Map<string, Action>([
    ['action_search_products', searchProducts(search)],
    ['action_recommend', recommendProducts(recommendations)],
    ['action_similar', similarProducts(recommendations)],
    ['action_bestsellers', bestsellers(recommendations)],
    ['action_product_question', productQuestion(catalogue, search, faq)],
    ['action_order_status', orderStatus(store, digest)],
    ['action_answer_faq', answerFaq(faq)],
    ['action_hand_off', handOff],
    ['action_not_understood', notUnderstood(search, faq)],
    ...Object.entries(factActions(faq)),
  ]);
}
