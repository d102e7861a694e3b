import {
  isSpeltAlike,
  knowsAnyOf,
  readAsMeant,
  resembles,
  searchCatalogue,
  withShadesAsColors,
  type CatalogueIndex,
  type CatalogueQuery,
  type SearchHit,
} from '@shelfwise/core/search';
import { stem } from '@shelfwise/core/language';
import type { ProductCard } from '@shelfwise/core/wire';
import { minorUnits } from '@shelfwise/core/wire/currency';
import { LRUCache } from 'lru-cache';
import { memoryLimits } from '../following/memory-limits.js';
import type { CatalogueCache } from '../following/catalogue-cache.js';
import type { ShopCatalogue } from '../following/shop-catalogue.js';
import type { Id, ProductDocument, ShopDocument } from '../stores/port/documents.js';
import { FollowingIndex } from './following-index.js';
import { isKindOf } from './is-kind-of.js';
import { namedWith, type IsNamed } from './match-numbered-name.js';
import { readProductTraits } from './product-traits.js';

export type Wish = 'price' | 'color' | 'reduced';

export interface FoundProducts {
  /**
   * What was looked for: as it was asked, with a shade as a colour where no product has it among its words, and with
   * misspelt words as they were read.
   */
  query: CatalogueQuery;
  /** Its words as they were asked, where some were misspelt. */
  misspelt?: string;
  cards: ProductCard[];
  /** How much of the words they have; `words` when none were asked for. */
  match: SearchHit['match'];
  /** Wishes that had to be given up to find anything. */
  dropped: Wish[];
  /** Every word is one of the catalogue's, or a slip away from one: it is no gibberish. */
  isNear: boolean;
}

/**
 * Search of a shop's catalogue. A shop's index is built as soon as its catalogue is loaded, for whatever request, and
 * follows each change; meanwhile the one there is answers. Only who asks before the first is ready waits.
 */
export interface CatalogueSearch {
  /** `seen`: product keys that were shown before, whose groups are left out. */
  find(
    shop: ShopDocument,
    query: CatalogueQuery,
    options: { limit: number; seen?: readonly string[] },
  ): Promise<FoundProducts>;
  /** The product whose whole title stands in the text, sold out or not. */
  named(shop: ShopDocument, text: string): Promise<ProductDocument | undefined>;
}

/** Looked at when they are ordered by price. */
const maxOrdered = 500;

export function createCatalogueSearch(
  catalogue: CatalogueCache,
  maxProducts: number = memoryLimits.searchIndex.max,
): CatalogueSearch {
  const held = new LRUCache<Id, FollowingIndex>({ maxSize: maxProducts });

  function indexOf(shopId: Id, { products }: ShopCatalogue): FollowingIndex {
    const following = held.get(shopId) ?? new FollowingIndex();
    // Set anew, because its size is that of the catalogue, which grows. A shop larger than the bound is held alone.
    held.delete(shopId);
    held.set(shopId, following, { size: Math.min(Math.max(products.size, 1), maxProducts) });
    return following;
  }

  catalogue.onChange((shopId, products) => {
    // What cannot be indexed now is tried again, and told, when somebody searches.
    indexOf(shopId, products)
      .follow(products)
      .catch(() => undefined);
  });

  /** The first question waits until the whole catalogue was taken over once. */
  async function ready(shop: ShopDocument): Promise<{ products: ShopCatalogue; following: FollowingIndex }> {
    const products = await catalogue.get(shop);
    const following = indexOf(shop.id, products);
    const newest = following.follow(products);
    newest.catch(() => undefined);
    if (!following.isBuilt) await newest;
    return { products, following };
  }

  return {
    named: async (shop, text) => (await ready(shop)).following.titles.namedIn(text),
    async find(shop, asked, { limit, seen = [] }) {
      const { products, following } = await ready(shop);
      const hidden = new Set(seen.flatMap((key) => products.products.get(key)?.groupKey ?? []));
      const attempt = (query: CatalogueQuery, dropped: Wish[] = [], isNamed?: IsNamed): Attempt => ({
        query,
        dropped,
        ...collect({ shop, products, index: following.index, query, dropped, limit, hidden, isNamed }),
      });
      const look = (query: CatalogueQuery) =>
        bestOf(wishesToDrop(query), (dropped) => attempt(query, dropped));
      const { named, ...query } = asked;
      if (named) {
        const { bounds: _, ...boundless } = query;
        const found = attempt({ ...boundless, ...named }, [], namedWith(named.text, query.text));
        if (found.cards.length > 0 && found.match === 'words') return { ...found, isNear: true };
      }
      let best = look(query);
      // What was shown before was found by one reading; the other would pass for more of it.
      const colored = best.match === 'words' || hidden.size > 0 ? undefined : withShadesAsColors(query);
      const other = colored && look(colored);
      if (other && nearness(other) > nearness(best)) best = other;
      const nothing: FoundProducts = { query, cards: [], match: 'some', dropped: [], isNear: false };
      const { text } = best.query;
      if (best.match === 'some' && best.cards.length > 0 && !knowsAnyOf(following.index, text))
        return nothing;
      if (best.match === 'spelling' && !resembles(following.index, text)) return nothing;
      const isNear =
        best.match === 'words' || (best.match === 'spelling' && isSpeltAlike(following.index, text));
      const meant = best.match === 'spelling' ? readAsMeant(following.index, text) : text;
      if (meant === text) return { ...best, isNear };
      return { ...best, query: { ...best.query, text: meant }, misspelt: text, isNear };
    },
  };
}

type Attempt = Omit<FoundProducts, 'isNear'>;

const nearness = ({ cards, match }: Attempt) =>
  cards.length === 0 ? 0 : { some: 1, spelling: 2, words: 3 }[match];

/** What has every word but costs more comes nearer than something else at the price. Each attempt is a search. */
function bestOf(wishes: readonly Wish[][], attempt: (dropped: Wish[]) => Attempt): Attempt {
  let best: Attempt | undefined;
  for (const dropped of wishes) {
    const found = attempt(dropped);
    if (found.cards.length > 0 && found.match !== 'some') return found;
    if (!best || (best.cards.length === 0 && found.cards.length > 0)) best = found;
  }
  return best!;
}

/** What may be given up, the least first. */
function wishesToDrop({ text, price, colors, reduced }: CatalogueQuery): Wish[][] {
  const wishes: Wish[][] = [[]];
  // Without a word to look for, everything would come for what is reduced.
  if (reduced) return text === '' ? wishes : [...wishes, ['reduced']];
  if (price) wishes.push(['price']);
  if (colors.length > 0) wishes.push(['color']);
  if (price && colors.length > 0) wishes.push(['price', 'color']);
  return wishes;
}

interface Ask {
  shop: ShopDocument;
  products: ShopCatalogue;
  index: CatalogueIndex;
  query: CatalogueQuery;
  dropped: readonly Wish[];
  limit: number;
  hidden: ReadonlySet<string>;
  isNamed?: IsNamed | undefined;
}

function collect({
  shop,
  products,
  index,
  query,
  dropped,
  limit,
  hidden,
  isNamed,
}: Ask): Pick<FoundProducts, 'cards' | 'match'> {
  const unwanted = (query.without?.words ?? []).map(stem);
  const fits = (key: string) => {
    const product = products.products.get(key);
    return (
      product !== undefined &&
      products.isBuyable(product) &&
      (isNamed?.(product) ?? true) &&
      (dropped.includes('price') || fitsPrice(shop, product, query)) &&
      fitsColor(product, query, dropped.includes('color')) &&
      (!query.reduced || dropped.includes('reduced') || isReduced(product)) &&
      (unwanted.length === 0 || !unwanted.some((word) => readProductTraits(product).stems.has(word)))
    );
  };
  const order = query.order ?? orderOfNearMiss(query, dropped);
  const reach = order || hidden.size > 0 ? maxOrdered : limit * 4;
  // Without a word to look for ("anything under £5") the whole catalogue is asked; with nothing at all, nobody is.
  const isOpen =
    query.text === '' && (query.price ?? query.without ?? query.order ?? query.reduced ?? query.colors[0]);
  const cardsOf = (ids: Iterable<string>) => toCards(products, ids, limit, hidden);
  const byPrice = (a: string, b: string) =>
    (priceNow(products.products.get(a)!) - priceNow(products.products.get(b)!)) *
    (order === 'cheapest' ? 1 : -1);
  if (isOpen) {
    const fitting = keysThat(fits, products);
    return { cards: cardsOf(order ? [...fitting].sort(byPrice) : fitting), match: 'words' };
  }
  const hits = searchCatalogue(index, query.text, reach, fits);
  const match = hits[0]?.match ?? 'some';
  // Beside products that have every word those that have some would be passed off for them.
  // The cheapest mug is none that merely stands on the shelf for "Mugs, cups and glasses".
  const isFew = order !== undefined && hits[0]?.isOnShelf !== true;
  let best = hits.filter(
    (hit) => (hit.match === match || (!order && hit.match !== 'some')) && !(isFew && hit.isOnShelf),
  );
  if (match === 'words') {
    // A mug warmer has the word too: mugs come first.
    const isOne = new Map(
      best.map(({ id }) => [id, isKindOf(query.text, products.products.get(id)!.title)] as const),
    );
    best.sort((a, b) => Number(isOne.get(b.id)) - Number(isOne.get(a.id)));
    // The cheapest that has the word is seldom of the kind: where there are such, it is one of them. Nor is a wreath shown
    // for a vase because both stand on the shelf for "Flowers and vases"; of several words the last may be whom it is for.
    if (isOne.get(best[0]?.id ?? '') === true)
      best = best.filter(
        ({ id, isOnShelf }) => isOne.get(id) === true || (!order && (!isOnShelf || query.text.includes(' '))),
      );
  }
  const ids = best.map(({ id }) => id);
  return { cards: cardsOf(order ? ids.sort(byPrice) : ids), match };
}

/** One by one: who wants six cards of the whole catalogue need not look at all of it. */
function* keysThat(fits: (key: string) => boolean, { products }: ShopCatalogue): Generator<string> {
  for (const key of products.keys()) if (fits(key)) yield key;
}

/** The first so many groups, each by the product of it that was found. */
function toCards(
  products: ShopCatalogue,
  ids: Iterable<string>,
  limit: number,
  hidden: ReadonlySet<string>,
): ProductCard[] {
  const cards = new Map<string, ProductCard>();
  for (const id of ids) {
    const { groupKey } = products.products.get(id)!;
    if (cards.has(groupKey) || hidden.has(groupKey)) continue;
    const card = products.card(groupKey, id);
    if (card) cards.set(groupKey, card);
    if (cards.size === limit) break;
  }
  return [...cards.values()];
}

/** Nothing within the price: what comes nearest to it is shown first. */
function orderOfNearMiss({ price }: CatalogueQuery, dropped: readonly Wish[]): CatalogueQuery['order'] {
  if (!price || !dropped.includes('price')) return undefined;
  return price.max === undefined ? 'dearest' : 'cheapest';
}

export function priceNow({ price, salePrice }: { price: number; salePrice?: number | undefined }): number {
  return salePrice ?? price;
}

function isReduced({ price, salePrice }: ProductDocument): boolean {
  return salePrice !== undefined && salePrice < price;
}

function fitsPrice(shop: ShopDocument, product: ProductDocument, { price }: CatalogueQuery): boolean {
  if (!price) return true;
  const scale = minorUnits(shop.settings.currency);
  const asked = priceNow(product);
  return (
    (price.min === undefined || asked >= Math.round(price.min * scale)) &&
    (price.max === undefined || asked <= Math.round(price.max * scale))
  );
}

function fitsColor(product: ProductDocument, query: CatalogueQuery, isDropped: boolean): boolean {
  const unwanted = query.without?.colors ?? [];
  const wanted = isDropped ? [] : query.colors;
  if (unwanted.length + wanted.length === 0) return true;
  const worn = readProductTraits(product).colors;
  return (
    !unwanted.some((color) => worn.has(color)) &&
    (wanted.length === 0 || wanted.some((color) => worn.has(color)))
  );
}
