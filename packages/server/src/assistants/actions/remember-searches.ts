import type { CatalogueSearch } from '../../product-search/catalogue-search.js';

type ProductSearch = Pick<CatalogueSearch, 'find' | 'named'>;

/** A search for one turn: attempts that ask the same of the catalogue share one answer. */
export function rememberSearches(search: ProductSearch): ProductSearch {
  const found = new Map<string, ReturnType<ProductSearch['find']>>();
  const named = new Map<string, ReturnType<ProductSearch['named']>>();
  return {
    find(shop, query, options) {
      const key = JSON.stringify([query, options]);
      const answer = found.get(key) ?? search.find(shop, query, options);
      found.set(key, answer);
      return answer;
    },
    named(shop, text) {
      const answer = named.get(text) ?? search.named(shop, text);
      named.set(text, answer);
      return answer;
    },
  };
}
