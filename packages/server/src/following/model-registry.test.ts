import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Database from 'libsql';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createSqliteStore } from '../stores/sqlite/sqlite-store.js';
import type { Store } from '../stores/port/store.js';
import { Unavailable } from '../stores/port/store-errors.js';
import { ModelRegistry } from './model-registry.js';

const shopId = 'a'.repeat(24);
const otherShop = 'b'.repeat(24);
let directory: string;
let store: Store;
let registry: ModelRegistry;
let now: number;
let decoded: string[];
let warnings: string[];
let details: object[];

beforeEach(async () => {
  directory = mkdtempSync(path.join(tmpdir(), 'registry-'));
  store = await createSqliteStore({ file: path.join(directory, 'x.db') });
  now = Date.parse('2026-11-22T12:00:00Z');
  decoded = [];
  warnings = [];
  details = [];
  registry = newRegistry();
});
afterEach(async () => {
  vi.useRealTimers();
  vi.restoreAllMocks();
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
  return new ModelRegistry({
    store,
    decoders: { recommender: decode, assistant: decode, demand: decode },
    clock: () => new Date(now),
    maxBytes,
    log: {
      warn: (detail, message) => {
        details.push(detail);
        warnings.push(message);
      },
    },
  });
}

const put = (text: string, shop = shopId, status: 'serving' | 'kept' = 'serving') =>
  store.models.put(shop, 'recommender', new TextEncoder().encode(text), { metrics: {}, status });
const get = async (shop = shopId) => (await registry.get<string>(shop, 'recommender'))?.model ?? null;
const statuses = async () =>
  (await store.models.list(shopId, 'recommender', 10)).map(({ version, status }) => `${version} ${status}`);

/** What a failing disk might do: other bytes, fewer of them. */
function damage(version: number) {
  const database = new Database(path.join(directory, 'x.db'));
  database.prepare('UPDATE model_chunks SET bytes = ? WHERE version = ?').run([Buffer.from('xx'), version]);
  database.close();
}

test('get(...) returns null until there is a model, then the newest served one', async () => {
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

test('get(...) reads a model once for all callers', async () => {
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

test('a version that this process cannot read is read once, skipped here, and stays in service for others', async () => {
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

test('a server that starts with an unreadable version serves the newest one that it can read', async () => {
  await put('one');
  await put('bad format');
  expect(await get()).toBe('one');
  expect(await statuses()).toEqual(['2 serving', '1 retired']);
});

test('get(...) after a long pause looks for a newer version first', async () => {
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

/** A disk that changes a byte and not the length. */
function flipBytes(version: number, text: string) {
  const database = new Database(path.join(directory, 'x.db'));
  database.prepare('UPDATE model_chunks SET bytes = ? WHERE version = ?').run([Buffer.from(text), version]);
  database.close();
}

test('a version whose bytes changed but not their number is damaged too', async () => {
  await put('one');
  await put('two');
  flipBytes(2, 'twO');
  expect(await get()).toBe('one');
  expect(await statuses()).toEqual(['2 kept', '1 serving']);
});

test('a damaged first version is null, and taken out of service', async () => {
  await put('one');
  damage(1);
  expect(await get()).toBeNull();
  expect(await statuses()).toEqual(['1 kept']);
});

test('versions that were never served do not stand in for a damaged one', async () => {
  await put('one');
  await put('worse', shopId, 'kept');
  await put('three');
  damage(3);
  expect(await get()).toBe('one');
});

test('a model is loaded again when the serving version goes back to a former one', async () => {
  await put('one');
  await put('two');
  expect(await get()).toBe('two');
  await store.models.unseat(shopId, 'recommender', 2, 'by hand', 1);
  await registry.refresh();
  expect(await get()).toBe('one');
});

test('a store that fails while a new version is read changes nothing, and is reported', async () => {
  await put('one');
  expect(await get()).toBe('one');
  await put('two');
  const away = vi.spyOn(store.models, 'read').mockRejectedValue(new Unavailable('away'));
  await registry.refresh();
  expect(await get()).toBe('one');
  expect(warnings).toEqual(['no newer model could be looked for; the one in memory serves']);
  expect(details).toEqual([{ model: `${shopId}/recommender`, err: new Unavailable('away') }]);
  expect(await statuses()).toEqual(['2 serving', '1 retired']);
  away.mockRestore();
  await registry.refresh();
  expect(await get()).toBe('two');
});

test('refresh() looks after models that were used in the last five minutes, and no others', async () => {
  await put('one');
  await put('other', otherShop);
  await get();
  await get(otherShop);
  const find = vi.spyOn(store.models, 'findServing');
  now += 60_000;
  await get();
  find.mockClear();
  now += 4 * 60_000;
  await registry.refresh();
  expect(find.mock.calls.map(([shop]) => shop)).toEqual([otherShop, shopId]);
  find.mockClear();
  now += 60_000;
  await registry.refresh();
  expect(find.mock.calls.map(([shop]) => shop)).toEqual([shopId]);
  find.mockClear();
  now += 1;
  await registry.refresh();
  expect(find).not.toHaveBeenCalled();
});

test('refresh() looks in the order of use, which it leaves as it was: the same model leaves first', async () => {
  await registry.close();
  registry = newRegistry(25);
  await put('0123456789');
  await put('abcdefghij', otherShop);
  await get();
  await get(otherShop);
  await registry.refresh();
  await put('third-shop', 'c'.repeat(24));
  await get('c'.repeat(24));
  await get(otherShop);
  expect(decoded).toEqual(['0123456789', 'abcdefghij', 'third-shop']);
});

test('the registry looks by itself every four seconds, one round at a time, until it is closed', async () => {
  await registry.close();
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  registry = newRegistry();
  let failRound: (error: Error) => void = () => undefined;
  const round = new Promise<void>((_, reject) => (failRound = reject));
  const refresh = vi.spyOn(registry, 'refresh').mockReturnValue(round);
  vi.advanceTimersByTime(3_999);
  expect(refresh).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  vi.advanceTimersByTime(4_000);
  expect(refresh).toHaveBeenCalledTimes(1);
  let isClosed = false;
  const closed = registry.close().then(() => (isClosed = true));
  await Promise.resolve();
  expect(isClosed).toBe(false);
  failRound(new Error('no store'));
  await closed;
  expect(warnings).toEqual(['models could not be looked up']);
  expect(details).toEqual([{ err: new Error('no store') }]);
  vi.advanceTimersByTime(8_000);
  expect(refresh).toHaveBeenCalledTimes(1);
});

test('damaged and unreadable versions are reported with the model that they belong to', async () => {
  await put('one');
  await get();
  await put('bad format');
  await registry.refresh();
  await put('three');
  damage(3);
  await registry.refresh();
  expect(warnings).toEqual([
    'model of another format; the one before stays in use here',
    'model damaged; the one before stays in use',
  ]);
  const model = { shopId, kind: 'recommender' };
  expect(details).toMatchObject([
    { ...model, version: 2, err: new Error('its bytes cannot be read') },
    { ...model, version: 3, err: new Error('its bytes do not match their digest') },
  ]);
  const [newest] = await store.models.list(shopId, 'recommender', 1);
  expect(newest?.note).toBe('Damaged, not served: its bytes do not match their digest');
});

test('a new version with the same bytes takes the place of the former one', async () => {
  await put('one');
  await get();
  await put('one');
  await registry.refresh();
  expect((await registry.get(shopId, 'recommender'))?.manifest.version).toBe(2);
});

test('get(...) returns null once no version is served any more', async () => {
  await put('one');
  expect(await get()).toBe('one');
  await store.models.unseat(shopId, 'recommender', 1, 'by hand');
  await registry.refresh();
  expect(await get()).toBeNull();
});

test('a model that is not in use stays in memory', async () => {
  await put('one');
  await get();
  now += 6 * 60_000;
  await registry.refresh();
  expect(await get()).toBe('one');
  expect(decoded).toEqual(['one']);
});

test('get(...) fails when the store fails while a sound former version is looked for', async () => {
  await put('one');
  await put('two');
  damage(2);
  const read = store.models.read.bind(store.models);
  vi.spyOn(store.models, 'read').mockImplementation((shop, kind, version) =>
    version === 1 ? Promise.reject(new Unavailable('away')) : read(shop, kind, version),
  );
  await expect(get()).rejects.toBeInstanceOf(Unavailable);
});

test('the next round begins four seconds later when the one before has ended', async () => {
  await registry.close();
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  registry = newRegistry();
  const refresh = vi.spyOn(registry, 'refresh').mockResolvedValue();
  vi.advanceTimersByTime(4_000);
  await new Promise((resolve) => setImmediate(resolve));
  vi.advanceTimersByTime(4_000);
  expect(refresh).toHaveBeenCalledTimes(2);
});
