import { tokenize } from '@shelfwise/core/language';
import type { ProductDocument } from '../stores/port/documents.js';

interface TitledProduct {
  product: ProductDocument;
  words: readonly string[];
}

/**
 * Finds the product whose whole title is in a text, sold out or not: "when will … be back in stock" asks for
 * a product that no search finds. Products are held by the longest word of their title, so that few of them
 * are compared.
 */
export class TitleIndex {
  private readonly byWord = new Map<string, Map<string, TitledProduct>>();

  add(product: ProductDocument): void {
    const words = wordsOf(product);
    if (words.length < 2) return;
    const word = longestOf(words);
    const held = this.byWord.get(word) ?? new Map<string, TitledProduct>();
    this.byWord.set(word, held.set(product.key, { product, words }));
  }

  /** The product must be the same as when it was added. */
  remove(product: ProductDocument): void {
    const word = longestOf(wordsOf(product));
    const held = this.byWord.get(word);
    held?.delete(product.key);
    if (held?.size === 0) this.byWord.delete(word);
  }

  /** The product with the longest title; one word alone names none. */
  namedIn(text: string): ProductDocument | undefined {
    const said = new Set(tokenize(text));
    let best: ProductDocument | undefined;
    let most = 0;
    for (const word of said) {
      for (const { product, words } of this.byWord.get(word)?.values() ?? []) {
        if (words.length > most && !product.hidden && words.every((one) => said.has(one))) {
          best = product;
          most = words.length;
        }
      }
    }
    return best;
  }
}

const wordsOf = ({ title }: ProductDocument) => [...new Set(tokenize(title))];
const longestOf = (words: readonly string[]) =>
  words.reduce((longest, word) => (word.length > longest.length ? word : longest), '');
