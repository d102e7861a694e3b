import { isSearchable, type CatalogueQuery } from '@shelfwise/core/search';
import { isKindOf } from '../../../product-search/is-kind-of.js';
import type { FoundProducts } from '../../../product-search/catalogue-search.js';
import { say, sayAll } from '../../wording/action-message.js';
import { phrase, type Phrase } from '../../wording/phrase.js';
import type { ActionOutcome, ActionTools } from '../action.js';
import type { ActionContext } from '../action-context.js';
import { rememberSearch } from '../conversation-memory.js';
import { isShopMoney } from '../money.js';
import { describeFindings, describeNothingFound, withoutWishes } from './describe-findings.js';
import { describeQuery, remarkOnBounds, remarkOnShown } from './describe-query.js';

/** Cards in one answer. */
export const cardLimit = 6;

/**
 * Searches the catalogue and shows what it finds. A price limit in money other than the shop's is left out
 * and reported, because there is no rate to convert it by.
 */
export async function showProducts(
  context: ActionContext,
  tools: ActionTools,
  query: CatalogueQuery,
): Promise<ActionOutcome> {
  const { shop } = context;
  const foreign = query.price?.currency;
  if (foreign === undefined || isShopMoney(shop, foreign)) return showFindings(context, tools, query);
  const currencies = { ours: { currency: shop.settings.currency }, theirs: { currency: foreign } };
  const rest = withoutWishes(query, ['price']);
  if (!isSearchable(rest)) return { messages: [say('utter_ask_price_limit', currencies)] };
  const { messages, ...outcome } = await showFindings(context, tools, rest);
  return { ...outcome, messages: [say('utter_foreign_money', currencies), ...messages] };
}

async function showFindings(
  context: ActionContext,
  tools: ActionTools,
  query: CatalogueQuery,
): Promise<ActionOutcome> {
  const { shop } = context;
  if (!isSearchable(query)) {
    return { messages: [sayAll(remarkOnBounds(query), phrase('utter_ask_wish'))] };
  }
  const found = await tools.search.find(shop, query, { limit: cardLimit });
  if (found.cards.length === 0) {
    return { messages: [sayAll(remarkOnBounds(query), describeNothingFound(shop, query))] };
  }
  const heading = await describeKind(context, tools, query, found);
  return {
    messages: [sayAll(remarkOnShown(found.query), heading), { type: 'products', items: found.cards }],
    slots: rememberSearch(context, withoutWishes(found.query, found.dropped), found.cards),
    // However little of the message was understood, the shopper sees exactly what it asks for.
    ...(found.match === 'words' && found.dropped.length === 0 && { unanswered: false }),
  };
}

/**
 * A shop without bicycles may have bicycle bells. The heading then says that none of the products is of the
 * kind that was asked for.
 */
async function describeKind(
  context: ActionContext,
  { search }: ActionTools,
  query: CatalogueQuery,
  found: FoundProducts,
): Promise<Phrase> {
  const { text } = found.query;
  const isFound = found.match === 'words' && found.dropped.length === 0;
  if (isFound && text !== '' && asksForKind.test(context.text)) {
    const hasKind = ({ cards }: FoundProducts) => cards.some(({ title }) => isKindOf(text, title));
    // Titles may continue after the kind ("towel classic design"), so the whole shop decides.
    const findInShop = () => search.find(context.shop, { text, colors: [] }, { limit: kindSampleSize });
    if (!hasKind(found) && !hasKind(await findInShop()))
      return phrase('utter_found_by_name_only', { wish: describeQuery(context.shop, found.query) });
  }
  return describeFindings(context.shop, query, found);
}

/** Products of the whole shop whose titles are checked for the kind. */
const kindSampleSize = 24;

/**
 * "Do you sell bicycles?" asks for a kind of thing. "With owls" and "for a baby" name what is on it or who
 * gets it, which is no kind.
 */
const asksForKind =
  /\b(?:sell|stock|do you have|have you got|got any|are there any|need|want|looking for|after)\b(?!.*\b(?:with|for|about|like|themed?|something|anything)\b)/i;
