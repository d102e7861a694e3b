import { normalizeColor, stem, tokenize } from '@shelfwise/core/language';
import { namesSeveral } from '@shelfwise/core/search';
import type { ProductDocument } from '../stores/port/documents.js';

/** Traits that a search requires or excludes, read from a product's words. */
export interface ProductTraits {
  /** Plain colors that its title, variant or attributes name. */
  colors: ReadonlySet<string>;
  /**
   * Stems of its own words, for "without flowers". Descriptions are left out, because they also name things
   * that a product does not have, and so are categories of several things ("Flowers and vases").
   */
  stems: ReadonlySet<string>;
}

/** A changed product is another document, so the traits of a document never change. */
const known = new WeakMap<ProductDocument, ProductTraits>();

/** Read once a product, because a search of the whole catalogue needs them of every product. */
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
