import { normalizeColor, stem, tokenize } from '@shelfwise/core/language';
import { namesSeveral } from '@shelfwise/core/search';
import type { ProductDocument } from '../stores/port/documents.js';

/** What a search keeps to or turns down, read from a product's words. */
export interface ProductTraits {
  /** Plain colours that its title, variant or attributes name. */
  colors: ReadonlySet<string>;
  /**
   * Stems of what it is, for "without flowers". Its description may well say what it has not, and a category of several
   * things ("Flowers and vases") which of them it might be.
   */
  stems: ReadonlySet<string>;
}

/** A changed product is another document, so what was read of one holds as long as it does. */
const known = new WeakMap<ProductDocument, ProductTraits>();

/** Read once a product: a question about the whole catalogue looks at those of each. */
export function readProductTraits(product: ProductDocument): ProductTraits {
  let traits = known.get(product);
  if (!traits) {
    traits = computeTraits(product);
    known.set(product, traits);
  }
  return traits;
}

function computeTraits({ title, variantTitle = '', attributes, categories }: ProductDocument): ProductTraits {
  const own = tokenize([title, variantTitle, ...Object.values(attributes)].join(' '));
  const kinds = tokenize(categories.filter((name) => !namesSeveral.test(name)).join(' '));
  return {
    colors: new Set(own.map(normalizeColor).filter((color) => color !== undefined)),
    stems: new Set([...own, ...kinds].map(stem)),
  };
}
