import type { Id, ProductDocument } from '../port/documents.js';
import { newId } from './new-id.js';
import { hasSameContent } from './has-same-content.js';
import type { New } from '../port/store.js';

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
    if (former && !former.deletedAt && hasSameContent(former, product)) continue;
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

/** What has to be looked for among the other names of products, after looking among the keys. Folded, each once. */
export function namesToFind(keys: readonly string[], byKey: ReadonlyMap<string, ProductDocument>): string[] {
  const open = keys.filter((key) => byKey.get(key)?.source !== 'catalogue');
  return [...new Set(open.map((key) => key.toLowerCase()))];
}

/**
 * Which product each key means: the one of the catalogue with this key, else one of the catalogue that has it as another
 * name, else the stub that was made when a page named it. So a stub never stands in for a product that came after it.
 */
export function resolved(
  keys: readonly string[],
  byKey: ReadonlyMap<string, ProductDocument>,
  named: readonly ProductDocument[],
): Map<string, ProductDocument> {
  const byName = productsByName(named);
  const found = new Map<string, ProductDocument>();
  for (const key of keys) {
    const held = byKey.get(key);
    const product = held?.source === 'catalogue' ? held : (byName.get(key.toLowerCase()) ?? held);
    if (product) found.set(key, product);
  }
  return found;
}

/** By folded name. Of several with the same name one that is sold goes before a deleted one, then the first key. */
export function productsByName(products: readonly ProductDocument[]): Map<string, ProductDocument> {
  const rank = ({ deletedAt, key }: ProductDocument) => `${deletedAt ? 1 : 0}${key}`;
  const byName = new Map<string, ProductDocument>();
  for (const product of [...products].sort((a, b) => (rank(a) < rank(b) ? -1 : 1)))
    for (const { value } of product.aliases)
      if (!byName.has(value.toLowerCase())) byName.set(value.toLowerCase(), product);
  return byName;
}

/** The stubs among these whose key is another name of one of `named`. */
export function shadowed(
  stubs: readonly ProductDocument[],
  named: readonly ProductDocument[],
  before: Date,
): { stub: ProductDocument; product: ProductDocument }[] {
  const byName = productsByName(named);
  return stubs.flatMap((stub) => {
    const product = byName.get(stub.key.toLowerCase());
    return product && !product.deletedAt && product.updatedAt < before ? [{ stub, product }] : [];
  });
}

const minuteMs = 60_000;

/** Those that have to be kept for whoever writes under their ids, as nobody asked for them for a minute. */
export function forgottenStubs(found: Iterable<ProductDocument>, now: Date): ProductDocument[] {
  const isForgotten = ({ source, deletedAt, askedAt, createdAt }: ProductDocument) =>
    source === 'page' && !deletedAt && now.getTime() - (askedAt ?? createdAt).getTime() > minuteMs;
  return [...new Map([...found].map((product) => [product.id, product])).values()].filter(isForgotten);
}

/**
 * Who was given a stub before this has written what they were about to; so long ago that whoever is given it from now on
 * finds it forgotten, by whichever process's clock.
 */
export const longForgotten = (now: Date): Date => new Date(now.getTime() - 10 * minuteMs);

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
