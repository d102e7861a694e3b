import { expect, test } from 'vitest';
import { collectionNames } from '../collections.js';
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
}

/** Comparing a million bytes one by one takes seconds. */
const comparable = (document: object) =>
  'bytes' in document && document.bytes instanceof Uint8Array
    ? { ...document, bytes: Buffer.from(document.bytes).toString('base64') }
    : document;
