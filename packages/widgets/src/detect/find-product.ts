import { productFromJsonLd } from './json-ld.js';

/** The key of the page's product, if the page states one. */
export function findProduct(page: Document): string | undefined {
  try {
    return productFromJsonLd(page);
  } catch {
    // A page's data may have any shape.
    return undefined;
  }
}
