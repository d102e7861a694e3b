import { readQuery, takeRecipient, type CatalogueQuery, type Recipient } from '@shelfwise/core/search';
import { tokenize } from '@shelfwise/core/language';
import { minorUnits } from '@shelfwise/core/wire/currency';
import type { ProductCard } from '@shelfwise/core/wire';
import type { CatalogueCache } from '../../../following/catalogue-cache.js';
import type { ShopCatalogue } from '../../../following/shop-catalogue.js';
import type { Recommender } from '../../recommender.js';
import { say, type ActionContext, type ActionOutcome } from '../action.js';
import { rememberSearch } from '../conversation-memory.js';
import { isShopMoney } from '../money.js';
import { describePrice, withBounds } from './describe-query.js';

type Find = (context: ActionContext, query: CatalogueQuery) => Promise<ActionOutcome>;

const looksFurtherThan = 24;
const cardLimit = 6;

/**
 * "Something for my nan under £10" names no thing: of a child's present the shop's toys are shown, of others what sells
 * best within the limit, and it is said that nobody knows their taste. Undefined where a thing was named, or nobody.
 */
export async function presentFor(
  {
    recommendations,
    catalogue,
    find,
  }: { recommendations: Recommender; catalogue: CatalogueCache; find: Find },
  context: ActionContext,
): Promise<ActionOutcome | undefined> {
  const { shop, text } = context;
  const { recipient } = takeRecipient(text);
  const wish = readQuery(text);
  if (!recipient || wish.text !== '' || !isShopMoney(shop, wish.price?.currency)) return undefined;
  const named =
    recipient.occasion === undefined ? undefined : await find(context, { ...wish, text: recipient.occasion });
  if (named && isAllFound(named)) return named;
  const shelf = recipient.isChild ? childrensWord(await catalogue.get(shop)) : undefined;
  if (shelf !== undefined) return find(context, { ...wish, text: shelf });
  // Bestsellers have no colour, and none is reduced for being one.
  const isOpen = wish.colors.length === 0 && !wish.without && !wish.reduced && !wish.order;
  if (!isOpen) return find(context, wish);
  const { items, filledBy } = await recommendations.recommend(
    shop,
    {
      placement: 'bestsellers',
      cart: [],
      recent: [],
      exclude: [],
      rows: [],
      visitor: { consent: { analytics: false, personalization: false, functionality: false } },
      limit: looksFurtherThan,
    },
    context.now,
  );
  const scale = minorUnits(shop.settings.currency);
  const { min = 0, max = Infinity } = wish.price ?? {};
  const fits = ({ price, salePrice = price }: ProductCard) =>
    salePrice >= min * scale && salePrice <= max * scale;
  const cards = items.filter(fits).slice(0, cardLimit);
  if (cards.length === 0) return wish.price ? find(context, wish) : undefined;
  const within = wish.price ? ` ${describePrice(shop, wish.price)}` : '';
  const suggestion =
    filledBy === 'bestsellers' ? `These sell best${within}` : `Perhaps one of these${within}`;
  return {
    messages: [
      say(withBounds(wish, `I do not know ${whose(recipient)} taste. ${suggestion}:`)),
      { type: 'products', items: cards },
    ],
    slots: rememberSearch(context, wish, cards),
    unanswered: false,
  };
}

/** Things that are called after the day, within what may be spent. */
const isAllFound = ({ messages, unanswered }: ActionOutcome) =>
  unanswered === false && messages.some(({ type }) => type === 'products');

const whose = ({ name, isOwn }: Recipient) => (isOwn && name !== undefined ? `your ${name}’s` : 'their');

const childrens = /^(?:toys?|child(?:ren)?|kids?)$/;

/** The word by which the shop's categories name what is for children; toys before all else. */
function childrensWord({ groups }: ShopCatalogue): string | undefined {
  const words = new Set<string>();
  for (const [product] of groups.values())
    for (const word of tokenize(product?.categories.join(' ') ?? ''))
      if (childrens.test(word)) words.add(word);
  return [...words].find((word) => word.startsWith('toy')) ?? [...words][0];
}
