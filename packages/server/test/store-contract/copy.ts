import { expect, test } from 'vitest';
import { copyShop } from '../../src/cli/copy.js';
import { collectionNames } from '../../src/stores/port/collections.js';
import { anInteraction, collect, randomId } from './context.js';
import { fillShop } from './fill-shop.js';
import type { Id } from '../../src/stores/port/documents.js';
import { Conflict, NotFound, Unavailable } from '../../src/stores/port/store-errors.js';
import type { Store } from '../../src/stores/port/store.js';
import { liveOn } from './live-on.js';
import { testSettings } from './settings.js';
import { override } from '../override.js';

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

  test(`${name}: a copy that has grown old becomes equal to the source`, async () => {
    const { from, to } = stores();
    const shop = await fillShop(from, 'old', now);
    const live = await liveOn(from, shop.id);
    await copyShop({ from, to, shopName: 'old' });
    await expectSameShop(from, to, shop.id);
    await live();
    await copyShop({ from, to, shopName: 'old' });
    await expectSameShop(from, to, shop.id);
    expect(await copyShop({ from, to, shopName: 'old' })).toMatchObject({ written: 0, removed: 0 });
  });

  test(`${name}: a copy that went on by itself becomes equal to the source`, async () => {
    const { from, to } = stores();
    const shop = await fillShop(from, 'apart', now);
    const [here, there] = [await liveOn(from, shop.id), await liveOn(to, shop.id)];
    await here();
    await there();
    const summary = await copyShop({ from, to, shopName: 'apart' });
    expect(summary.removed).toBeGreaterThan(0);
    await expectSameShop(from, to, shop.id);
    await there();
    await copyShop({ from, to, shopName: 'apart' });
    await expectSameShop(from, to, shop.id);
  });

  test(`${name}: a copy that was stopped anywhere is completed by the next, a page at a time`, async () => {
    const { from, to } = stores();
    const shop = await fillShop(from, 'large', now);
    const visitor = (await from.visitors.findByKey(shop.id, 'v2'))!.id;
    const seen = Array.from({ length: 2500 }, () => anInteraction(visitor, randomId()));
    await from.interactions.appendMany(shop.id, seen);
    const live = await liveOn(from, shop.id);
    await copyShop({ from, to: failingAfter(to, Infinity), shopName: 'large' });
    await live();
    let stopped = 0;
    for (let calls = 0; ; calls = 2 * calls + 5) {
      const copying = copyShop({ from, to: failingAfter(to, calls), shopName: 'large' });
      const failed = await copying.then(
        () => false,
        (error: unknown) => error instanceof Unavailable,
      );
      if (!failed) break;
      stopped += 1;
    }
    expect(stopped).toBeGreaterThan(1);
    await expectSameShop(from, to, shop.id);
  });

  test(`${name}: a sign-in link that was used stays used`, async () => {
    const { from, to } = stores();
    await fillShop(from, 'signed-in', now);
    const link = `sign-in/${randomId()}`;
    await from.leases.acquire(link, 'owner', 3_600_000, now);
    await copyShop({ from, to, shopName: 'signed-in', clock: () => now });
    const at = (ms: number) => new Date(now.getTime() + ms);
    expect(await to.leases.acquire(link, 'other', 1000, at(3_599_999))).toBeNull();
    expect(await to.leases.acquire(link, 'other', 1000, at(3_600_000))).not.toBeNull();
  });

  test(`${name}: an unknown shop, or another one of the same name, is refused`, async () => {
    const { from, to } = stores();
    await expect(copyShop({ from, to, shopName: 'none' })).rejects.toBeInstanceOf(NotFound);
    await from.shops.create({ name: 'coffee', settings: testSettings });
    await to.shops.create({ name: 'coffee', settings: testSettings });
    await expect(copyShop({ from, to, shopName: 'coffee' })).rejects.toBeInstanceOf(Conflict);
  });
}

/** Reads and writes at most a page at once, and so many times; then it is out of reach. */
function failingAfter(store: Store, calls: number): Store {
  let left = calls;
  const bounded = async <Result>(documents: object[], work: () => Promise<Result>) => {
    expect(documents.length).toBeLessThanOrEqual(1000);
    if (left-- <= 0) throw new Unavailable('out of reach');
    return work();
  };
  const { raw } = store;
  return {
    ...store,
    raw: override(raw, {
      restore: (shopId, name, all) => bounded(all, () => raw.restore(shopId, name, all)),
      remove: (shopId, name, all) => bounded(all, () => raw.remove(shopId, name, all)),
      find: (shopId, name, all) => bounded(all, () => raw.find(shopId, name, all)),
    }),
  };
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
