import type {
  Placement,
  ProductCard,
  RecommendationResponse,
  RowFilling,
  VisitorClaim,
} from '@shelfwise/core/wire';
import { say, sayAll } from '../../wording/action-message.js';
import { phrase, type Phrase, type Value } from '../../wording/phrase.js';
import type { ActionOutcome, ActionTools } from '../action.js';
import type { ActionContext } from '../action-context.js';
import type { OneProduct } from '../ask/resolve-product.js';
import { rememberList } from '../conversation-memory.js';
import { cardLimit } from './show-products.js';

/** A visitor of whom nothing is known and who consented to nothing. */
export const unknownVisitor: VisitorClaim = {
  consent: { analytics: false, personalization: false, functionality: false },
};

interface ListOptions {
  /** The product that the placement is about. */
  found?: OneProduct | undefined;
  /** Takes the place of the row's own heading. */
  heading?: Phrase;
}

/** A row of recommendations under a heading that says what it is. */
export async function listRecommendations(
  context: ActionContext,
  { recommendations }: ActionTools,
  placement: Placement,
  { found, heading }: ListOptions = {},
): Promise<ActionOutcome> {
  const { shop, cart, recent, visitor = unknownVisitor, now } = context;
  const response = await recommendations.recommend(
    shop,
    {
      placement,
      ...(found && { product: found.product.key }),
      cart: [...cart],
      recent: [...recent],
      exclude: [],
      rows: [],
      visitor,
      limit: cardLimit,
    },
    now,
  );
  const { requestId, filledBy } = response;
  const shown = rowOf(response, placement, found);
  if (shown.items.length === 0)
    return { messages: heading ? [sayAll(heading)] : [say('utter_nothing_to_suggest')] };
  const text = heading
    ? sayAll(heading)
    : sayAll(...describeRow(placement, shown.isCompany ? placement : filledBy, found));
  return {
    messages: [text, { type: 'products', requestId, items: shown.items }],
    slots: rememberList(context, shown.items, found?.product.key),
  };
}

/**
 * A row is named after what fills most of it. Products bought together with the one asked about are shown
 * alone, however few of the row they are.
 */
function rowOf(
  { items, reason, filledBy }: RecommendationResponse,
  placement: Placement,
  found: OneProduct | undefined,
): { items: ProductCard[]; isCompany: boolean } {
  if (!found || placement !== 'bought-together' || filledBy === placement) return { items, isCompany: false };
  const company = items.filter((item) => (item.reason ?? reason)?.code === 'bought-with');
  return company.length > 0 ? { items: company, isCompany: true } : { items, isCompany: false };
}

/** Names the product unless the page shows it. */
function describeRow(
  placement: Placement,
  filledBy: RowFilling,
  found: OneProduct | undefined,
): (Phrase | undefined)[] {
  const row = rowResponses[filledBy] ?? 'utter_row_for_you';
  if (!found) return [phrase(row)];
  const { title } = found.product;
  const viewed = found.how === 'viewed' ? phrase('phrase_viewed_last', { title }) : undefined;
  const product: Value = found.how === 'page' || viewed ? phrase('phrase_it') : title;
  if (filledBy === placement || filledBy === 'related') return [viewed, phrase(row, { product })];
  if (filledBy === 'similar') return [viewed, phrase('utter_row_similar_instead', { product })];
  const unknown = placement === 'similar' ? 'phrase_similar_unknown' : 'phrase_company_unknown';
  return [viewed, phrase(unknown, { product }), phrase(row)];
}

const rowResponses: Partial<Record<RowFilling, string>> = {
  'bought-together': 'utter_row_bought_together',
  cart: 'utter_row_cart',
  similar: 'utter_row_similar',
  related: 'utter_row_related',
  bestsellers: 'utter_row_bestsellers',
  trending: 'utter_row_trending',
  'for-you': 'utter_row_for_you',
  'most-viewed': 'utter_row_most_viewed',
  new: 'utter_row_new',
};
