import { productFromJsonLd } from './json-ld.js';

/** The key of the product that a page is about, as far as the page tells. */
export function findProduct(page: Document): string | undefined {
  try {
    return productFromJsonLd(page);
  } catch {
    // A page's data may be shaped like nothing we know.
    return undefined;
  }
}
