import { tokenize } from '@shelfwise/core/language';
import type { ProductDocument } from '../stores/port/documents.js';

/**
 * Finds the product whose whole title stands in a text, sold out or not: "when will … be back in stock" is asked of what
 * no search finds. Products are held by the longest word of their title, so that few of them are looked at.
 */
export interface TitleIndex {
  add(product: ProductDocument): void;
  /** The product must be as it was added. */
  remove(product: ProductDocument): void;
  /** The longest title counts, and one word alone names nothing. */
  namedIn(text: string): ProductDocument | undefined;
}

interface Titled {
  product: ProductDocument;
  words: readonly string[];
}

export function createTitleIndex(): TitleIndex {
  const byWord = new Map<string, Map<string, Titled>>();
  return {
    add(product) {
      const words = wordsOf(product);
      if (words.length < 2) return;
      const word = longestOf(words);
      const held = byWord.get(word) ?? new Map<string, Titled>();
      byWord.set(word, held.set(product.key, { product, words }));
    },
    remove(product) {
      const word = longestOf(wordsOf(product));
      const held = byWord.get(word);
      held?.delete(product.key);
      if (held?.size === 0) byWord.delete(word);
    },
    namedIn(text) {
      const said = new Set(tokenize(text));
      let best: ProductDocument | undefined;
      let most = 0;
      for (const word of said) {
        for (const { product, words } of byWord.get(word)?.values() ?? []) {
          if (words.length > most && !product.hidden && words.every((one) => said.has(one))) {
            best = product;
            most = words.length;
          }
        }
      }
      return best;
    },
  };
}

const wordsOf = ({ title }: ProductDocument) => [...new Set(tokenize(title))];
const longestOf = (words: readonly string[]) =>
  words.reduce((longest, word) => (word.length > longest.length ? word : longest), '');
