import { describe, expect, test } from 'vitest';
import { aProduct, collect, randomId, type ContractContext } from './context.js';
import { Conflict, NotFound } from '../../src/stores/port/store-errors.js';
import { testSettings } from './settings.js';

/** Shops, keys, products, FAQ. */
export function catalogueContract(context: ContractContext): void {
  describe('shops and keys', () => {
    const name = () => `shop-${context.shop}`;

    test('a shop is found by id and name; a taken name is a conflict', async () => {
      const { shops } = context.store;
      const shop = await shops.create({ name: name(), settings: testSettings });
      expect(await shops.findById(shop.id)).toEqual(shop);
      expect(await shops.findByName(name())).toEqual(shop);
      expect(shop).toMatchObject({ createdAt: context.now, settings: testSettings });
      await expect(shops.create({ name: name(), settings: testSettings })).rejects.toBeInstanceOf(Conflict);
      expect((await shops.list()).map(({ id }) => id)).toContain(shop.id);
      expect(await shops.findById(randomId())).toBeNull();
    });

    test('updateSettings(...) replaces settings, of shops that exist', async () => {
      const { shops } = context.store;
      const shop = await shops.create({ name: name(), settings: testSettings });
      const settings = { ...testSettings, name: '茶 🫖 שלום' };
      expect((await shops.updateSettings(shop.id, settings)).settings.name).toBe('茶 🫖 שלום');
      expect((await shops.findById(shop.id))?.settings).toEqual(settings);
      await expect(shops.updateSettings(randomId(), settings)).rejects.toBeInstanceOf(NotFound);
      await expect(shops.updateSettings(shop.id, settings, 0)).rejects.toBeInstanceOf(Conflict);
      expect((await shops.updateSettings(shop.id, settings, 1)).revision).toBe(1);
      settings.name = 'Tea';
      expect((await shops.updateSettings(shop.id, settings, 1)).revision).toBe(2);
      await shops.setDailySalesRevision(shop.id, 2);
      await shops.endSessions(shop.id);
      expect(await shops.findById(shop.id)).toMatchObject({
        settings,
        revision: 2,
        dailySalesRevision: 2,
        sessionEpoch: 1,
      });
    });

    test('a key is found by hash over all shops, and revoked in its own shop only', async () => {
      const { apiKeys } = context.store;
      const hash = randomId();
      const key = await apiKeys.create(context.shop, { kind: 'secret', hash, lastFour: '4242' });
      expect(await apiKeys.findByHash(hash)).toEqual(key);
      await expect(
        apiKeys.create(context.otherShop, { kind: 'secret', hash, lastFour: '4242' }),
      ).rejects.toBeInstanceOf(Conflict);
      expect(await apiKeys.list(context.otherShop)).toEqual([]);
      await expect(apiKeys.revoke(context.otherShop, key.id, context.now)).rejects.toBeInstanceOf(NotFound);
      await apiKeys.revoke(context.shop, key.id, context.now);
      expect(await apiKeys.list(context.shop)).toEqual([{ ...key, revokedAt: context.now }]);
    });
  });

  describe('products', () => {
    test('upsertMany(...) keeps id and creation date, and counts what said nothing new', async () => {
      const { products } = context.store;
      expect(await products.upsertMany(context.shop, [aProduct('a'), aProduct('b')])).toEqual({
        accepted: 2,
        duplicates: 0,
      });
      const first = await products.findByKey(context.shop, 'a');
      context.now = new Date(context.now.getTime() + 1000);
      const changed = aProduct('b', { price: 300, rating: { value: 4.5, count: 12 } });
      expect(await products.upsertMany(context.shop, [aProduct('a'), changed])).toEqual({
        accepted: 1,
        duplicates: 1,
      });
      expect(await products.findByKey(context.shop, 'a')).toEqual(first);
      const b = await products.findByKey(context.shop, 'b');
      expect(b).toMatchObject({ ...changed, shopId: context.shop, updatedAt: context.now });
      expect(b!.createdAt).toEqual(first!.createdAt);
      expect(b).not.toHaveProperty('brand');
    });

    test('one key twice in a call: the last one stands', async () => {
      const { products } = context.store;
      await products.upsertMany(context.shop, [aProduct('a'), aProduct('a', { price: 9 })]);
      expect((await products.findByKey(context.shop, 'a'))?.price).toBe(9);
      expect(await products.count(context.shop)).toBe(1);
    });

    test('resolveKeys(...) finds by key first, then by any alias in any case', async () => {
      const { products } = context.store;
      await products.upsertMany(context.shop, [
        aProduct('a', { aliases: [{ type: 'sku', value: 'Sku-1' }] }),
        aProduct('SKU-1'),
        aProduct('c', { aliases: [{ type: 'url', value: '/P/Ä' }] }),
      ]);
      const found = await products.resolveKeys(context.shop, ['a', 'SKU-1', 'sKu-1', '/p/ä', 'none']);
      expect(Object.fromEntries([...found].map(([key, product]) => [key, product.key]))).toEqual({
        a: 'a',
        'SKU-1': 'SKU-1',
        'sKu-1': 'a',
        '/p/ä': 'c',
      });
      await products.upsertMany(context.shop, [aProduct('a')]);
      expect((await products.resolveKeys(context.shop, ['sKu-1'])).size).toBe(0);
    });

    test('resolveKeys(...) finds the product that came after the stub of one of its names', async () => {
      const { products } = context.store;
      await products.ensureStubs(context.shop, ['SKU-REV-1', 'sku-gone', 'SKU-KEY'], 9);
      const sku = (value: string) => ({ aliases: [{ type: 'sku' as const, value }] });
      await products.upsertMany(context.shop, [
        aProduct('A-deleted', sku('sku-rev-1')),
        aProduct('P-REV-1', sku('sku-rev-1')),
        aProduct('P-gone', sku('SKU-GONE')),
        aProduct('P-key', sku('SKU-KEY')),
        aProduct('SKU-KEY'),
      ]);
      await products.delete(context.shop, 'A-deleted', context.now);
      await products.delete(context.shop, 'P-gone', context.now);
      const names = ['SKU-REV-1', 'Sku-Rev-1', 'sku-gone', 'SKU-KEY'];
      const found = await products.resolveKeys(context.shop, names);
      expect(names.map((name) => found.get(name)?.key)).toEqual(['P-REV-1', 'P-REV-1', 'P-gone', 'SKU-KEY']);
      const ensured = await products.ensureStubs(context.shop, names, 9);
      expect(names.map((name) => ensured.get(name)?.key)).toEqual(names.map((name) => found.get(name)?.key));
    });

    test('list(...) pages in key order without stubs and deleted ones; iterate(...) gives all', async () => {
      const { products } = context.store;
      await products.upsertMany(
        context.shop,
        ['e', 'a', 'd', 'b', 'c'].map((key) => aProduct(key)),
      );
      await products.ensureStubs(context.shop, ['stub'], 10);
      expect(await products.delete(context.shop, 'b', context.now)).toBe(true);
      const seen: string[][] = [];
      let cursor: string | undefined;
      do {
        const page = await products.list(context.shop, { limit: 2, ...(cursor && { cursor }) });
        seen.push(page.items.map(({ key }) => key));
        cursor = page.nextCursor;
      } while (cursor);
      expect(seen).toEqual([
        ['a', 'c'],
        ['d', 'e'],
      ]);
      expect(await products.count(context.shop)).toBe(4);
      const all = await collect(products.iterate(context.shop, 2));
      expect(all.map(({ key }) => key)).toEqual(['a', 'b', 'c', 'd', 'e', 'stub']);
    });

    test('ensureStubs(...) makes stubs up to the cap; the catalogue confirms them', async () => {
      const { products } = context.store;
      await products.upsertMany(context.shop, [aProduct('known')]);
      const first = await products.ensureStubs(context.shop, ['known', 's1', 's2', 's3'], 2);
      expect([...first.keys()].sort()).toEqual(['known', 's1', 's2']);
      const again = await products.ensureStubs(context.shop, ['s1', 's3', 's4'], 2);
      expect([...again.keys()]).toEqual(['s1']);
      expect(again.get('s1')!.id).toBe(first.get('s1')!.id);
      await products.upsertMany(context.shop, [aProduct('s1')]);
      const confirmed = await products.findByKey(context.shop, 's1');
      expect(confirmed).toMatchObject({ source: 'catalogue', id: first.get('s1')!.id });
      expect((await products.ensureStubs(context.shop, ['s3'], 2)).has('s3')).toBe(true);
    });

    test('delete(...) keeps the product for history; upserting brings it back', async () => {
      const { products } = context.store;
      await products.upsertMany(context.shop, [aProduct('a')]);
      const { id } = (await products.findByKey(context.shop, 'a'))!;
      expect(await products.delete(context.shop, 'a', context.now)).toBe(true);
      expect(await products.delete(context.shop, 'a', context.now)).toBe(false);
      expect((await products.findByIds(context.shop, [id]))[0]?.deletedAt).toEqual(context.now);
      expect((await products.upsertMany(context.shop, [aProduct('a')])).accepted).toBe(1);
      const back = await products.findByKey(context.shop, 'a');
      expect(back).not.toHaveProperty('deletedAt');
      expect(back!.id).toBe(id);
    });

    test('listChangedSince(...) always gets forward, whatever the limit', async () => {
      const { products } = context.store;
      const times = [0, 1000, 2000].map((ms) => new Date(context.now.getTime() + ms));
      for (const [index, time] of times.entries()) {
        context.now = time;
        const keys = ['x', 'y', 'z'].map((key) => `${key}${index}`);
        await products.upsertMany(
          context.shop,
          keys.map((key) => aProduct(key)),
        );
      }
      const seen = new Set<string>();
      let since = new Date(0);
      for (let reads = 0; reads < 6 && seen.size < 9; reads += 1) {
        const changed = await products.listChangedSince(context.shop, since, 2);
        for (const { key } of changed) seen.add(key);
        since = changed.at(-1)!.updatedAt;
      }
      expect(seen.size).toBe(9);
      expect(await products.listChangedSince(context.shop, new Date(since.getTime() + 1), 2)).toEqual([]);
    });

    test('ids are found in their own shop only', async () => {
      const { products } = context.store;
      await products.upsertMany(context.shop, [
        aProduct('v2', { groupKey: 'g' }),
        aProduct('v1', { groupKey: 'g' }),
      ]);
      const held = await products.resolveKeys(context.shop, ['v1', 'v2']);
      const ids = [...held.values()].map(({ id }) => id);
      expect(await products.findByIds(context.shop, ids)).toHaveLength(2);
      const { otherShop } = context;
      expect(await products.findByIds(otherShop, ids)).toEqual([]);
      expect(await products.findByKey(otherShop, 'v1')).toBeNull();
      expect((await products.resolveKeys(otherShop, ['v1'])).size).toBe(0);
      expect(await collect(products.iterate(otherShop))).toEqual([]);
      expect(await products.listChangedSince(otherShop, new Date(0), 10)).toEqual([]);
      expect(await products.list(otherShop, { limit: 5 })).toEqual({ items: [] });
      expect(await products.count(otherShop)).toBe(0);
      expect(await products.delete(otherShop, 'v1', context.now)).toBe(false);
      await products.upsertMany(otherShop, [aProduct('v1', { title: 'theirs' })]);
      expect((await products.findByKey(context.shop, 'v1'))?.title).toBe('Title of v1');
    });

    test('texts come back as they were given', async () => {
      const { products } = context.store;
      const title = `"<script>" 'x' $set \\ ${'é'.repeat(10_000)} 🫖 שלום`;
      await products.upsertMany(context.shop, [
        aProduct('$key.with."all" ☕', { title, attributes: { 'a.b': '$c', $d: '' } }),
      ]);
      const found = await products.findByKey(context.shop, '$key.with."all" ☕');
      expect(found).toMatchObject({ title, attributes: { 'a.b': '$c', $d: '' } });
    });
  });

  test('FAQ entries are replaced by key, listed and deleted in their own shop', async () => {
    const { faq } = context.store;
    const entry = { key: 'returns', question: 'Returns?', variations: ['Send back?'], answer: '30 days' };
    const two = [entry, { ...entry, key: 'a' }];
    expect(await faq.upsertMany(context.shop, two)).toEqual({ accepted: 2, duplicates: 0 });
    context.now = new Date(context.now.getTime() + 1000);
    const changed = { ...entry, answer: '60 days', url: 'https://x.example' };
    const again = [{ ...entry, key: 'a' }, changed];
    expect(await faq.upsertMany(context.shop, again)).toEqual({ accepted: 1, duplicates: 1 });
    const list = await faq.list(context.shop);
    expect(list.map(({ key, answer }) => `${key}: ${answer}`)).toEqual(['a: 30 days', 'returns: 60 days']);
    expect(list[1]).toMatchObject({ variations: ['Send back?'], updatedAt: context.now });
    expect(await faq.list(context.otherShop)).toEqual([]);
    expect(await faq.delete(context.otherShop, 'a')).toBe(false);
    expect(await faq.delete(context.shop, 'a')).toBe(true);
    expect(await faq.list(context.shop)).toHaveLength(1);
  });
}
