import { readQuery } from '@shelfwise/core/search';
import type { ProductCard } from '@shelfwise/core/wire';
import type { CatalogueCache } from '../../../following/catalogue-cache.js';
import type { ShopCatalogue } from '../../../following/shop-catalogue.js';
import type { ProductDocument } from '../../../stores/port/documents.js';
import { entityValue, type ActionContext } from '../action.js';
import { splitAskedColors } from './split-asked-colors.js';
import { namesCart } from './describe-cart.js';
import type { CatalogueSearch } from '../../../product-search/catalogue-search.js';
import { namedByKey } from './find-product-by-key.js';
import { recall } from '../conversation-memory.js';

/** The product that a question is about, and how that is known. */
export interface OneProduct {
  how: 'listed' | 'named' | 'page' | 'chosen' | 'viewed';
  product: ProductDocument;
}

export type MeantProduct =
  | OneProduct
  /** The name fits several: the shopper must say which. */
  | { how: 'several'; cards: ProductCard[] }
  /** "They": all that the last list showed. */
  | { how: 'list'; products: ProductDocument[] }
  /** It was named, and the shop has nothing of that name. */
  | { how: 'unknown'; name: string }
  | undefined;

export type FindMeant = (context: ActionContext) => Promise<MeantProduct>;

/** Fewer than this are near enough to one name to take the best of them. */
const fewProducts = 4;

/** Words of questions about a product that are no part of its name. */
const asking = new Set(
  `go goes going well pair pairs match matches matching fit fits suit suits combine combines accessories accessory
   buy bought together often usually people customers complete set's alternative alternatives similar tell information
   info details describe made material size big tall heavy wide long dimensions dishwasher microwave oven safe suitable
   still left sold out pack come comes work works have's know question regarding re listed
   many few when will should could would back restock restocked available item product number code
   first second third fourth fifth sixth last 1st 2nd 3rd 4th 5th 6th add`.split(/\s+/),
);

/** "This" on a page means its product; in a conversation, what was talked about. */
const pointing = /\b(?:this|it|its|it's|these|those|that|that one|them|they)\b/i;
const pointingAtSeveral = /\b(?:they|them|these|those|they're)\b/i;
const pointingAtPage = /\bthis\b/i;

/**
 * In this order: a place in the last list ("the second one"), a key or a whole title, the whole list ("they") if nothing
 * of it was picked yet, the page's product when the words point at it, a name, the page's product, what the conversation
 * was about, and what the shopper looked at last. A list counts as long as the shopper is on the page on which it was shown.
 */
export function createFindMeant(catalogue: CatalogueCache, search: CatalogueSearch): FindMeant {
  return async (context) => {
    const { shop, product: onPage, recent, text } = context;
    const products = await catalogue.get(shop);
    const memory = recall(context);
    const known = (key: string | undefined) => (key === undefined ? undefined : products.resolve(key));

    const several = placesIn(context).map((place) => known(ofList(memory.listed, place)));
    const compared = several.filter((product) => product !== undefined);
    if (compared.length > 1) return { how: 'list', products: compared };
    const listed = known(ofList(memory.listed, entityValue(context, 'ordinal')));
    if (listed) return { how: 'listed', product: listed };
    const whole = namedByKey(text, products) ?? (await search.named(shop, text));
    if (whole) return { how: 'named', product: whole };
    const page = known(onPage);
    const chosen = known(memory.product);
    if (memory.listedOn === (onPage ?? '')) {
      const list = memory.listed.map(known).filter((product) => product !== undefined);
      const [only] = list;
      if (only && list.length === 1 && pointing.test(text) && !pointingAtPage.test(text))
        return { how: 'listed', product: only };
      const isPicked = list.some(({ key }) => key === chosen?.key);
      // "It" is none of several; where nothing else is in sight, it is any of them.
      const isAtList = pointingAtSeveral.test(text) || (pointing.test(text) && !page && !chosen);
      if (list.length > 1 && isAtList && !isPicked) return { how: 'list', products: list };
    }
    if (pointing.test(text)) {
      if (chosen && chosen.groupKey !== page?.groupKey) return { how: 'chosen', product: chosen };
      if (page) return { how: 'page', product: page };
    }
    const named = await byName(context, products, search);
    if (named) return named;
    const name = namedIn(text);
    if (name !== undefined) return { how: 'unknown', name };
    if (page) return { how: 'page', product: page };
    if (chosen) return { how: 'chosen', product: chosen };
    const viewed = known(recent.at(-1));
    return viewed && { how: 'viewed', product: viewed };
  };
}

/** "The first and the third", "the first two". */
function placesIn({ entities, text }: ActionContext): string[] {
  const named = entities.filter(({ entity }) => entity === 'ordinal').map(({ value }) => value);
  const [, count] = /\bfirst (two|three|2|3)\b/i.exec(text) ?? [];
  return count === undefined ? [...new Set(named)] : ['1', '2', '3'].slice(0, /two|2/i.test(count) ? 2 : 3);
}

function ofList(listed: readonly string[], ordinal: string | undefined): string | undefined {
  return ordinal === 'last' ? listed.at(-1) : listed[Number(ordinal) - 1];
}

/** Where a product stands in a question that names one: "with the teapot", "how much is your blue mug". */
const namingPlaces = [
  /\b(?:with|like|to)\s+(?:an?|the|your|some)\s+([^?.!,]+)/i,
  /\bhow much (?:is|are|does|do)\s+(?:an?|the|your)\s+([^?.!,]+)/i,
  /\b(?:is|are)\s+(?:the|your)\s+([^?.!,]+?)\s+(?:still )?(?:in stock|available)\b/i,
];
/** They stand where a product would and name none. */
const noProduct = /\b(?:ones?|carts?|baskets?|bags?|orders?|page|lot|other|rest|set|price)\b/i;

function namedIn(text: string): string | undefined {
  for (const place of namingPlaces) {
    const words = place.exec(text)?.[1];
    if (words !== undefined && !noProduct.test(words) && !pointing.test(words))
      return nameOf(words) || undefined;
  }
  return undefined;
}

function nameOf(text: string): string {
  return readQuery(text.replace(namesCart, ' '))
    .text.split(' ')
    .filter((word) => !asking.has(word))
    .join(' ');
}

async function byName(
  { shop, text }: ActionContext,
  products: ShopCatalogue,
  search: CatalogueSearch,
): Promise<MeantProduct> {
  // "The red mug in blue" is called red, and asked for in blue.
  const { rest } = splitAskedColors(text);
  const query = readQuery(rest);
  const name = nameOf(rest);
  if (name === '') return undefined;
  const found = await search.find(shop, { text: name, colors: query.colors }, { limit: fewProducts });
  const [best] = found.cards;
  if (!best || found.match === 'some' || found.dropped.length > 0) return undefined;
  if (found.cards.length === fewProducts && !isNameOf(name, best)) {
    return { how: 'several', cards: found.cards };
  }
  const product = products.products.get(best.product);
  return product && { how: 'named', product };
}

/** Two words and more that stand in the title as they were written tell enough. */
function isNameOf(name: string, { title }: ProductCard): boolean {
  return name.includes(' ') && title.toLowerCase().includes(name.toLowerCase());
}
