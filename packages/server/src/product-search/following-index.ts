import {
  addToIndex,
  buildCatalogueIndex,
  removeFromIndex,
  type CatalogueIndex,
  type SearchDocument,
} from '@shelfwise/core/search';
import type { ShopCatalogue } from '../following/shop-catalogue.js';
import { finishInSlices } from '../following/in-slices.js';
import type { ProductDocument } from '../stores/port/documents.js';
import { traitsOf } from './product-traits.js';
import { createTitleIndex, type TitleIndex } from './title-index.js';

/**
 * A search index that takes over what changed in a catalogue, product by product: stock moves a revision never, texts
 * seldom. A big catalogue takes seconds of work, done in slices of some milliseconds, between which requests are
 * answered; they find what is indexed so far.
 */
export interface FollowingIndex {
  readonly index: CatalogueIndex;
  readonly titles: TitleIndex;
  /** Whether a whole catalogue was taken over once. */
  readonly isBuilt: boolean;
  /** Resolves when the index is at least as new as the catalogue was when asked. Callers share the work. */
  follow(catalogue: ShopCatalogue): Promise<void>;
}

export function createFollowingIndex(): FollowingIndex {
  const index = buildCatalogueIndex([]);
  const titles = createTitleIndex();
  const known = new Map<string, ProductDocument>();
  let followed: { catalogue: ShopCatalogue; revision: number } | undefined;
  let underWay: Promise<void> | undefined;

  async function catchUp(catalogue: ShopCatalogue): Promise<void> {
    while (followed?.catalogue !== catalogue || followed.revision !== catalogue.revision) {
      const { revision } = catalogue;
      await finishInSlices(changes(catalogue));
      followed = { catalogue, revision };
    }
  }

  /** The catalogue may change between two steps; then its revision has, and another round follows. */
  function* changes(catalogue: ShopCatalogue): Generator<void, void> {
    for (const [key, product] of known) {
      if (catalogue.products.has(key)) continue;
      remove(key, product);
      yield;
    }
    for (const [key, product] of catalogue.products) {
      const former = known.get(key);
      if (former?.updatedAt.getTime() === product.updatedAt.getTime()) continue;
      if (former) remove(key, former);
      addToIndex(index, toDocument(product));
      titles.add(product);
      known.set(key, product);
      yield;
    }
  }

  function remove(key: string, product: ProductDocument): void {
    removeFromIndex(index, toDocument(product));
    titles.remove(product);
    known.delete(key);
  }

  return {
    index,
    titles,
    get isBuilt() {
      return followed !== undefined;
    },
    async follow(catalogue) {
      underWay ??= catchUp(catalogue).finally(() => (underWay = undefined));
      await underWay;
    },
  };
}

function toDocument(product: ProductDocument): SearchDocument {
  return {
    id: product.key,
    title: [product.title, product.variantTitle].filter(Boolean).join(' '),
    categories: product.categories,
    ...(product.brand !== undefined && { brand: product.brand }),
    // A long description adds noise and memory, not findability.
    ...(product.description !== undefined && { description: product.description.slice(0, 1000) }),
    colors: [...traitsOf(product).colors].join(' '),
    attributes: Object.values(product.attributes).join(' ').slice(0, 600),
  };
}
