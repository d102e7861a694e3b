import { tokenize } from '@shelfwise/core/language';
import { takeRecipient, type CatalogueQuery, type Recipient } from '@shelfwise/core/search';
import type { ProductCard } from '@shelfwise/core/wire';
import { minorUnits } from '@shelfwise/core/wire/currency';
import type { ShopCatalogue } from '../../../following/shop-catalogue.js';
import { sayAll } from '../../wording/action-message.js';
import { phrase, type Phrase } from '../../wording/phrase.js';
import type { ActionOutcome, ActionTools, Attempt } from '../action.js';
import type { ActionContext } from '../action-context.js';
import { rememberSearch } from '../conversation-memory.js';
import { isShopMoney } from '../money.js';
import { describePrice, remarkOnShown } from './describe-query.js';
import { unknownVisitor } from './list-recommendations.js';
import { cardLimit, showProducts } from './show-products.js';

/** Bestsellers that are checked against the price limit. */
const bestsellerLimit = 24;

/**
 * "Something for my nan under £10" names a recipient and no product. Presents for a child come from the
 * shop's toys; others are bestsellers within the limit, with the remark that the recipient's taste is not
 * known. Undefined where a product was named, or no recipient.
 */
export const suggestPresent: Attempt = async (context, tools) => {
  const { shop, query: wish } = context;
  const { recipient } = takeRecipient(context.text);
  if (!recipient || wish.text !== '' || !isShopMoney(shop, wish.price?.currency)) return undefined;
  if (recipient.occasion !== undefined) {
    const named = await showProducts(context, tools, { ...wish, text: recipient.occasion });
    if (isAllFound(named)) return named;
  }
  const shelf = recipient.isChild ? childrensWord(await tools.catalogue.get(shop)) : undefined;
  if (shelf !== undefined) return showProducts(context, tools, { ...wish, text: shelf });
  // Bestsellers are not chosen by color, order or reduction.
  const isOpen = wish.colors.length === 0 && !wish.without && !wish.reduced && !wish.order;
  return isOpen ? suggestBestsellers(context, tools, wish, recipient) : showProducts(context, tools, wish);
};

async function suggestBestsellers(
  context: ActionContext,
  tools: ActionTools,
  wish: CatalogueQuery,
  recipient: Recipient,
): Promise<ActionOutcome | undefined> {
  const { shop, now } = context;
  const { items, filledBy } = await tools.recommendations.recommend(
    shop,
    {
      placement: 'bestsellers',
      cart: [],
      recent: [],
      exclude: [],
      rows: [],
      visitor: unknownVisitor,
      limit: bestsellerLimit,
    },
    now,
  );
  const scale = minorUnits(shop.settings.currency);
  const { min = 0, max = Infinity } = wish.price ?? {};
  const isWithinLimit = ({ price, salePrice = price }: ProductCard) =>
    salePrice >= min * scale && salePrice <= max * scale;
  const cards = items.filter(isWithinLimit).slice(0, cardLimit);
  if (cards.length === 0) return wish.price ? showProducts(context, tools, wish) : undefined;
  const isBestsellers = filledBy === 'bestsellers';
  const suggestion = wish.price
    ? phrase(isBestsellers ? 'phrase_bestsellers_at_price' : 'phrase_ideas_at_price', {
        price: describePrice(shop, wish.price),
      })
    : phrase(isBestsellers ? 'phrase_bestsellers' : 'phrase_ideas');
  return {
    messages: [
      sayAll(remarkOnShown(wish), describeTaste(recipient), suggestion),
      { type: 'products', items: cards },
    ],
    slots: rememberSearch(context, wish, cards),
    unanswered: false,
  };
}

/** Products that are called after the occasion, within the price limit. */
const isAllFound = ({ messages, unanswered }: ActionOutcome) =>
  unanswered === false && messages.some(({ type }) => type === 'products');

const describeTaste = ({ name, isOwn }: Recipient): Phrase =>
  isOwn && name !== undefined
    ? phrase('phrase_taste_of_recipient', { recipient: name })
    : phrase('phrase_taste_unknown');

const childrens = /^(?:toys?|child(?:ren)?|kids?)$/;

/** The word by which the shop's categories name products for children; toys before all else. */
function childrensWord({ groups }: ShopCatalogue): string | undefined {
  const words = new Set<string>();
  for (const [product] of groups.values())
    for (const word of tokenize(product?.categories.join(' ') ?? ''))
      if (childrens.test(word)) words.add(word);
  return [...words].find((word) => word.startsWith('toy')) ?? [...words][0];
}
