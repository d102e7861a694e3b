import { tokenize } from '@shelfwise/core/language';
import type { ShopCatalogue } from '../../../in-memory/catalogue.js';
import type { ProductDocument } from '../../../stores/documents.js';

/** Titles are cut into words once. */
const wordsOf = new WeakMap<ProductDocument, readonly string[]>();

function titleWords(product: ProductDocument): readonly string[] {
  let words = wordsOf.get(product);
  if (!words) wordsOf.set(product, (words = [...new Set(tokenize(product.title))]));
  return words;
}

/**
 * The product whose key or whole title stands in the text, sold out or not: "when will … be back in stock" is asked of
 * what no search finds. The longest title counts, and one word alone names nothing.
 */
export function namedInFull(text: string, products: ShopCatalogue): ProductDocument | undefined {
  return byKey(text, products) ?? byTitle(text, products);
}

function byTitle(text: string, { products }: ShopCatalogue): ProductDocument | undefined {
  const said = new Set(tokenize(text));
  let best: ProductDocument | undefined;
  let most = 1;
  for (const product of products.values()) {
    const words = titleWords(product);
    if (words.length > most && !product.hidden && words.every((word) => said.has(word))) {
      best = product;
      most = words.length;
    }
  }
  return best;
}

/** A key that has figures; a word that is also a key ("teapot") may be any teapot. */
function byKey(text: string, products: ShopCatalogue): ProductDocument | undefined {
  for (const [word] of text.matchAll(/(?<![\p{L}\p{N}£$€.,-])(?=[\p{L}-]*\d)[\p{L}\p{N}-]{4,}/gu)) {
    const product = products.resolve(word) ?? products.resolve(word.toUpperCase());
    if (product && !product.hidden) return product;
  }
  return undefined;
}
