import type { CatalogueCache } from '../../following/catalogue-cache.js';
import type { Recommender } from '../recommender.js';
import type { Store } from '../../stores/port/store.js';
import type { Action } from './action.js';
import { factActions } from './facts/answer-facts.js';
import { answerFaq } from './facts/answer-faq.js';
import { anotherOneOr } from './find/find-another-one.js';
import { cart } from './ask/describe-cart.js';
import { createCatalogueSearch } from '../../product-search/catalogue-search.js';
import { complaint } from './orders/answer-complaint.js';
import { deliveryActions } from './facts/answer-delivery.js';
import type { FaqLookup } from '../../following/faq-lookup.js';
import { handOff } from './facts/hand-off.js';
import { leaveOpen } from './facts/leave-open.js';
import { notUnderstood } from './ask/answer-not-understood.js';
import { afterOpenQuestion } from './ask/with-open-question.js';
import { askOrderContact, orderStatus, type Digest } from './orders/report-order-status.js';
import { lostOrderNumber, orderBefore } from './orders/recover-lost-order.js';
import { productQuestion } from './ask/answer-product-question.js';
import { bestsellers, recommendProducts, similarProducts } from './find/recommend-products.js';
import { beyondWords, moreProducts, refineSearch, searchProducts } from './find/search-products.js';
import { createFindMeant } from './ask/resolve-product.js';

export type { Action, ActionContext, ActionOutcome } from './action.js';

export interface ActionParts {
  store: Pick<Store, 'orders' | 'visitors'>;
  catalogue: CatalogueCache;
  recommendations: Recommender;
  digest: Digest;
  faq: FaqLookup;
}

/** Every action by the name that Rasa files call it. A new one is a file beside this and a line here. */
export function createActions({
  store,
  catalogue,
  recommendations,
  digest,
  faq,
}: ActionParts): ReadonlyMap<string, Action> {
  const search = createCatalogueSearch(catalogue);
  const meant = createFindMeant(catalogue, search);
  const delivery = deliveryActions(faq);
  const about = productQuestion(catalogue, search, meant, faq, delivery.action_shipping_cost);
  const parts = { search, meant, catalogue, recommendations, about };
  const find = searchProducts(parts);
  const refine = refineSearch(parts);
  const goesWith = recommendProducts(recommendations, meant, find);
  const similar = similarProducts(recommendations, meant, search);
  const status = orderStatus(store, catalogue, digest);
  const openOr = afterOpenQuestion(meant, { about, goes_with: goesWith, similar });
  return new Map<string, Action>([
    ['action_search_products', openOr(find)],
    ['action_refine_search', openOr(anotherOneOr(search, refine))],
    ['action_more_products', moreProducts(search)],
    ['action_pick_product', openOr(anotherOneOr(search, about))],
    ['action_recommend', goesWith],
    ['action_similar', similar],
    ['action_bestsellers', bestsellers(recommendations, catalogue, find)],
    ['action_product_question', about],
    ['action_order_status', status],
    ['action_ask_order_status_form_order_contact', askOrderContact],
    ['action_lost_order_number', lostOrderNumber(store, catalogue)],
    ['action_order_before', orderBefore(store, catalogue, about)],
    [
      'action_answer_faq',
      answerFaq(faq, {
        deliverTo: {
          time: delivery.action_shipping_time,
          cost: delivery.action_shipping_cost,
          countries: delivery.action_shipping_countries,
        },
        find,
        about,
        meant,
      }),
    ],
    ['action_hand_off', handOff],
    ['action_leave_open', leaveOpen],
    ['action_cart', cart(catalogue)],
    ['action_complaint', complaint(faq)],
    [
      'action_not_understood',
      openOr(
        anotherOneOr(
          search,
          notUnderstood({
            search,
            faq,
            find,
            refine,
            pick: about,
            delivery: delivery.action_delivery_follow_up,
            order: status,
            beyond: (context) => beyondWords(parts, context),
          }),
        ),
      ),
    ],
    ...Object.entries(factActions(faq)),
    ...Object.entries(delivery),
  ]);
}
