import { readQuery } from '@shelfwise/core/search';
import type { ProductCard } from '@shelfwise/core/wire';
import type { CatalogueCache, ShopCatalogue } from '../../in-memory/catalogue.js';
import type { ProductDocument } from '../../stores/documents.js';
import { entityValue, type ActionContext } from './action.js';
import type { CatalogueSearch } from './catalogue-search.js';
import { recall } from './conversation-memory.js';

/** Which product a question is about, and how that is known. */
export type MeantProduct =
  | { how: 'listed' | 'named' | 'page' | 'chosen' | 'viewed'; product: ProductDocument }
  /** The name fits several: the shopper must say which. */
  | { how: 'several'; cards: ProductCard[] }
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
   first second third fourth fifth sixth last 1st 2nd 3rd 4th 5th 6th add`.split(/\s+/),
);

/** "This" on a page means its product; in a conversation, what was talked about. */
const pointing = /\b(?:this|it|its|it's|these|that|that one|them)\b/i;

/**
 * In this order: a place in the last list ("the second one"), the page's product when the words point at it, a name, the
 * page's product, what the conversation was about, and what the shopper looked at last.
 */
export function createFindMeant(catalogue: CatalogueCache, search: CatalogueSearch): FindMeant {
  return async (context) => {
    const { shop, product: onPage, recent, text } = context;
    const products = await catalogue.get(shop);
    const memory = recall(context);
    const known = (key: string | undefined) => (key === undefined ? undefined : products.resolve(key));

    const listed = known(ofList(memory.listed, entityValue(context, 'ordinal')));
    if (listed) return { how: 'listed', product: listed };
    const page = known(onPage);
    const chosen = known(memory.product);
    if (pointing.test(text)) {
      if (chosen && chosen.groupKey !== page?.groupKey) return { how: 'chosen', product: chosen };
      if (page) return { how: 'page', product: page };
    }
    const named = await byName(context, products, search);
    if (named) return named;
    if (page) return { how: 'page', product: page };
    if (chosen) return { how: 'chosen', product: chosen };
    const viewed = known(recent.at(-1));
    return viewed && { how: 'viewed', product: viewed };
  };
}

function ofList(listed: readonly string[], ordinal: string | undefined): string | undefined {
  return ordinal === 'last' ? listed.at(-1) : listed[Number(ordinal) - 1];
}

async function byName(
  { shop, text }: ActionContext,
  products: ShopCatalogue,
  search: CatalogueSearch,
): Promise<MeantProduct> {
  const query = readQuery(text);
  const name = query.text
    .split(' ')
    .filter((word) => !asking.has(word))
    .join(' ');
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
