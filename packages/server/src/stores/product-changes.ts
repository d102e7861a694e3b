import type { Id, ProductDocument } from './documents.js';
import { newId } from './new-id.js';
import { sameContent } from './same-content.js';
import type { New } from './store.js';

/** What the repositories of both engines do to product documents. */

interface Circumstances {
  shopId: Id;
  now: Date;
}

/** The documents that differ from those held, by key; of one key given twice the last stands. */
export function changedProducts(
  held: ReadonlyMap<string, ProductDocument>,
  given: readonly New<ProductDocument, 'deletedAt'>[],
  { shopId, now }: Circumstances,
): ProductDocument[] {
  const changed = new Map<string, ProductDocument>();
  for (const product of given) {
    const former = changed.get(product.key) ?? held.get(product.key);
    if (former && !former.deletedAt && sameContent(former, product)) continue;
    changed.set(product.key, {
      ...product,
      id: former?.id ?? newId(),
      shopId,
      createdAt: former?.createdAt ?? now,
      updatedAt: now,
    });
  }
  return [...changed.values()];
}

/** Stubs for the keys that were not found, as many as there is room for. */
export function newStubs(
  keys: readonly string[],
  found: { has(key: string): boolean },
  room: number,
  { shopId, now }: Circumstances,
): ProductDocument[] {
  const missing = [...new Set(keys)].filter((key) => !found.has(key)).slice(0, Math.max(0, room));
  return missing.map((key) => ({ ...pageStub(key), id: newId(), shopId, createdAt: now, updatedAt: now }));
}

/** What is known of a product of which only the key was seen on a page. Hidden until the catalogue confirms it. */
const pageStub = (key: string): New<ProductDocument, 'deletedAt'> => ({
  key,
  groupKey: key,
  title: key,
  url: '',
  price: 0,
  categories: [],
  attributes: {},
  availability: 'in_stock',
  hidden: true,
  aliases: [],
  source: 'page',
});
