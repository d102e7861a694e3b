import type { ProductCard } from '@shelfwise/core/wire';
import type { ShopCatalogue } from '../../../following/shop-catalogue.js';
import type { ProductDocument } from '../../../stores/port/documents.js';

/** Cards of reduced products, the largest reduction first. */
export function reducedCards(catalogue: ShopCatalogue, limit: number): ProductCard[] {
  const cut = ({ price, salePrice }: ProductDocument) =>
    salePrice === undefined || price <= 0 ? 0 : 1 - salePrice / price;
  const reduced = [...catalogue.products.values()].filter(
    (product) => cut(product) > 0 && catalogue.isBuyable(product),
  );
  reduced.sort((a, b) => cut(b) - cut(a));
  return cardsOf(
    catalogue,
    reduced.map(({ groupKey, key }) => [groupKey, key]),
    limit,
  );
}

/**
 * Cards of products added after the catalogue was first loaded. One that was loaded in one go has no new
 * products.
 */
export function newestCards(catalogue: ShopCatalogue, limit: number): ProductCard[] {
  const addedAt = (groupKey: string) => {
    const times = (catalogue.groups.get(groupKey) ?? []).map(({ createdAt }) => createdAt.getTime());
    return Math.min(...times);
  };
  const newest = catalogue.newestGroups();
  const first = newest.length > 0 ? addedAt(newest.at(-1)!) : 0;
  return cardsOf(
    catalogue,
    newest
      .slice(0, maxLookedAt)
      .filter((groupKey) => addedAt(groupKey) > first + dayMs)
      .map((groupKey) => [groupKey]),
    limit,
  );
}

const dayMs = 86_400_000;
/** Groups that are checked, because some of the newest may be sold out. */
const maxLookedAt = 100;

/** The categories with most products. */
export function topCategories(catalogue: ShopCatalogue, limit: number): string[] {
  const counts = new Map<string, number>();
  for (const [product] of catalogue.groups.values()) {
    const category = product?.categories[0];
    if (category !== undefined) counts.set(category, (counts.get(category) ?? 0) + 1);
  }
  return [...counts]
    .sort((a, b) => b[1] - a[1])
    .slice(0, limit)
    .map(([category]) => category);
}

function cardsOf(
  catalogue: ShopCatalogue,
  groups: readonly (readonly [groupKey: string, product?: string])[],
  limit: number,
): ProductCard[] {
  const cards = new Map<string, ProductCard>();
  for (const [groupKey, product] of groups) {
    if (cards.size === limit) break;
    const card = cards.has(groupKey) ? undefined : catalogue.card(groupKey, product);
    if (card) cards.set(groupKey, card);
  }
  return [...cards.values()];
}
