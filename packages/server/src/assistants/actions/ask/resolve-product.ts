import type { ProductCard } from '@shelfwise/core/wire';
import type { ShopCatalogue } from '../../../following/shop-catalogue.js';
import type { ProductDocument } from '../../../stores/port/documents.js';
import type { ActionContext } from '../action-context.js';
import { entityValue, type ActionTools } from '../action.js';
import { namesCart } from './describe-cart.js';
import { findProductByKey } from './find-product-by-key.js';
import { splitAskedColors } from './split-asked-colors.js';

/** The product that a message is about, and how that is known. */
export interface OneProduct {
  how: 'listed' | 'named' | 'page' | 'chosen' | 'viewed';
  product: ProductDocument;
}

export type ResolvedProduct =
  | OneProduct
  /** Several products have the name: the shopper must say which. */
  | { how: 'several'; cards: ProductCard[] }
  /** "They": all products of the last list. */
  | { how: 'list'; products: ProductDocument[] }
  /** A name that no product of the shop has. */
  | { how: 'unknown'; name: string }
  | undefined;

/** If a name finds fewer products than this, the best of them is taken. */
const fewProducts = 4;

/** Words of questions about products that are no part of a name. */
const asking = new Set(
  `go goes going well pair pairs match matches matching fit fits suit suits combine combines accessories accessory
   buy bought together often usually people customers complete set's alternative alternatives similar tell information
   info details describe made material size big tall heavy wide long dimensions dishwasher microwave oven safe suitable
   still left sold out pack come comes work works have's know question regarding re listed
   many few when will should could would back restock restocked available item product number code
   first second third fourth fifth sixth last 1st 2nd 3rd 4th 5th 6th add`.split(/\s+/),
);

/** "This" means the product of the page, or else the last product of the conversation. */
const pointing = /\b(?:this|it|its|it's|these|those|that|that one|them|they)\b/i;
const pointingAtSeveral = /\b(?:they|them|these|those|they're)\b/i;
const pointingAtPage = /\bthis\b/i;

/**
 * The product that a message is about. Tried in this order:
 *
 * 1. a place in the last list ("the second one");
 * 2. a key or a whole title;
 * 3. the whole list ("they"), if no product of it was picked yet;
 * 4. the last product of the conversation or the page's, if the words point at one;
 * 5. a name;
 * 6. the page's product, the last one of the conversation, and the last one that the shopper looked at.
 *
 * A list counts as long as the shopper is on the page on which it was shown. Costs at most two searches.
 */
export async function resolveProduct(context: ActionContext, tools: ActionTools): Promise<ResolvedProduct> {
  const { shop, product: onPage, recent, text, memory } = context;
  const products = await tools.catalogue.get(shop);
  const find = (key: string | undefined) => (key === undefined ? undefined : products.resolve(key));

  const compared = placesIn(context)
    .map((place) => find(keyAt(memory.listed, place)))
    .filter((product) => product !== undefined);
  if (compared.length > 1) return { how: 'list', products: compared };
  const listed = find(keyAt(memory.listed, entityValue(context, 'ordinal')));
  if (listed) return { how: 'listed', product: listed };
  const whole = findProductByKey(text, products) ?? (await tools.search.named(shop, text));
  if (whole) return { how: 'named', product: whole };
  const page = find(onPage);
  const chosen = find(memory.product);
  const pointed =
    resolveInList(context, products, { page, chosen }) ?? resolvePointing(text, { page, chosen });
  if (pointed) return pointed;
  const named = (await resolveName(context, products, tools)) ?? resolveUnknownName(context);
  if (named) return named;
  if (page) return { how: 'page', product: page };
  if (chosen) return { how: 'chosen', product: chosen };
  const viewed = find(recent.at(-1));
  return viewed && { how: 'viewed', product: viewed };
}

interface InSight {
  page: ProductDocument | undefined;
  chosen: ProductDocument | undefined;
}

/** "They" and "it" of the last list. */
function resolveInList(
  { memory, product: onPage = '', text }: ActionContext,
  products: ShopCatalogue,
  { page, chosen }: InSight,
): ResolvedProduct {
  if (memory.listedOn !== onPage) return undefined;
  const list = memory.listed.map((key) => products.resolve(key)).filter((product) => product !== undefined);
  const [only] = list;
  if (only && list.length === 1)
    return pointing.test(text) && !pointingAtPage.test(text) ? { how: 'listed', product: only } : undefined;
  const isPicked = list.some(({ key }) => key === chosen?.key);
  // "It" is not one of several products, unless nothing else is in sight.
  const isAtList = pointingAtSeveral.test(text) || (pointing.test(text) && !page && !chosen);
  return list.length > 1 && isAtList && !isPicked ? { how: 'list', products: list } : undefined;
}

function resolvePointing(text: string, { page, chosen }: InSight): ResolvedProduct {
  if (!pointing.test(text)) return undefined;
  if (chosen && chosen.groupKey !== page?.groupKey) return { how: 'chosen', product: chosen };
  return page && { how: 'page', product: page };
}

/** "The first and the third", "the first two". */
function placesIn({ entities, text }: ActionContext): string[] {
  const named = entities.filter(({ entity }) => entity === 'ordinal').map(({ value }) => value);
  const [, count] = /\bfirst (two|three|2|3)\b/i.exec(text) ?? [];
  return count === undefined ? [...new Set(named)] : ['1', '2', '3'].slice(0, /two|2/i.test(count) ? 2 : 3);
}

function keyAt(listed: readonly string[], ordinal: string | undefined): string | undefined {
  return ordinal === 'last' ? listed.at(-1) : listed[Number(ordinal) - 1];
}

/** Places of a product's name in a question: "with the teapot", "how much is your blue mug". */
const namingPlaces = [
  /\b(?:with|like|to)\s+(?:an?|the|your|some)\s+([^?.!,]+)/i,
  /\bhow much (?:is|are|does|do)\s+(?:an?|the|your)\s+([^?.!,]+)/i,
  /\b(?:is|are)\s+(?:the|your)\s+([^?.!,]+?)\s+(?:still )?(?:in stock|available)\b/i,
];
/** Words at such a place that name no product. */
const noProduct = /\b(?:ones?|carts?|baskets?|bags?|orders?|page|lot|other|rest|set|price)\b/i;

/** The name of a product that the shop does not have. */
function resolveUnknownName(context: ActionContext): ResolvedProduct {
  for (const place of namingPlaces) {
    const words = place.exec(context.text)?.[1];
    if (words === undefined || noProduct.test(words) || pointing.test(words)) continue;
    const name = nameIn(context, words);
    return name === '' ? undefined : { how: 'unknown', name };
  }
  return undefined;
}

function nameIn(context: ActionContext, words: string): string {
  return context
    .readQuery(words.replace(namesCart, ' '))
    .text.split(' ')
    .filter((word) => !asking.has(word))
    .join(' ');
}

async function resolveName(
  context: ActionContext,
  products: ShopCatalogue,
  { search }: ActionTools,
): Promise<ResolvedProduct> {
  // "The red mug in blue" is called red, and asked for in blue.
  const { rest } = splitAskedColors(context.text);
  const name = nameIn(context, rest);
  if (name === '') return undefined;
  const { colors } = context.readQuery(rest);
  const found = await search.find(context.shop, { text: name, colors }, { limit: fewProducts });
  const [best] = found.cards;
  if (!best || found.match === 'some' || found.dropped.length > 0) return undefined;
  if (found.cards.length === fewProducts && !isNameOf(name, best)) {
    return { how: 'several', cards: found.cards };
  }
  const product = products.products.get(best.product);
  return product && { how: 'named', product };
}

/** Two or more words that are in the title in this order are enough to name it. */
function isNameOf(name: string, { title }: ProductCard): boolean {
  return name.includes(' ') && title.toLowerCase().includes(name.toLowerCase());
}
