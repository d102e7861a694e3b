import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Database from 'libsql';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createSqliteStore } from '../stores/sqlite/sqlite-store.js';
import type { Store } from '../stores/port/store.js';
import { Unavailable } from '../stores/port/store-errors.js';
import { createModelRegistry, type ModelRegistry } from './model-registry.js';

const shopId = 'a'.repeat(24);
const otherShop = 'b'.repeat(24);
let directory: string;
let store: Store;
let registry: ModelRegistry;
let now: number;
let decoded: string[];

beforeEach(async () => {
  directory = mkdtempSync(path.join(tmpdir(), 'registry-'));
  store = await createSqliteStore({ file: path.join(directory, 'x.db') });
  now = Date.parse('2026-11-22T12:00:00Z');
  decoded = [];
  registry = newRegistry();
});
afterEach(async () => {
  await registry.close();
  await store.close();
  rmSync(directory, { recursive: true });
});

function newRegistry(maxBytes = 1000): ModelRegistry {
  const decode = (bytes: Uint8Array) => {
    const text = new TextDecoder().decode(bytes);
    if (text.startsWith('bad')) throw new Error('unknown format');
    decoded.push(text);
    return text;
  };
  return createModelRegistry({
    store,
    decoders: { recommender: decode, assistant: decode, demand: decode },
    clock: () => new Date(now),
    maxBytes,
    log: { warn: () => undefined },
  });
}

const put = (text: string, shop = shopId, status: 'serving' | 'kept' = 'serving') =>
  store.models.put(shop, 'recommender', new TextEncoder().encode(text), { metrics: {}, status });
const get = async (shop = shopId) => (await registry.get<string>(shop, 'recommender'))?.model ?? null;
const statuses = async () =>
  (await store.models.list(shopId, 'recommender', 10)).map(({ version, status }) => `${version} ${status}`);

/** What a failing disk might do. */
function damage(version: number) {
  const database = new Database(path.join(directory, 'x.db'));
  database.prepare('UPDATE model_chunks SET bytes = ? WHERE version = ?').run([Buffer.from('xx'), version]);
  database.close();
}

test('get(...) answers null until there is a model, then the newest served one', async () => {
  expect(await get()).toBeNull();
  await put('one');
  await registry.refresh();
  expect(await get()).toBe('one');
  await put('worse', shopId, 'kept');
  await registry.refresh();
  expect(await get()).toBe('one');
  await put('two');
  await registry.refresh();
  expect(await get()).toBe('two');
});

test('get(...) reads a model once, however many ask', async () => {
  await put('one');
  await Promise.all([get(), get(), get()]);
  expect(await get()).toBe('one');
  expect(decoded).toEqual(['one']);
});

test('a damaged new version is not served: the one before stays, for other processes too', async () => {
  await put('one');
  expect(await get()).toBe('one');
  await put('two');
  damage(2);
  await registry.refresh();
  expect(await get()).toBe('one');
  expect(await statuses()).toEqual(['2 kept', '1 serving']);
  const [newest] = await store.models.list(shopId, 'recommender', 1);
  expect(newest?.note).toMatch(/damaged/i);
});

test('a server that starts on a damaged version serves the newest sound one', async () => {
  await put('one');
  await put('two');
  await put('three');
  damage(2);
  damage(3);
  expect(await get()).toBe('one');
  expect(await statuses()).toEqual(['3 kept', '2 retired', '1 serving']);
});

test('a version that this server cannot read is skipped here, looked at once, and stays for those that can', async () => {
  await put('one');
  expect(await get()).toBe('one');
  await put('bad format');
  const read = vi.spyOn(store.models, 'read');
  await registry.refresh();
  await registry.refresh();
  expect(await get()).toBe('one');
  expect(read).toHaveBeenCalledTimes(1);
  expect(await statuses()).toEqual(['2 serving', '1 retired']);
  await put('three');
  await registry.refresh();
  expect(await get()).toBe('three');
});

test('a server that starts beside such a version serves the newest one that it can read', async () => {
  await put('one');
  await put('bad format');
  expect(await get()).toBe('one');
  expect(await statuses()).toEqual(['2 serving', '1 retired']);
});

test('get(...) after a long pause looks before it answers', async () => {
  await put('one');
  expect(await get()).toBe('one');
  await put('two');
  now += 6 * 60_000;
  expect(await get()).toBe('two');
});

test('get(...) after a long pause, with the store away, serves what is in memory', async () => {
  await put('one');
  expect(await get()).toBe('one');
  now += 6 * 60_000;
  const away = vi.spyOn(store.models, 'findServing').mockRejectedValue(new Unavailable('away'));
  expect(await get()).toBe('one');
  await expect(get(otherShop)).rejects.toBeInstanceOf(Unavailable);
  away.mockRestore();
  await put('two');
  await registry.refresh();
  expect(await get()).toBe('two');
});

test('loaded models stay within the bound: the least recently used leaves', async () => {
  await registry.close();
  registry = newRegistry(25);
  await put('0123456789');
  await put('abcdefghij', otherShop);
  await get();
  await get(otherShop);
  await get();
  await put('third-shop', 'c'.repeat(24));
  await get('c'.repeat(24));
  expect(decoded).toHaveLength(3);
  await get();
  expect(decoded).toHaveLength(3);
  await get(otherShop);
  expect(decoded).toHaveLength(4);
});
