import { expect, test } from 'vitest';
import { collectionNames, type CollectionName } from '../../src/stores/port/collections.js';
import { collect, randomId, type ContractContext } from './context.js';
import { fillShop } from './fill-shop.js';

/** Whole documents, for copying. */
export function rawContract(context: ContractContext): void {
  test('what is dumped can be restored, twice, and is the same', async () => {
    const { raw, shops } = context.store;
    const shop = await fillShop(context.store, `raw-${context.shop}`, context.now);
    for (const name of collectionNames) {
      const documents = await collect(raw.dump(shop.id, name));
      const before = documents.map(comparable);
      expect(documents.length, name).toBeGreaterThan(0);
      expect(await raw.count(shop.id, name), name).toBe(documents.length);
      await raw.restore(shop.id, name, documents);
      expect((await collect(raw.dump(shop.id, name))).map(comparable), name).toEqual(before);
      expect(await collect(raw.dump(randomId(), name)), name).toEqual([]);
      expect(await raw.count(context.otherShop, name), name).toBe(0);
    }
    expect(await shops.findById(shop.id)).toEqual(shop);
  });

  test('what is dumped can be found and removed, by id and key', async () => {
    const { raw } = context.store;
    const shop = await fillShop(context.store, `raw-${context.shop}`, context.now);
    for (const name of collectionNames) {
      const documents = await collect(raw.dump(shop.id, name));
      const content = (all: object[]) => all.map((document) => JSON.stringify(comparable(document))).sort();
      expect(content(await raw.find(shop.id, name, documents)), name).toEqual(content(documents));
      expect(await raw.find(context.otherShop, name, documents), name).toEqual([]);
      const others = documents.map((document) =>
        'id' in document ? { ...document, id: randomId() } : document,
      );
      if ('id' in documents[0]!) expect(await raw.find(shop.id, name, others), name).toEqual([]);
      await raw.remove(context.otherShop, name, documents);
      expect(await raw.count(shop.id, name), name).toBe(documents.length);
      await raw.remove(shop.id, name, documents.slice(1));
      expect(await collect(raw.dump(shop.id, name)), name).toHaveLength(1);
      await raw.restore(shop.id, name, documents);
      expect(await raw.count(shop.id, name), name).toBe(documents.length);
      await raw.remove(shop.id, name, documents);
      expect(await raw.count(shop.id, name), name).toBe(0);
    }
  });

  test('restoring replaces what has the same key, whatever its id', async () => {
    const { raw, shops } = context.store;
    const shop = await fillShop(context.store, `raw-${context.shop}`, context.now);
    // Those of a shop, a key, a run and an entry of the log have nothing but an id.
    const byId = new Set<CollectionName>(['shops', 'apiKeys', 'jobRuns', 'auditLog']);
    for (const name of collectionNames.filter((each) => !byId.has(each))) {
      const documents = await collect(raw.dump(shop.id, name));
      const others = documents.map((document) =>
        'id' in document ? { ...document, id: randomId() } : document,
      );
      await raw.restore(shop.id, name, others);
      expect((await collect(raw.dump(shop.id, name))).map(comparable), name).toEqual(
        expect.arrayContaining(others.map(comparable)),
      );
      expect(await raw.count(shop.id, name), name).toBe(documents.length);
    }
    expect(await shops.findById(shop.id)).toEqual(shop);
  });

  test('restoring replaces the content of interactions and stock movements', async () => {
    const { raw } = context.store;
    const shop = await fillShop(context.store, `raw-${context.shop}`, context.now);
    for (const name of ['userInteractions', 'stockMovements'] as const) {
      const [first, ...rest] = await collect(raw.dump(shop.id, name));
      await raw.restore(shop.id, name, [{ ...first!, quantity: 77 }]);
      const now = await collect(raw.dump(shop.id, name));
      expect(now).toHaveLength(1 + rest.length);
      expect(now).toContainEqual({ ...first!, quantity: 77 });
    }
  });
}

/** Comparing a million bytes one by one takes seconds. */
const comparable = (document: object) =>
  'bytes' in document && document.bytes instanceof Uint8Array
    ? { ...document, bytes: Buffer.from(document.bytes).toString('base64') }
    : document;
