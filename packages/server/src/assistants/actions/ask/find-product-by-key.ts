import type { ShopCatalogue } from '../../../following/shop-catalogue.js';
import type { ProductDocument } from '../../../stores/port/documents.js';

/** The product whose key stands in the text, if it has figures; a word that is also a key ("teapot") may be any teapot. */
export function namedByKey(text: string, products: ShopCatalogue): ProductDocument | undefined {
  for (const [word] of text.matchAll(/(?<![\p{L}\p{N}£$€.,-])(?=[\p{L}-]*\d)[\p{L}\p{N}-]{4,}/gu)) {
    const product = products.resolve(word) ?? products.resolve(word.toUpperCase());
    if (product && !product.hidden) return product;
  }
  return undefined;
}
