import { readQuery } from '@shelfwise/core/search';
import type { Placement, ProductCard, RecommendationResponse, RowFilling } from '@shelfwise/core/wire';
import type { ProductDocument } from '../../../stores/port/documents.js';
import { asksCheaper, cheaperThan } from './find-cheaper.js';
import type { CatalogueSearch } from '../../../product-search/catalogue-search.js';
import type { CatalogueCache } from '../../../following/catalogue-cache.js';
import type { Recommender } from '../../recommender.js';
import { say, type Action, type ActionContext, type ActionOutcome } from '../action.js';
import { namesCart } from '../ask/describe-cart.js';
import { newestCards, reducedCards } from './catalogue-overview.js';
import { rememberList, type OpenQuestion } from '../conversation-memory.js';
import type { FindMeant, OneProduct } from '../ask/resolve-product.js';
import { orList } from '../lists.js';

const cardLimit = 6;

/** The words ask for company for something, rather than for any advice. */
const asksForCompany =
  /\b(?:with|this|that|it|match\w*|goes|together|pairs?|accessor\w+|complete|suits?|combine\w*)\b/i;

/**
 * `action_recommend`: what goes with the product that is meant, else with the cart; without anything to go with, what
 * this shopper may like.
 */
export function recommendProducts(recommendations: Recommender, meant: FindMeant, search: Action): Action {
  return async (context) => {
    if (namesCart.test(context.text) && context.cart.length > 0)
      return list(recommendations, context, 'cart');
    const wish = wishIn(context.text);
    if (wish !== undefined) return search({ ...context, text: wish });
    const found = await meant(context);
    const needsCompany = asksForCompany.test(context.text);
    // "What should I buy?" names nothing, whatever its words are like.
    if (found?.how === 'several' && !needsCompany) return anyAdvice(recommendations, context);
    if (found?.how === 'several') return askWhich(context, found.cards, 'goes_with');
    if (found?.how === 'list') return askWhichOf(found.products, 'goes_with');
    if (found?.how === 'unknown') return instead(recommendations, context, found.name);
    const isViewed = found?.how === 'viewed';
    if (found && !isViewed) return list(recommendations, context, 'bought-together', found);
    if (context.cart.length > 0) return list(recommendations, context, 'cart');
    if (isViewed && needsCompany) return list(recommendations, context, 'bought-together', found);
    if (!needsCompany) return anyAdvice(recommendations, context);
    return withQuestion(
      await list(recommendations, context, 'bestsellers'),
      'goes_with',
      'Which product do you mean? Open its page or tell me its name. Meanwhile, our bestsellers:',
    );
  };
}

function anyAdvice(recommendations: Recommender, context: ActionContext): Promise<ActionOutcome> {
  const { recent, visitor } = context;
  const isKnown = recent.length > 0 || visitor?.key !== undefined || visitor?.token !== undefined;
  return list(recommendations, context, isKnown ? 'for-you' : 'bestsellers');
}

/** "Can you recommend a teapot for my aunt?" looks for teapots; "recommend something nice" for anything. */
function wishIn(text: string): string | undefined {
  const [, wish = ''] = /\b(?:recommend|suggest)\s+(?:me\s+)?(?:an?|some|any)\s+([^?.!]+)/i.exec(text) ?? [];
  const withoutWhom = wish.replace(/\bfor\s+(?!under|less|about|around|\W*\d).*$/i, '');
  return readQuery(withoutWhom).text === '' ? undefined : withoutWhom;
}

/** `action_similar`: things like the product that is meant. */
export function similarProducts(
  recommendations: Recommender,
  meant: FindMeant,
  search: CatalogueSearch,
): Action {
  return async (context) => {
    const found = await meant(context);
    if (found?.how === 'several') return askWhich(context, found.cards, 'similar');
    if (found?.how === 'list') return askWhichOf(found.products, 'similar');
    if (found?.how === 'unknown') return instead(recommendations, context, found.name);
    if (found && asksCheaper.test(context.text)) return cheaperThan(context, found.product, search);
    if (found) return list(recommendations, context, 'similar', found);
    return withQuestion(
      await list(recommendations, context, 'bestsellers'),
      'similar',
      'Similar to which product? Open its page or tell me its name. Meanwhile, our bestsellers:',
    );
  };
}

/** `action_bestsellers`: what sells best, whatever page this is; what is reduced or new, if that was asked. */
export function bestsellers(recommendations: Recommender, catalogue: CatalogueCache, search: Action): Action {
  return async (context) => {
    const { shop, text } = context;
    const said = readQuery(text);
    if (said.reduced && said.text !== '') return search(context);
    const isAskedForReduced = asksForReduced.test(text);
    if (!isAskedForReduced && !asksForNew.test(text)) return list(recommendations, context, 'bestsellers');
    const products = await catalogue.get(shop);
    const cards = (isAskedForReduced ? reducedCards : newestCards)(products, cardLimit);
    if (cards.length === 0) {
      const outcome = await list(recommendations, context, 'bestsellers');
      return {
        ...outcome,
        messages: [
          say(
            isAskedForReduced
              ? 'Nothing is reduced just now. Our bestsellers:'
              : 'I do not know what is new. Our bestsellers:',
          ),
          ...outcome.messages.slice(1),
        ],
      };
    }
    return {
      messages: [
        say(isAskedForReduced ? 'Reduced just now:' : 'New in our shop:'),
        { type: 'products', items: cards },
      ],
      slots: rememberList(context, cards),
    };
  };
}

const asksForReduced = /\b(?:sale|deals?|offers?|reduced|reductions?|bargains?|clearance|discounted)\b/i;
const asksForNew = /\b(?:new|newest|latest|arrivals?)\b/i;

/** Several products have that name: their cards are shown, and "the second one" answers. */
export function askWhich(
  context: ActionContext,
  cards: ProductCard[],
  question: OpenQuestion,
): ActionOutcome {
  return {
    messages: [
      say('Which one do you mean? Say “the first one”, or its whole name.'),
      { type: 'products', items: cards },
    ],
    slots: { ...rememberList(context, cards), open_question: question },
  };
}

/** The list stands above: "the second one" answers. */
export function askWhichOf(products: readonly ProductDocument[], question: OpenQuestion): ActionOutcome {
  const names = orList.format(products.map(({ title }) => title));
  return {
    messages: [say(`Which one do you mean: ${names}? Say “the first one”, or its name.`)],
    slots: { open_question: question },
  };
}

/** What was named is not in the shop: that is said before anything else is offered. */
async function instead(
  recommendations: Recommender,
  context: ActionContext,
  name: string,
): Promise<ActionOutcome> {
  const { messages, slots } = await list(recommendations, context, 'bestsellers');
  const [, ...cards] = messages;
  return {
    messages: [say(`I found nothing for “${name}”. These are our bestsellers:`), ...cards],
    ...(slots && { slots }),
  };
}

function withQuestion(outcome: ActionOutcome, question: OpenQuestion, text: string): ActionOutcome {
  const [, ...others] = outcome.messages;
  return { messages: [say(text), ...others], slots: { ...outcome.slots, open_question: question } };
}

async function list(
  recommendations: Recommender,
  context: ActionContext,
  placement: Placement,
  found?: OneProduct,
): Promise<ActionOutcome> {
  const { shop, cart, recent, visitor, now } = context;
  const response = await recommendations.recommend(
    shop,
    {
      placement,
      ...(found && { product: found.product.key }),
      cart: [...cart],
      recent: [...recent],
      exclude: [],
      rows: [],
      visitor: visitor ?? { consent: { analytics: false, personalization: false, functionality: false } },
      limit: cardLimit,
    },
    now,
  );
  const { items, filledBy, requestId } = response;
  if (items.length === 0) return { messages: [say('I have nothing to suggest just now.')] };
  const company = found && placement === 'bought-together' ? boughtWith(response) : [];
  if (found && filledBy !== placement && company.length > 0) {
    return {
      messages: [say(introOf(placement, placement, found)), { type: 'products', requestId, items: company }],
      slots: rememberList(context, company, found.product.key),
    };
  }
  return {
    messages: [say(introOf(placement, filledBy, found)), { type: 'products', requestId, items }],
    slots: rememberList(context, items, found?.product.key),
  };
}

/** A row is called by what most of it is; what was bought together is told however little it is. */
function boughtWith({ items, reason }: RecommendationResponse): ProductCard[] {
  return items.filter((item) => (item.reason ?? reason)?.code === 'bought-with');
}

/** Names the product unless the page shows it. */
function introOf(placement: Placement, filledBy: RowFilling, found?: OneProduct): string {
  const text = intros[filledBy] ?? 'You may like these:';
  if (!found) return text;
  const { title } = found.product;
  const before = found.how === 'viewed' ? `You looked at ${title} last. ` : '';
  const it = found.how === 'page' || before !== '' ? 'it' : title;
  if (filledBy === placement || filledBy === 'related') return before + text.replace('{it}', it);
  if (filledBy === 'similar') return `${before}I do not know yet what goes with ${it}. These are similar:`;
  const wanted = placement === 'similar' ? 'is similar to' : 'goes with';
  return `${before}I do not know yet what ${wanted} ${it}. ${text}`;
}

const intros: Partial<Record<RowFilling, string>> = {
  'bought-together': 'Often bought together with {it}:',
  cart: 'This goes with what is in your cart:',
  similar: 'These are similar to {it}:',
  related: 'Others who looked at {it} also looked at:',
  bestsellers: 'Our bestsellers:',
  trending: 'Popular just now:',
  'for-you': 'You may like these:',
  'most-viewed': 'What others often look at:',
  new: 'New in our shop:',
};
