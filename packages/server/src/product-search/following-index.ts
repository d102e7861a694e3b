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
import { readProductTraits } from './product-traits.js';
import { TitleIndex } from './title-index.js';

/**
 * The search index of a shop, which takes over what changed in its catalogue product by product. A large
 * catalogue takes seconds of work, done in slices of some milliseconds; requests in between search what is
 * indexed so far.
 */
export class FollowingIndex {
  readonly index: CatalogueIndex = buildCatalogueIndex([]);
  readonly titles = new TitleIndex();
  private readonly known = new Map<string, ProductDocument>();
  private followed: { catalogue: ShopCatalogue; revision: number } | undefined;
  private underWay: Promise<void> | undefined;

  /** Whether a whole catalogue was taken over once. */
  get isBuilt(): boolean {
    return this.followed !== undefined;
  }

  /** Resolves when the index is at least as new as the catalogue was when asked. Callers share the work. */
  async follow(catalogue: ShopCatalogue): Promise<void> {
    this.underWay ??= this.catchUp(catalogue).finally(() => (this.underWay = undefined));
    await this.underWay;
  }

  private async catchUp(catalogue: ShopCatalogue): Promise<void> {
    while (this.followed?.catalogue !== catalogue || this.followed.revision !== catalogue.revision) {
      const { revision } = catalogue;
      await finishInSlices(this.changes(catalogue));
      this.followed = { catalogue, revision };
    }
  }

  /** The catalogue may change between two steps; its revision then differs, and another round follows. */
  private *changes(catalogue: ShopCatalogue): Generator<void, void> {
    for (const [key, product] of this.known) {
      if (catalogue.products.has(key)) continue;
      this.remove(key, product);
      yield;
    }
    for (const [key, product] of catalogue.products) {
      const former = this.known.get(key);
      if (former?.updatedAt.getTime() === product.updatedAt.getTime()) continue;
      if (former) this.remove(key, former);
      addToIndex(this.index, toDocument(product));
      this.titles.add(product);
      this.known.set(key, product);
      yield;
    }
  }

  private remove(key: string, product: ProductDocument): void {
    removeFromIndex(this.index, toDocument(product));
    this.titles.remove(product);
    this.known.delete(key);
  }
}

function toDocument(product: ProductDocument): SearchDocument {
  return {
    id: product.key,
    title: [product.title, product.variantTitle].filter(Boolean).join(' '),
    categories: product.categories,
    ...(product.brand !== undefined && { brand: product.brand }),
    // A long description adds noise and memory, not findability.
    ...(product.description !== undefined && { description: product.description.slice(0, 1000) }),
    colors: [...readProductTraits(product).colors].join(' '),
    attributes: Object.values(product.attributes).join(' ').slice(0, 600),
  };
}
