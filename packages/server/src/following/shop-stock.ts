import { isDeepStrictEqual } from 'node:util';
import type { Id, InventoryDocument } from '../stores/port/documents.js';

/**
 * Counts the changes of all shops' stock, so that stock that is read again is never taken for the old one.
 */
let stockChanges = 0;

/**
 * The stock of one shop, held once: as a level a product while only cards need it, and as whole inventory
 * documents, about ten times as large, while the shop's dashboard is in use.
 */
export class ShopStock {
  /** Levels of the products whose document is not held. */
  private readonly levels = new Map<Id, number>();
  private readonly documents = new Map<Id, InventoryDocument>();
  private state: 'levels' | 'reading documents' | 'documents' = 'levels';
  private latestChange = ++stockChanges;

  /** Whether the documents of all products are held. */
  get hasDocuments(): boolean {
    return this.state === 'documents';
  }

  /** Differs whenever a held document may differ. Unique over all shops. */
  get revision(): number {
    return this.latestChange;
  }

  /** Undefined for a product whose stock was never reported. */
  level(productId: Id): number | undefined {
    const document = this.documents.get(productId);
    return document ? document.stockLevel : this.levels.get(productId);
  }

  document(productId: Id): InventoryDocument | undefined {
    return this.documents.get(productId);
  }

  put(document: InventoryDocument): void {
    const { productId, stockLevel } = document;
    if (this.state === 'levels') {
      if (stockLevel !== undefined) this.levels.set(productId, stockLevel);
      return;
    }
    if (!isDeepStrictEqual(document, this.documents.get(productId))) this.latestChange = ++stockChanges;
    this.documents.set(productId, document);
    this.levels.delete(productId);
  }

  /** From now on whole documents are kept. `completeDocuments` says that all of them were put. */
  keepDocuments(): void {
    this.state = 'reading documents';
  }

  completeDocuments(): void {
    if (this.state === 'reading documents') this.state = 'documents';
  }

  /** From now on levels alone are kept. */
  dropDocuments(): void {
    const documents = [...this.documents.values()];
    this.documents.clear();
    this.state = 'levels';
    this.latestChange = ++stockChanges;
    for (const document of documents) this.put(document);
  }
}
