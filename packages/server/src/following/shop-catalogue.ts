import type { ProductCard } from '@shelfwise/core/wire';
import type { Id, InventoryDocument, ProductDocument } from '../stores/port/documents.js';
import { ShopStock } from './shop-stock.js';

/** Availabilities under which a shop takes an order although it has no stock. */
const soldWithoutStock: ReadonlySet<string> = new Set(['preorder', 'backorder']);

/**
 * Counts the changes of cards in all catalogues, so that a catalogue that is read again is never taken for
 * the old one.
 */
let cardChanges = 0;

/**
 * The products and stock of one shop, for cards, search and exclusions. `CatalogueCache` keeps it up to date
 * document by document with the `put…` methods; everything else only reads it.
 */
export class ShopCatalogue {
  /** By product key; deleted products and stubs are absent. */
  readonly products: ReadonlyMap<string, ProductDocument>;
  readonly productsById: ReadonlyMap<Id, ProductDocument>;
  /** Variants of a group, in key order. */
  readonly groups: ReadonlyMap<string, readonly ProductDocument[]>;
  readonly stock = new ShopStock();

  private readonly byKey = new Map<string, ProductDocument>();
  private readonly byId = new Map<Id, ProductDocument>();
  private readonly byGroup = new Map<string, ProductDocument[]>();
  /** By alias in lower case. */
  private readonly byAlias = new Map<string, ProductDocument>();
  /** Cards by group, null where nothing can be bought; dropped when a variant or its stock changes. */
  private readonly cards = new Map<string, ProductCard | null>();
  private newest: { revision: number; groups: readonly string[] } | undefined;
  private productRevision = 0;
  private latestCardChange = ++cardChanges;

  constructor(private currency: string) {
    this.products = this.byKey;
    this.productsById = this.byId;
    this.groups = this.byGroup;
  }

  /** Grows with each change of a product; stock does not count. Derived indexes compare it. */
  get revision(): number {
    return this.productRevision;
  }

  /**
   * Changes whenever a card may differ, also when stock runs out or comes back. Unique over all catalogues.
   */
  get cardRevision(): number {
    return this.latestCardChange;
  }

  /** Finds by key, then by alias in any case. */
  resolve(key: string): ProductDocument | undefined {
    return this.byKey.get(key) ?? this.byAlias.get(key.toLowerCase());
  }

  /** Not hidden, not deleted, and in stock as far as is known. */
  isBuyable(product: ProductDocument): boolean {
    if (product.hidden || product.deletedAt || product.source !== 'catalogue') return false;
    if (soldWithoutStock.has(product.availability)) return true;
    return product.availability === 'in_stock' && this.isOnShelf(product.id);
  }

  /** The group's card with a variant that can be bought; undefined when none can. */
  card(groupKey: string, preferredProductKey?: string): ProductCard | undefined {
    if (preferredProductKey !== undefined) return this.makeCard(groupKey, preferredProductKey) ?? undefined;
    let card = this.cards.get(groupKey);
    if (card === undefined) {
      card = this.makeCard(groupKey);
      this.cards.set(groupKey, card);
    }
    return card ?? undefined;
  }

  /** Newest first: the order in which a shop shows products before anything is learned. */
  newestGroups(): readonly string[] {
    if (this.newest?.revision !== this.productRevision) {
      const addedAt = [...this.byGroup].map(
        ([key, variants]) => [key, Math.min(...variants.map((one) => one.createdAt.getTime()))] as const,
      );
      addedAt.sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
      this.newest = { revision: this.productRevision, groups: addedAt.map(([key]) => key) };
    }
    return this.newest.groups;
  }

  putProduct(product: ProductDocument): void {
    const held = this.byId.get(product.id);
    if (held?.updatedAt.getTime() === product.updatedAt.getTime()) return;
    const isShown = product.source === 'catalogue' && !product.deletedAt;
    if (!held && !isShown) return;
    if (held) this.remove(held);
    this.productRevision++;
    this.latestCardChange = ++cardChanges;
    if (isShown) this.add(product);
  }

  putStock(document: InventoryDocument): void {
    const { productId } = document;
    const wasOnShelf = this.isOnShelf(productId);
    this.stock.put(document);
    const product = this.byId.get(productId);
    // A card shows whether there is stock, not how much.
    if (!product || this.isOnShelf(productId) === wasOnShelf) return;
    this.latestCardChange = ++cardChanges;
    this.cards.delete(product.groupKey);
  }

  setCurrency(currency: string): void {
    if (currency === this.currency) return;
    this.currency = currency;
    this.latestCardChange = ++cardChanges;
    this.cards.clear();
  }

  private add(product: ProductDocument): void {
    this.byKey.set(product.key, product);
    this.byId.set(product.id, product);
    for (const { value } of product.aliases) this.byAlias.set(value.toLowerCase(), product);
    const variants = [...(this.byGroup.get(product.groupKey) ?? []), product];
    this.byGroup.set(
      product.groupKey,
      variants.sort((a, b) => (a.key < b.key ? -1 : 1)),
    );
    this.cards.delete(product.groupKey);
  }

  private remove(product: ProductDocument): void {
    this.byKey.delete(product.key);
    this.byId.delete(product.id);
    for (const { value } of product.aliases) {
      const folded = value.toLowerCase();
      if (this.byAlias.get(folded)?.id === product.id) this.byAlias.delete(folded);
    }
    const left = (this.byGroup.get(product.groupKey) ?? []).filter(({ id }) => id !== product.id);
    if (left.length > 0) this.byGroup.set(product.groupKey, left);
    else this.byGroup.delete(product.groupKey);
    this.cards.delete(product.groupKey);
  }

  /** A product without a reported stock level counts as in stock. */
  private isOnShelf(productId: Id): boolean {
    return (this.stock.level(productId) ?? 1) > 0;
  }

  private makeCard(groupKey: string, preferredProductKey?: string): ProductCard | null {
    const buyable = (this.byGroup.get(groupKey) ?? []).filter((product) => this.isBuyable(product));
    const shown = buyable.find(({ key }) => key === preferredProductKey) ?? buyable[0];
    if (!shown) return null;
    return {
      product: shown.key,
      group: groupKey,
      title: shown.title,
      url: shown.url,
      ...(shown.image !== undefined && { image: shown.image }),
      price: shown.price,
      ...(shown.salePrice !== undefined && { salePrice: shown.salePrice }),
      currency: this.currency,
      ...(shown.rating && { rating: shown.rating }),
      availability: shown.availability,
      ...(buyable.length > 1 && { variants: buyable.map(toVariant) }),
    };
  }
}

function toVariant(product: ProductDocument) {
  return {
    product: product.key,
    title: product.variantTitle ?? product.title,
    price: product.price,
    ...(product.salePrice !== undefined && { salePrice: product.salePrice }),
  };
}
