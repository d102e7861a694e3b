import type { ProductCard } from '@shelfwise/core/wire';
import type { Id, ProductDocument } from '../stores/port/documents.js';
import type { ShopCatalogue } from './catalogue.js';

/** The catalogue of one shop, kept up document by document. */
export interface MutableShopCatalogue extends ShopCatalogue {
  putProduct(product: ProductDocument): void;
  putStock(productId: Id, stockLevel: number): void;
  setCurrency(currency: string): void;
}

/** Availabilities under which a shop takes an order although nothing is on the shelf. */
const soldWithoutStock: ReadonlySet<string> = new Set(['preorder', 'backorder']);

/** Counts changes of cards in all catalogues, so that one that was dropped and read again is never taken for the old. */
let cardChanges = 0;

export function createShopCatalogue(initialCurrency: string): MutableShopCatalogue {
  const products = new Map<string, ProductDocument>();
  const productsById = new Map<Id, ProductDocument>();
  const groups = new Map<string, ProductDocument[]>();
  const aliases = new Map<string, ProductDocument>();
  const stock = new Map<Id, number>();
  /** Cards by group, null where nothing can be bought; dropped when a variant or its stock changes. */
  const cards = new Map<string, ProductCard | null>();
  let currency = initialCurrency;
  let revision = 0;
  let cardRevision = ++cardChanges;
  let newest: { revision: number; groups: readonly string[] } | undefined;

  function remove(product: ProductDocument): void {
    products.delete(product.key);
    productsById.delete(product.id);
    for (const { value } of product.aliases) {
      const folded = value.toLowerCase();
      if (aliases.get(folded)?.id === product.id) aliases.delete(folded);
    }
    const left = (groups.get(product.groupKey) ?? []).filter(({ id }) => id !== product.id);
    if (left.length > 0) groups.set(product.groupKey, left);
    else groups.delete(product.groupKey);
    cards.delete(product.groupKey);
  }

  function isBuyable(product: ProductDocument): boolean {
    if (product.hidden || product.deletedAt || product.source !== 'catalogue') return false;
    if (soldWithoutStock.has(product.availability)) return true;
    return product.availability === 'in_stock' && isOnShelf(product.id);
  }

  /** A stock level that nobody told is no reason to hide a product. */
  function isOnShelf(productId: Id): boolean {
    return (stock.get(productId) ?? 1) > 0;
  }

  function makeCard(groupKey: string, preferredProductKey?: string): ProductCard | null {
    const buyable = (groups.get(groupKey) ?? []).filter(isBuyable);
    const shown = buyable.find(({ key }) => key === preferredProductKey) ?? buyable[0];
    if (!shown) return null;
    return {
      product: shown.key,
      group: groupKey,
      title: shown.title,
      url: shown.url,
      ...(shown.image !== undefined && { image: shown.image }),
      price: shown.price,
      ...(shown.salePrice !== undefined && { salePrice: shown.salePrice }),
      currency,
      ...(shown.rating && { rating: shown.rating }),
      availability: shown.availability,
      ...(buyable.length > 1 && { variants: buyable.map(toVariant) }),
    };
  }

  return {
    get revision() {
      return revision;
    },
    get cardRevision() {
      return cardRevision;
    },
    products,
    productsById,
    groups,
    isBuyable,
    resolve: (key) => products.get(key) ?? aliases.get(key.toLowerCase()),
    card(groupKey, preferredProductKey) {
      if (preferredProductKey !== undefined) {
        return makeCard(groupKey, preferredProductKey) ?? undefined;
      }
      let card = cards.get(groupKey);
      if (card === undefined) {
        card = makeCard(groupKey);
        cards.set(groupKey, card);
      }
      return card ?? undefined;
    },
    newestGroups() {
      if (newest?.revision !== revision) {
        const addedAt = [...groups].map(
          ([key, variants]) => [key, Math.min(...variants.map((one) => one.createdAt.getTime()))] as const,
        );
        addedAt.sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
        newest = { revision, groups: addedAt.map(([key]) => key) };
      }
      return newest.groups;
    },
    putProduct(product) {
      const held = productsById.get(product.id);
      if (held?.updatedAt.getTime() === product.updatedAt.getTime()) return;
      const isShown = product.source === 'catalogue' && !product.deletedAt;
      if (!held && !isShown) return;
      if (held) remove(held);
      revision++;
      cardRevision = ++cardChanges;
      if (!isShown) return;
      products.set(product.key, product);
      productsById.set(product.id, product);
      for (const { value } of product.aliases) aliases.set(value.toLowerCase(), product);
      const variants = [...(groups.get(product.groupKey) ?? []), product];
      groups.set(
        product.groupKey,
        variants.sort((a, b) => (a.key < b.key ? -1 : 1)),
      );
      cards.delete(product.groupKey);
    },
    putStock(productId, stockLevel) {
      const wasOnShelf = isOnShelf(productId);
      stock.set(productId, stockLevel);
      const product = productsById.get(productId);
      // A card tells whether there are any, not how many.
      if (!product || isOnShelf(productId) === wasOnShelf) return;
      cardRevision = ++cardChanges;
      cards.delete(product.groupKey);
    },
    setCurrency(next) {
      if (next === currency) return;
      currency = next;
      cardRevision = ++cardChanges;
      cards.clear();
    },
  };
}

function toVariant(product: ProductDocument) {
  return {
    product: product.key,
    title: product.variantTitle ?? product.title,
    price: product.price,
    ...(product.salePrice !== undefined && { salePrice: product.salePrice }),
  };
}
