import type { Action } from './action.js';
import { answerNotUnderstood } from './ask/answer-not-understood.js';
import { answerProductQuestion } from './ask/answer-product-question.js';
import { describeCart } from './ask/describe-cart.js';
import { withOpenQuestion } from './ask/with-open-question.js';
import {
  answerDeliveryFollowUp,
  answerShippingCost,
  answerShippingCountries,
  answerShippingTime,
} from './facts/answer-delivery.js';
import { answerContact, answerPayment, answerReturns } from './facts/answer-facts.js';
import { answerFaq } from './facts/answer-faq.js';
import { handOff } from './facts/hand-off.js';
import { leaveOpen } from './facts/leave-open.js';
import { withAnotherOne } from './find/find-another-one.js';
import { findSimilar, recommendProducts } from './find/recommend-products.js';
import { refineSearch } from './find/refine-search.js';
import { searchProducts } from './find/search-products.js';
import { showBestsellers } from './find/show-bestsellers.js';
import { showMoreProducts } from './find/show-more-products.js';
import { answerComplaint } from './orders/answer-complaint.js';
import { helpWithLostNumber } from './orders/help-with-lost-number.js';
import { askOrderContact, reportOrderStatus } from './orders/report-order-status.js';
import { showOrderBefore } from './orders/show-order-before.js';

/**
 * Every action by the name that Rasa files call it; a new one is a file and a line here. Messages that these
 * wrappers recognize are answered before the action:
 *
 * - `withOpenQuestion`: the product's name that we asked for;
 * - `withAnotherOne`: "and the retrospot one?" after a search.
 */
export const actionTable: Readonly<Record<string, Action>> = {
  action_search_products: withOpenQuestion(searchProducts),
  action_refine_search: withOpenQuestion(withAnotherOne(refineSearch)),
  action_more_products: showMoreProducts,
  action_pick_product: withOpenQuestion(withAnotherOne(answerProductQuestion)),
  action_product_question: answerProductQuestion,
  action_recommend: recommendProducts,
  action_similar: findSimilar,
  action_bestsellers: showBestsellers,
  action_cart: describeCart,

  action_order_status: reportOrderStatus,
  action_ask_order_status_form_order_contact: askOrderContact,
  action_lost_order_number: helpWithLostNumber,
  action_order_before: showOrderBefore,
  action_complaint: answerComplaint,

  action_shipping_cost: answerShippingCost,
  action_shipping_time: answerShippingTime,
  action_shipping_countries: answerShippingCountries,
  action_delivery_follow_up: answerDeliveryFollowUp,
  action_returns: answerReturns,
  action_payment: answerPayment,
  action_contact: answerContact,
  action_answer_faq: answerFaq,
  action_hand_off: handOff,
  action_leave_open: leaveOpen,

  action_not_understood: withOpenQuestion(withAnotherOne(answerNotUnderstood)),
};
