import { expect, test } from 'vitest';
import { copyShop } from '../../cli/copy.js';
import { collectionNames } from '../collections.js';
import { collect } from './context.js';
import { fillShop } from './fill-shop.js';
import type { Id } from '../documents.js';
import { Conflict, NotFound } from '../store-errors.js';
import type { Store } from '../store.js';
import { testSettings } from './settings.js';

/** What copying promises, between any two stores. */
export function describeCopy(name: string, stores: () => { from: Store; to: Store }): void {
  const now = new Date('2026-11-22T12:00:00Z');

  test(`${name}: a copy holds the same documents, and can be repeated`, async () => {
    const { from, to } = stores();
    const shop = await fillShop(from, 'tea', now);
    await copyShop({ from, to, shopName: 'tea' });
    await expectSameShop(from, to, shop.id);
    await from.products.delete(shop.id, 'p0', now);
    await from.faq.upsertMany(shop.id, [{ key: 'new', question: 'Q', variations: [], answer: 'A' }]);
    await copyShop({ from, to, shopName: 'tea' });
    await expectSameShop(from, to, shop.id);
    // The copy is a working shop, not only bytes.
    expect((await to.products.resolveKeys(shop.id, ['sku1'])).get('sku1')?.key).toBe('p1');
    expect((await to.visitors.findByKey(shop.id, 'v1'))?.key).toBe('v2');
    expect(await to.models.read(shop.id, 'recommender', 1)).toHaveLength(1_100_000);
  });

  test(`${name}: an unknown shop, or another one of the same name, is refused`, async () => {
    const { from, to } = stores();
    await expect(copyShop({ from, to, shopName: 'none' })).rejects.toBeInstanceOf(NotFound);
    await from.shops.create({ name: 'coffee', settings: testSettings });
    await to.shops.create({ name: 'coffee', settings: testSettings });
    await expect(copyShop({ from, to, shopName: 'coffee' })).rejects.toBeInstanceOf(Conflict);
  });
}

/** Every collection, in an order that does not depend on the engine. */
export async function expectSameShop(from: Store, to: Store, shopId: Id): Promise<void> {
  for (const name of collectionNames) {
    const read = async (store: Store) =>
      (await collect(store.raw.dump(shopId, name))).map((document) => canonical(document)).sort();
    const documents = await read(from);
    expect(documents.length, name).toBeGreaterThan(0);
    expect(await read(to), name).toEqual(documents);
  }
}

function canonical(document: object): string {
  return JSON.stringify(document, (_, value: unknown) => {
    if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
    if (value && typeof value === 'object' && !Array.isArray(value))
      return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
    return value;
  });
}
