import {
  isEmptyQuery,
  isSearchable,
  readQuery,
  refineQuery,
  type CatalogueQuery,
} from '@shelfwise/core/search';
import { normalizeColor, tokenize } from '@shelfwise/core/language';
import type { CatalogueCache } from '../../../following/catalogue-cache.js';
import type { ShopCatalogue } from '../../../following/shop-catalogue.js';
import type { Recommender } from '../../recommender.js';
import { offer, say, type Action, type ActionContext, type ActionOutcome } from '../action.js';
import { topCategories } from './catalogue-overview.js';
import {
  priceNow,
  type CatalogueSearch,
  type FoundProducts,
} from '../../../product-search/catalogue-search.js';
import { recall, rememberSearch } from '../conversation-memory.js';
import { splitAskedColors } from '../ask/split-asked-colors.js';
import { comparedPrice } from './compare-price.js';
import { boundsRemark, describeQuery, withBounds } from './describe-query.js';
import { introOf, sayNothingFound, withoutWishes } from './describe-findings.js';
import { presentFor } from './suggest-present.js';
import { isKindOf } from '../../../product-search/is-kind-of.js';
import { formatMoney, isShopMoney, moneyName } from '../money.js';
import type { FindMeant } from '../ask/resolve-product.js';
import { andList } from '../lists.js';

const cardLimit = 6;

export interface SearchParts {
  search: CatalogueSearch;
  meant: FindMeant;
  catalogue: CatalogueCache;
  recommendations: Recommender;
  /** Answers what is asked of one product. */
  about: Action;
}

/**
 * `action_search_products`: cards of what the shopper asked for, within their price and colour. Words that name no
 * product ("under £3", "in red") refine the search before.
 */
export function searchProducts(parts: SearchParts): Action {
  const { search, catalogue } = parts;
  const refine = refineSearch(parts);
  return async (context) => {
    const other = await beyondWords(parts, context);
    if (other) return other;
    const said = readQuery(wishOf(context));
    // "What is on sale?" asks for all of it, whatever was searched before.
    if (said.text === '' && !isEmptyQuery(said) && !said.reduced) return refine(context);
    if (isEmptyQuery(said)) return whatThereIs(await catalogue.get(context.shop));
    return answer(search, context, said);
  };
}

/** Nothing was named: the shop's biggest categories, to choose from. */
function whatThereIs(products: ShopCatalogue): ActionOutcome {
  const categories = topCategories(products, maxCategories);
  const [first] = categories;
  if (first === undefined)
    return { messages: [say('What are you looking for? Tell me a product, a colour or a price.')] };
  return {
    messages: [
      say(
        `We have ${andList.format(categories)}, among others. What are you looking for? Tell me a product, a colour or a price.`,
      ),
      offer(
        ...categories
          .slice(0, maxOffered)
          .map((name): [string, string] => [name, `/search_product${JSON.stringify({ product: name })}`]),
      ),
    ],
  };
}

const maxCategories = 8;
const maxOffered = 4;

/** `action_refine_search`: the last search with another colour, limit or word; without one, the product talked about. */
export function refineSearch(parts: SearchParts): Action {
  const { search, meant, catalogue } = parts;
  return async (context) => {
    const other = await beyondWords(parts, context);
    if (other) return other;
    const { shop, text } = context;
    const said = readQuery(wishOf(context));
    const former = await formerQuery(context, meant);
    if (said.order && saysWholeShop.test(text)) return answer(search, context, said);
    const { order, ...others } = said;
    if (order && isEmptyQuery(others) && (!former || /\bwhich\b/i.test(text))) {
      const extreme = extremeOf(context, order, await catalogue.get(shop));
      if (extreme) return extreme;
    }
    if (!former) return answer(search, context, said);
    const refined = refineQuery(former, said);
    // In other money than the shop's there is nothing to compare: it is said there.
    if (!isShopMoney(shop, said.price?.currency)) return answer(search, context, refined);
    if (said.text !== '') {
      const { match, cards } = await search.find(shop, refined, { limit: 1 });
      // Nothing is both: it was a new wish.
      if (cards.length === 0 || match === 'some') return answer(search, context, said);
    }
    if (isEmptyQuery(said) && text !== '') return moreProducts(search)(context);
    return answer(search, context, refined);
  };
}

/** What is no search for all words of the sentence: one product asked for in another colour, or a limit at another's price. */
export async function beyondWords(
  parts: SearchParts,
  context: ActionContext,
): Promise<ActionOutcome | undefined> {
  const { shop, text } = context;
  const present = await presentFor(
    { ...parts, find: (asking, query) => answer(parts.search, asking, query) },
    context,
  );
  if (present) return present;
  const { rest, asked } = splitAskedColors(text);
  if (asked.length > 0 && isOneInColor.test(rest) && readQuery(rest).colors.length > 0)
    return parts.about(context);
  const compared = await comparedPrice(context, parts);
  if (compared === undefined) return undefined;
  if (compared === 'unknown') return { messages: [say('Than which product? Tell me its name, or a price.')] };
  const { product, query } = compared;
  const { messages, ...outcome } = await answer(parts.search, context, query);
  return {
    ...outcome,
    messages: [say(`${product.title} costs ${formatMoney(shop, priceNow(product))}.`), ...messages],
  };
}

/** "The red mug" is one; "red mugs" are any. */
const isOneInColor = /\b(?:the|this|that|your)\b/i;

const saysWholeShop = /\b(?:you (?:have|sell|stock)|in (?:the|your) shop)\b/i;

/** "Which is the cheapest?" of the list that was shown. */
function extremeOf(
  context: ActionContext,
  order: NonNullable<CatalogueQuery['order']>,
  products: ShopCatalogue,
): ActionOutcome | undefined {
  const { shop } = context;
  const listed = recall(context)
    .listed.map((key) => products.resolve(key))
    .filter((product) => product !== undefined)
    .sort((a, b) => (priceNow(a) - priceNow(b)) * (order === 'cheapest' ? 1 : -1));
  const [first] = listed;
  if (!first || listed.length === 1) return undefined;
  const card = products.card(first.groupKey, first.key);
  return {
    messages: [
      say(`The ${order} of these is ${first.title}: ${formatMoney(shop, priceNow(first))}.`),
      ...(card ? [{ type: 'products' as const, items: [card] }] : []),
    ],
    slots: { chosen_product: first.key },
  };
}

/** `action_more_products`: what else the last search finds. */
export function moreProducts(search: CatalogueSearch): Action {
  return async (context) => {
    const { shop } = context;
    const { query, shown } = recall(context);
    if (!query) return { messages: [say('More of what? Tell me a product, a colour or a price.')] };
    const found = await search.find(shop, query, { limit: cardLimit, seen: shown });
    const wish = describeQuery(shop, query);
    // What came merely near may be followed by more that does; what was found by no such.
    const first = found.match === 'some' ? await search.find(shop, query, { limit: 1 }) : found;
    if (found.cards.length === 0 || found.match !== first.match || found.dropped.length > 0) {
      return {
        messages: [
          say(withBounds(query, `That was all I have for “${wish}”. Shall I look for something else?`)),
        ],
      };
    }
    return {
      messages: [say(withBounds(query, `More for “${wish}”:`)), { type: 'products', items: found.cards }],
      slots: rememberSearch(context, query, found.cards, shown),
    };
  };
}

/** A quick reply carries its wish in entities instead of words. */
function wishOf({ text, slots, entities }: ActionContext): string {
  if (!text.startsWith('/') && text !== '') return text;
  const wanted = entities.filter((entity) => ['color', 'product', 'product_type'].includes(entity.entity));
  const parts = wanted.map((entity) => entity.value);
  return parts.length > 0 ? parts.join(' ') : [slots.color, slots.product_type].filter(Boolean).join(' ');
}

/** "Do you have this in red?" asks for the page's product in another colour, whatever was searched before. */
async function formerQuery(context: ActionContext, meant: FindMeant): Promise<CatalogueQuery | undefined> {
  const { query } = recall(context);
  const pointsAtPage = context.product !== undefined && /\b(?:this|it)\b/i.test(context.text);
  if (query && !pointsAtPage) return query;
  const found = await meant(context);
  if (!found || !('product' in found) || found.how === 'viewed') return query;
  const words = tokenize(found.product.title).filter((word) => normalizeColor(word) === undefined);
  return { text: words.join(' '), colors: [] };
}

/** A limit in money that is not the shop's is left out, and said to be: there is no rate to convert it by. */
async function answer(
  search: CatalogueSearch,
  context: ActionContext,
  query: CatalogueQuery,
): Promise<ActionOutcome> {
  const { shop } = context;
  const foreign = query.price?.currency;
  if (foreign === undefined || isShopMoney(shop, foreign)) return answerInShopMoney(search, context, query);
  const ours = moneyName(shop.settings.currency);
  const remark = `Our prices are in ${ours}, and I cannot convert ${moneyName(foreign)}.`;
  const rest = withoutWishes(query, ['price']);
  if (!isSearchable(rest)) return { messages: [say(`${remark} Up to how many ${ours} may it cost?`)] };
  const { messages, ...outcome } = await answerInShopMoney(search, context, rest);
  return { ...outcome, messages: [say(remark), ...messages] };
}

async function answerInShopMoney(
  search: CatalogueSearch,
  context: ActionContext,
  query: CatalogueQuery,
): Promise<ActionOutcome> {
  const { shop } = context;
  if (!isSearchable(query)) {
    const remark = query.bounds ? `${boundsRemark(query.bounds)}. ` : '';
    return { messages: [say(`${remark}What are you looking for? Tell me a product, a colour or a price.`)] };
  }
  const found = await search.find(shop, query, { limit: cardLimit });
  if (found.cards.length === 0) {
    return {
      messages: [
        say(sayNothingFound(shop, query)),
        offer(['Our bestsellers', '/ask_bestsellers'], ['Talk to a person', '/ask_human']),
      ],
    };
  }
  const heading = await introOfKind(search, context, query, found);
  return {
    messages: [say(withBounds(found.query, heading)), { type: 'products', items: found.cards }],
    slots: rememberSearch(context, withoutWishes(found.query, found.dropped), found.cards),
    // However little of the message was understood: it has what it asked for.
    ...(found.match === 'words' && found.dropped.length === 0 && { unanswered: false }),
  };
}

/** A shop without bicycles has bicycle bells: it is said that nothing in it is of the kind that was asked for. */
async function introOfKind(
  search: CatalogueSearch,
  context: ActionContext,
  query: CatalogueQuery,
  found: FoundProducts,
): Promise<string> {
  const { text } = found.query;
  const isFound = found.match === 'words' && found.dropped.length === 0;
  if (isFound && text !== '' && asksForKind.test(context.text)) {
    const isOne = ({ cards }: FoundProducts) => cards.some(({ title }) => isKindOf(text, title));
    // Other words may follow in these titles ("towel classic design"): it is the whole shop that tells.
    const inWholeShop = () => search.find(context.shop, { text, colors: [] }, { limit: maxLookedAt });
    if (!isOne(found) && !isOne(await inWholeShop()))
      return `I found no “${describeQuery(context.shop, found.query)}” as such, but these have it in their name or description:`;
  }
  return introOf(context.shop, query, found);
}

const maxLookedAt = 24;

/** "Do you sell bicycles?" asks for a kind of thing; "with owls", "for a baby" for what goes into it or who gets it. */
const asksForKind =
  /\b(?:sell|stock|do you have|have you got|got any|are there any|need|want|looking for|after)\b(?!.*\b(?:with|for|about|like|themed?|something|anything)\b)/i;
