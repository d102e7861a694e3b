import type { ShopProduct } from '../catalogue/catalogue.js';
import { readProducts } from '../loading/write-catalogue.js';
import { createProductSearch } from './product-search.js';

/** The shop's own catalogue in memory: what its pages list, search and show. */
export interface ShopCatalogue {
  products: ShopProduct[];
  find(code: string): ShopProduct | undefined;
  /** The product and its variants, in the order of their codes; just itself without a family. */
  variantsOf(product: ShopProduct): ShopProduct[];
  /** One product a family, best sold first, what is no longer sold left out. */
  cards: ShopProduct[];
  sections: Section[];
  inCategory(section: string, shelf?: string): ShopProduct[];
  search(query: string): ShopProduct[];
}

export interface Section {
  name: string;
  slug: string;
  shelves: { name: string; slug: string; count: number }[];
  count: number;
  /** A popular product whose picture stands for the section. */
  face: ShopProduct;
}

export function slugOf(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}

export function readCatalogue(directory: string): ShopCatalogue {
  return createCatalogue(readProducts(directory));
}

export function createCatalogue(products: ShopProduct[]): ShopCatalogue {
  const byCode = new Map(products.map((product) => [product.code, product]));
  const families = new Map<string, ShopProduct[]>();
  for (const product of products)
    if (product.family !== undefined)
      families.set(product.family, [...(families.get(product.family) ?? []), product]);
  const variantsOf = (product: ShopProduct) => families.get(product.family ?? '') ?? [product];
  const cards = products
    .filter((product) => !product.discontinued)
    .sort((a, b) => b.popularity - a.popularity || a.code.localeCompare(b.code))
    .filter(firstOfFamily());
  return {
    products,
    find: (code) => byCode.get(code),
    variantsOf,
    cards,
    sections: sectionsOf(cards),
    inCategory: (section, shelf) =>
      cards.filter(
        ({ category }) =>
          slugOf(category[0]) === section && (shelf === undefined || slugOf(category[1]) === shelf),
      ),
    search: createProductSearch(cards, variantsOf),
  };
}

function firstOfFamily(): (product: ShopProduct) => boolean {
  const seen = new Set<string>();
  return ({ family }) => {
    if (family === undefined) return true;
    const isFirst = !seen.has(family);
    seen.add(family);
    return isFirst;
  };
}

function sectionsOf(cards: ShopProduct[]): Section[] {
  const sections = new Map<string, Section>();
  for (const product of cards) {
    const [name, shelf] = product.category;
    let section = sections.get(name);
    if (!section)
      sections.set(name, (section = { name, slug: slugOf(name), shelves: [], count: 0, face: product }));
    section.count += 1;
    const known = section.shelves.find((other) => other.name === shelf);
    if (known) known.count += 1;
    else section.shelves.push({ name: shelf, slug: slugOf(shelf), count: 1 });
  }
  return [...sections.values()].sort((a, b) => b.count - a.count);
}
