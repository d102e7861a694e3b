import type { ShopCatalogue } from '../../../following/shop-catalogue.js';
import type { ProductDocument } from '../../../stores/port/documents.js';

/**
 * The product whose key is in the text. Only keys with digits count: the key "teapot" may stand for any
 * teapot.
 */
export function findProductByKey(text: string, products: ShopCatalogue): ProductDocument | undefined {
  for (const [word] of text.matchAll(/(?<![\p{L}\p{N}£$€.,-])(?=[\p{L}-]*\d)[\p{L}\p{N}-]{4,}/gu)) {
    const product = products.resolve(word) ?? products.resolve(word.toUpperCase());
    if (product && !product.hidden) return product;
  }
  return undefined;
}
