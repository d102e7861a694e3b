import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { aProduct } from '../../test/store-contract/context.js';
import { testSettings } from '../../test/store-contract/settings.js';
import type { ShopDocument } from '../stores/port/documents.js';
import { createSqliteStore } from '../stores/sqlite/sqlite-store.js';
import { Unavailable } from '../stores/port/store-errors.js';
import type { Store } from '../stores/port/store.js';
import { CatalogueCache } from './catalogue-cache.js';
import { override } from '../../test/override.js';

let directory: string;
let store: Store;
let now: Date;
let warnings: [details: object, message: string][];
/** Ids of the shops whose whole catalogue was read, in order. */
let reads: string[];
let isAway: boolean;

beforeEach(async () => {
  directory = mkdtempSync(path.join(tmpdir(), 'catalogue-'));
  now = new Date('2026-11-22T12:00:00Z');
  store = await createSqliteStore({ file: path.join(directory, 'x.db'), clock: () => now });
  warnings = [];
  reads = [];
  isAway = false;
});
afterEach(async () => {
  await store.close();
  rmSync(directory, { recursive: true });
});

/** A cache over the real repositories, which throw while `isAway`. */
function newCache(maxProducts?: number): CatalogueCache {
  const unlessAway = <T extends object>(repository: T): T =>
    new Proxy(repository, {
      get(target, name) {
        if (isAway) throw new Unavailable('The store is away.');
        return Reflect.get(target, name) as unknown;
      },
    });
  const products = unlessAway(store.products);
  return new CatalogueCache({
    store: {
      products: override(store.products, {
        listChangedSince: (...asked) => products.listChangedSince(...asked),
        iterate(shopId, batchSize) {
          reads.push(shopId);
          return products.iterate(shopId, batchSize);
        },
      }),
      inventory: unlessAway(store.inventory),
    },
    clock: () => now,
    ...(maxProducts !== undefined && { maxProducts }),
    log: { warn: (...warning) => warnings.push(warning) },
  });
}

async function shopWith(name: string, count: number): Promise<ShopDocument> {
  const shop = await store.shops.create({ name, settings: testSettings });
  const products = Array.from({ length: count }, (_, n) => aProduct(`${name}-${n}`));
  await store.products.upsertMany(shop.id, products);
  return shop;
}

const later = (seconds: number) => {
  now = new Date(now.getTime() + 1000 * seconds);
};

test('over its bound, the least recently used shop is forgotten and read again when asked for', async () => {
  const [a, b, c] = [await shopWith('a', 4), await shopWith('b', 4), await shopWith('c', 4)];
  const cache = newCache(8);
  for (const shop of [a, b, a, c]) await cache.get(shop);
  expect(reads).toEqual([a.id, b.id, c.id]);
  // `b` was the least recently used.
  for (const shop of [a, c]) await cache.get(shop);
  expect(reads).toHaveLength(3);
  expect((await cache.get(b)).products.size).toBe(4);
  expect(reads).toEqual([a.id, b.id, c.id, b.id]);
});

test('a shop that is larger than the bound is held alone', async () => {
  const [small, large] = [await shopWith('small', 2), await shopWith('large', 9)];
  const cache = newCache(5);
  await cache.get(small);
  expect((await cache.get(large)).products.size).toBe(9);
  await cache.get(large);
  expect(reads).toEqual([small.id, large.id]);
});

test('many requests at once read a catalogue once', async () => {
  const shop = await shopWith('busy', 3);
  const cache = newCache();
  const held = await Promise.all(Array.from({ length: 20 }, () => cache.get(shop)));
  expect(new Set(held).size).toBe(1);
  expect(reads).toEqual([shop.id]);
});

test('a changed price is seen within five seconds, without reading everything', async () => {
  const shop = await shopWith('changing', 3);
  const cache = newCache();
  await cache.get(shop);
  later(6);
  await store.products.upsertMany(shop.id, [aProduct('changing-1', { price: 777 })]);
  expect((await cache.get(shop)).products.get('changing-1')?.price).toBe(777);
  expect(reads).toHaveLength(1);
});

test('while the store is away, the held catalogue serves; it catches up when the store is back', async () => {
  const shop = await shopWith('away', 3);
  const cache = newCache();
  await cache.get(shop);
  later(6);
  await store.products.upsertMany(shop.id, [aProduct('away-2', { price: 888 })]);
  isAway = true;
  const held = await cache.get(shop);
  expect(held.card('away-2')).toMatchObject({ product: 'away-2', price: aProduct('away-2').price });
  const err = new Unavailable('The store is away.');
  expect(warnings).toEqual([[{ err, shopId: shop.id }, 'catalogue not refreshed']]);
  isAway = false;
  later(6);
  expect((await cache.get(shop)).card('away-2')).toMatchObject({ price: 888 });
});

test('get(...) fails while the store is away and nothing is held, and reads at the next request', async () => {
  const shop = await shopWith('late', 3);
  const cache = newCache();
  isAway = true;
  await expect(cache.get(shop)).rejects.toBeInstanceOf(Unavailable);
  isAway = false;
  expect((await cache.get(shop)).products.size).toBe(3);
});

test('a changed stock level is seen within five seconds, and is no change of a product', async () => {
  const shop = await shopWith('stock', 2);
  const cache = newCache();
  const changes: number[] = [];
  cache.onChange((shopId, { revision }) => shopId === shop.id && changes.push(revision));
  const held = await cache.get(shop);
  const { id } = held.products.get('stock-1')!;
  later(6);
  await store.inventory.setLevels(shop.id, [{ productId: id, stockLevel: 0, asOf: now }], 'test');
  expect((await cache.get(shop)).card('stock-1')).toBeUndefined();
  later(6);
  await store.inventory.setLevels(shop.id, [{ productId: id, stockLevel: 3, asOf: now }], 'test');
  expect((await cache.get(shop)).card('stock-1')).toMatchObject({ product: 'stock-1' });
  expect(changes).toEqual([2]);
});

test('listeners hear of a catalogue when it is read and when its revision grew, each listener once', async () => {
  const shop = await shopWith('heard', 2);
  const cache = newCache();
  const heard: string[] = [];
  cache.onChange((_, { revision }) => heard.push(`one ${revision}`));
  cache.onChange((_, { revision }) => heard.push(`two ${revision}`));
  await cache.get(shop);
  later(6);
  await cache.get(shop);
  expect(heard).toEqual(['one 2', 'two 2']);
  await store.products.upsertMany(shop.id, [aProduct('heard-1', { price: 777 })]);
  later(6);
  await cache.get(shop);
  expect(heard.slice(2)).toEqual(['one 3', 'two 3']);
});

test('levels that were stored before the catalogue was read count', async () => {
  const shop = await shopWith('sold-out', 1);
  const ids = await store.products.resolveKeys(shop.id, ['sold-out-0']);
  const { id } = ids.get('sold-out-0')!;
  await store.inventory.setLevels(shop.id, [{ productId: id, stockLevel: 0, asOf: now }], 'test');
  expect((await newCache().get(shop)).card('sold-out-0')).toBeUndefined();
});

test('cards are in the currency of the shop as it is given', async () => {
  const shop = await shopWith('priced', 1);
  const cache = newCache();
  const inDollars = { ...shop, settings: { ...shop.settings, currency: 'USD' } };
  expect((await cache.get(shop)).card('priced-0')?.currency).toBe(shop.settings.currency);
  expect((await cache.get(inDollars)).card('priced-0')?.currency).toBe('USD');
});
