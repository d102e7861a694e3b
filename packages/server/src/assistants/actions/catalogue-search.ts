import { readQuery, searchCatalogue, type CatalogueIndex, type CatalogueQuery } from '@shelfwise/core/search';
import type { ProductCard } from '@shelfwise/core/wire';
import type { CatalogueCache, ShopCatalogue } from '../../resources/products/catalogue.js';
import type { Id, ProductDocument, ShopDocument } from '../../stores/documents.js';
import { colorsOf, createFollowingIndex, type FollowingIndex } from './following-index.js';
import { minorUnits } from './money.js';

export interface FoundProducts {
  query: CatalogueQuery;
  cards: ProductCard[];
  /** Wishes that had to be given up to find anything. */
  dropped: ('price' | 'color')[];
}

/**
 * Search of a shop's catalogue by a sentence. A shop's index is built as soon as its catalogue is loaded, for whatever
 * request, and follows each change; meanwhile the one there is answers. Only who asks before the first is ready waits.
 */
export interface CatalogueSearch {
  find(shop: ShopDocument, sentence: string, limit: number): Promise<FoundProducts>;
}

const maxShops = 50;

export function createCatalogueSearch(catalogue: CatalogueCache): CatalogueSearch {
  const held = new Map<Id, FollowingIndex>();

  /** To the end: most recently used. */
  function indexOf(shopId: Id): FollowingIndex {
    const following = held.get(shopId) ?? createFollowingIndex();
    held.delete(shopId);
    held.set(shopId, following);
    if (held.size > maxShops) held.delete(held.keys().next().value!);
    return following;
  }

  catalogue.onChange((shopId, products) => {
    // What cannot be indexed now is tried again, and told, when somebody searches.
    indexOf(shopId)
      .follow(products)
      .catch(() => undefined);
  });

  return {
    async find(shop, sentence, limit) {
      const products = await catalogue.get(shop);
      const following = indexOf(shop.id);
      const newest = following.follow(products);
      newest.catch(() => undefined);
      if (!following.isBuilt) await newest;
      const { index } = following;
      const query = readQuery(sentence);
      const attempts: ('price' | 'color')[][] = [[]];
      if (query.price) attempts.push(['price']);
      if (query.colors.length > 0) attempts.push(['color']);
      if (query.price && query.colors.length > 0) attempts.push(['price', 'color']);
      for (const dropped of attempts) {
        const cards = collect(shop, products, index, query, dropped, limit);
        if (cards.length > 0) return { query, cards, dropped };
      }
      return { query, cards: [], dropped: [] };
    },
  };
}

function collect(
  shop: ShopDocument,
  products: ShopCatalogue,
  index: CatalogueIndex,
  query: CatalogueQuery,
  dropped: readonly ('price' | 'color')[],
  limit: number,
): ProductCard[] {
  const fits = (key: string) => {
    const product = products.products.get(key);
    return (
      product !== undefined &&
      products.isBuyable(product) &&
      (dropped.includes('price') || fitsPrice(shop, product, query)) &&
      (dropped.includes('color') || fitsColor(product, query))
    );
  };
  // Without a word to look for ("anything under £5") the whole catalogue is asked; with nothing at all, nobody is.
  const isOpen = query.text === '' && (query.price !== undefined || query.colors.length > 0);
  const keys = isOpen
    ? [...products.products.keys()].filter(fits).slice(0, limit * 4)
    : searchCatalogue(index, query.text, limit * 4, fits).map((hit) => hit.id);
  const cards = new Map<string, ProductCard>();
  for (const key of keys) {
    const product = products.products.get(key)!;
    if (cards.has(product.groupKey)) continue;
    const card = products.card(product.groupKey, key);
    if (card) cards.set(product.groupKey, card);
    if (cards.size === limit) break;
  }
  return [...cards.values()];
}

function fitsPrice(shop: ShopDocument, product: ProductDocument, { price }: CatalogueQuery): boolean {
  if (!price) return true;
  const scale = minorUnits(shop.settings.currency);
  const asked = product.salePrice ?? product.price;
  return (
    (price.min === undefined || asked >= Math.round(price.min * scale)) &&
    (price.max === undefined || asked <= Math.round(price.max * scale))
  );
}

function fitsColor(product: ProductDocument, { colors }: CatalogueQuery): boolean {
  if (colors.length === 0) return true;
  const worn = colorsOf(product);
  return colors.some((color) => worn.includes(color));
}
