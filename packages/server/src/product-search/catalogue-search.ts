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
import { matchNumberedName, type IsNamed } from './match-numbered-name.js';
import { readProductTraits } from './product-traits.js';

export type Wish = 'price' | 'color' | 'reduced';

export interface FoundProducts {
  /**
   * The query that was searched: misspelt words are replaced by the words they were read as, and a shade by
   * its color where no product has the shade among its words.
   */
  query: CatalogueQuery;
  /** The words as they were asked for, if some were misspelt. */
  misspelt?: string;
  cards: ProductCard[];
  /** How many of the words the products have; `words` (all) if none were asked for. */
  match: SearchHit['match'];
  /** Wishes that had to be given up to find anything. */
  dropped: Wish[];
  /** Every word is in the catalogue, apart from slips: the query is not gibberish. */
  isNear: boolean;
}

export interface FindOptions {
  limit: number;
  /** Keys of products that were shown before; their groups are left out. */
  seen?: readonly string[];
}

/** Products looked at when they are ordered by price. */
const maxOrdered = 500;

/**
 * Search of shops' catalogues. The index of a shop is built as soon as its catalogue is loaded, for whatever
 * request, and follows each change. Only searches before the first index is ready wait; later ones use the
 * index that is there.
 */
export class CatalogueSearch {
  private readonly catalogue: CatalogueCache;
  private readonly maxProducts: number;
  private readonly indexes: LRUCache<Id, FollowingIndex>;

  /** `maxProducts`: products in all indexes that are kept in memory. */
  constructor(catalogue: CatalogueCache, maxProducts: number = memoryLimits.searchIndex.max) {
    this.catalogue = catalogue;
    this.maxProducts = maxProducts;
    this.indexes = new LRUCache({ maxSize: maxProducts });
    catalogue.onChange((shopId, products) => {
      // A failure is repeated by the next search, which reports it.
      this.indexOf(shopId, products)
        .follow(products)
        .catch(() => undefined);
    });
  }

  /** The product whose whole title is in the text, sold out or not. */
  async named(shop: ShopDocument, text: string): Promise<ProductDocument | undefined> {
    const { following } = await this.open(shop);
    return following.titles.namedIn(text);
  }

  async find(
    shop: ShopDocument,
    asked: CatalogueQuery,
    { limit, seen = [] }: FindOptions,
  ): Promise<FoundProducts> {
    const { products, following } = await this.open(shop);
    const { index } = following;
    const hidden = new Set(seen.flatMap((key) => products.products.get(key)?.groupKey ?? []));
    const attempt = (query: CatalogueQuery, dropped: Wish[] = [], isNamed?: IsNamed): Attempt => ({
      query,
      dropped,
      ...collect({ shop, products, index, query, dropped, limit, hidden, isNamed }),
    });
    const look = (query: CatalogueQuery) => bestOf(wishesToDrop(query), (dropped) => attempt(query, dropped));
    const { named, ...query } = asked;
    if (named) {
      const { bounds: _, ...boundless } = query;
      const found = attempt({ ...boundless, ...named }, [], matchNumberedName(named.text, query.text));
      if (found.cards.length > 0 && found.match === 'words') return { ...found, isNear: true };
    }
    let best = look(query);
    // Products shown before were found by one reading, so the other reading would show something else.
    const colored = best.match === 'words' || hidden.size > 0 ? undefined : withShadesAsColors(query);
    const other = colored && look(colored);
    if (other && nearness(other) > nearness(best)) best = other;
    return judge(best, index) ?? { query, cards: [], match: 'some', dropped: [], isNear: false };
  }

  /** The first search of a shop waits until its whole catalogue is indexed. */
  private async open(shop: ShopDocument): Promise<{ products: ShopCatalogue; following: FollowingIndex }> {
    const products = await this.catalogue.get(shop);
    const following = this.indexOf(shop.id, products);
    const newest = following.follow(products);
    newest.catch(() => undefined);
    if (!following.isBuilt) await newest;
    return { products, following };
  }

  private indexOf(shopId: Id, { products }: ShopCatalogue): FollowingIndex {
    const following = this.indexes.get(shopId) ?? new FollowingIndex();
    // Set anew, because its size is that of the catalogue, which grows. A shop larger than the bound is held
    // alone.
    this.indexes.delete(shopId);
    this.indexes.set(shopId, following, { size: Math.min(Math.max(products.size, 1), this.maxProducts) });
    return following;
  }
}

/** Undefined for products that merely resemble a word or two of the query. */
function judge(best: Attempt, index: CatalogueIndex): FoundProducts | undefined {
  const { text } = best.query;
  if (best.match === 'some' && best.cards.length > 0 && !knowsAnyOf(index, text)) return undefined;
  if (best.match !== 'spelling') return { ...best, isNear: best.match === 'words' };
  if (!resembles(index, text)) return undefined;
  const isNear = isSpeltAlike(index, text);
  const read = readAsMeant(index, text);
  return read === text
    ? { ...best, isNear }
    : { ...best, query: { ...best.query, text: read }, misspelt: text, isNear };
}

type Attempt = Omit<FoundProducts, 'isNear'>;

const nearness = ({ cards, match }: Attempt) =>
  cards.length === 0 ? 0 : { some: 1, spelling: 2, words: 3 }[match];

/**
 * Products with all words at another price come nearer than other products at the price. Each attempt is a
 * search.
 */
function bestOf(wishes: readonly Wish[][], attempt: (dropped: Wish[]) => Attempt): Attempt {
  let best: Attempt | undefined;
  for (const dropped of wishes) {
    const found = attempt(dropped);
    if (found.cards.length > 0 && found.match !== 'some') return found;
    if (!best || (best.cards.length === 0 && found.cards.length > 0)) best = found;
  }
  return best!;
}

/** Sets of wishes that may be given up, the smallest first. */
function wishesToDrop({ text, price, colors, reduced }: CatalogueQuery): Wish[][] {
  const wishes: Wish[][] = [[]];
  // Without a word to look for, giving up the reduction would find the whole catalogue.
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
  // Without a word ("anything under £5") the whole catalogue is searched; without any wish, nothing is.
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
  // Products with some of the words are not mixed with those that have all of them. By price, a product that
  // is only in the category "Mugs, cups and glasses" does not count as a mug.
  const isFew = order !== undefined && hits[0]?.isOnShelf !== true;
  let best = hits.filter(
    (hit) => (hit.match === match || (!order && hit.match !== 'some')) && !(isFew && hit.isOnShelf),
  );
  if (match === 'words') {
    // A mug warmer has the word "mug" too, so mugs come first.
    const isOne = new Map(
      best.map(({ id }) => [id, isKindOf(query.text, products.products.get(id)!.title)] as const),
    );
    best.sort((a, b) => Number(isOne.get(b.id)) - Number(isOne.get(a.id)));
    // The cheapest product with the word is seldom of the kind, so products of the kind replace the others. A
    // wreath is not shown for a vase because both are in "Flowers and vases". Of several words, the last may
    // be the recipient.
    if (isOne.get(best[0]?.id ?? '') === true)
      best = best.filter(
        ({ id, isOnShelf }) => isOne.get(id) === true || (!order && (!isOnShelf || query.text.includes(' '))),
      );
  }
  const ids = best.map(({ id }) => id);
  return { cards: cardsOf(order ? ids.sort(byPrice) : ids), match };
}

/** One by one, so that six cards of the whole catalogue do not cost a look at all of it. */
function* keysThat(fits: (key: string) => boolean, { products }: ShopCatalogue): Generator<string> {
  for (const key of products.keys()) if (fits(key)) yield key;
}

/** Cards of the first groups, each for the product of it that was found. */
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

/** With nothing within the price, the nearest prices come first. */
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
