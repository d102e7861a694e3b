import { productFromJsonLd } from './json-ld.js';

/** Ways to find the key of the product that a page is about, best first. Each source has a file of its own. */
const sources = [productFromJsonLd];

export function findProduct(page: Document): string | undefined {
  for (const source of sources) {
    try {
      const product = source(page);
      if (product !== undefined) return product;
    } catch {
      // A page's data may be shaped like nothing we know; the next source may do better.
    }
  }
  return undefined;
}
