import { beforeEach, describe, expect, it } from 'vitest';
import type { ApiKeyDocument, ShopDocument } from '../stores/port/documents.js';
import { hashKey } from './api-keys.js';
import { isRevoked, ShopDirectory, shopMaxAgeMs } from './shop-directory.js';

const [tea, toys] = ['a'.repeat(24), 'b'.repeat(24)];
let now: number;
let shops: ShopDocument[];
let keys: ApiKeyDocument[];
/** Reads of the store, by the name of the method. */
let reads: string[];
let isAway: boolean;

beforeEach(() => {
  now = Date.parse('2026-11-22T12:00:00Z');
  shops = [shopOf(tea, 'https://tea.example'), shopOf(toys, 'https://toys.example')];
  keys = [keyOf(tea, 'pk_tea'), keyOf(toys, 'pk_toys')];
  reads = [];
  isAway = false;
});

const shopOf = (id: string, origin: string) =>
  ({ id, settings: { allowedOrigins: [origin] } }) as unknown as ShopDocument;
const keyOf = (shopId: string, value: string) =>
  ({ id: `id of ${value}`, shopId, hash: hashKey(value) }) as unknown as ApiKeyDocument;

function newDirectory(maxShops?: number): ShopDirectory {
  const read = <T>(name: string, value: T): Promise<T> => {
    reads.push(name);
    return isAway ? Promise.reject(new Error('away')) : Promise.resolve(value);
  };
  return new ShopDirectory({
    store: {
      shops: {
        findById: (id: string) => read('findById', shops.find((shop) => shop.id === id) ?? null),
        list: () => read('list', [...shops]),
      },
      apiKeys: {
        findByHash: (hash: string) => read('findByHash', keys.find((key) => key.hash === hash) ?? null),
        list: (shopId: string) =>
          read(
            'keys',
            keys.filter((key) => key.shopId === shopId),
          ),
      },
    } as unknown as ConstructorParameters<typeof ShopDirectory>[0]['store'],
    clock: () => new Date(now),
    ...(maxShops !== undefined && { maxShops }),
  });
}

describe('findByKey(...)', () => {
  it('finds the shop that a key opens, and reads the store once in five seconds', async () => {
    const directory = newDirectory();
    expect((await directory.findByKey('pk_tea'))?.shop.id).toBe(tea);
    now += shopMaxAgeMs - 1;
    expect((await directory.findByKey('pk_tea'))?.key.id).toBe('id of pk_tea');
    expect(reads).toEqual(['findByHash', 'findById']);
    now += 1;
    await directory.findByKey('pk_tea');
    expect(reads).toHaveLength(4);
  });

  it('finds the shop as it is stored, though an older one is held', async () => {
    const directory = newDirectory();
    await directory.findShop(tea);
    shops[0] = shopOf(tea, 'https://moved.example');
    now += shopMaxAgeMs - 1;
    expect((await directory.findByKey('pk_tea'))?.shop).toBe(shops[0]);
  });

  it('is null for a key that no shop has, and for a key whose shop is gone', async () => {
    const directory = newDirectory();
    expect(await directory.findByKey('pk_none')).toBeNull();
    shops = [];
    expect(await directory.findByKey('pk_tea')).toBeNull();
  });

  it('accepts no key on memory alone while the store is away: it might be revoked', async () => {
    const directory = newDirectory();
    await directory.findByKey('pk_tea');
    isAway = true;
    now += shopMaxAgeMs;
    await expect(directory.findByKey('pk_tea')).rejects.toThrow('away');
    isAway = false;
    expect((await directory.findByKey('pk_tea'))?.shop.id).toBe(tea);
  });

  it('keeps the keys used last when there are more than it holds, and drops the others one by one', async () => {
    const directory = newDirectory(2);
    keys.push(keyOf(tea, 'sk_tea'));
    for (const key of ['pk_tea', 'pk_toys', 'pk_tea', 'sk_tea']) await directory.findByKey(key);
    expect(['pk_tea', 'pk_toys', 'sk_tea'].map((key) => directory.isFamiliar(key))).toEqual([
      true,
      false,
      true,
    ]);
  });
});

describe('isFamiliar(...)', () => {
  it('is true of a key that opened a shop, and reads nothing', async () => {
    const directory = newDirectory();
    expect(directory.isFamiliar('pk_tea')).toBe(false);
    await directory.findByKey('pk_tea');
    const before = reads.length;
    now += 10 * shopMaxAgeMs;
    expect(directory.isFamiliar('pk_tea')).toBe(true);
    expect(reads).toHaveLength(before);
  });

  it('is false again once the key is gone', async () => {
    const directory = newDirectory();
    await directory.findByKey('pk_tea');
    keys = [];
    now += shopMaxAgeMs;
    await directory.findByKey('pk_tea');
    expect(directory.isFamiliar('pk_tea')).toBe(false);
  });
});

describe('findShop(...)', () => {
  it('finds a shop by id, read once in five seconds; null when there is none', async () => {
    const directory = newDirectory();
    expect((await directory.findShop(tea))?.id).toBe(tea);
    await directory.findShop(tea);
    expect(reads).toEqual(['findById']);
    expect(await directory.findShop('c'.repeat(24))).toBeNull();
  });
});

describe('isKnownOrigin(...)', () => {
  it('knows the origins of all shops', async () => {
    const directory = newDirectory();
    expect(await directory.isKnownOrigin('https://tea.example')).toBe(true);
    expect(await directory.isKnownOrigin('https://toys.example')).toBe(true);
    expect(await directory.isKnownOrigin('https://other.example')).toBe(false);
    expect(reads).toEqual(['list']);
  });

  it('looks again for an unknown origin once a second, however many ask', async () => {
    const directory = newDirectory();
    await directory.isKnownOrigin('https://tea.example');
    shops.push(shopOf('c'.repeat(24), 'https://new.example'));
    now += 999;
    expect(await directory.isKnownOrigin('https://new.example')).toBe(false);
    now += 1;
    const asked = await Promise.all([
      directory.isKnownOrigin('https://new.example'),
      directory.isKnownOrigin('https://other.example'),
    ]);
    expect(asked).toEqual([true, false]);
    expect(reads).toEqual(['list', 'list']);
  });

  it('knows the same origins while the store is away', async () => {
    const directory = newDirectory();
    await directory.isKnownOrigin('https://tea.example');
    isAway = true;
    now += shopMaxAgeMs;
    expect(await directory.isKnownOrigin('https://tea.example')).toBe(true);
    expect(await directory.isKnownOrigin('https://other.example')).toBe(false);
    directory.forget(tea);
    expect(await directory.isKnownOrigin('https://tea.example')).toBe(true);
  });

  it('knows none while the store is away from the start', async () => {
    isAway = true;
    expect(await newDirectory().isKnownOrigin('https://tea.example')).toBe(false);
  });
});

describe('isLiveKey(...)', () => {
  it('is true until the key is revoked, and false of a key that the shop does not have', async () => {
    const directory = newDirectory();
    keys[0]!.revokedAt = new Date(now + 1000);
    expect(await directory.isLiveKey(tea, 'id of pk_tea')).toBe(true);
    now += 1000;
    expect(await directory.isLiveKey(tea, 'id of pk_tea')).toBe(false);
    expect(await directory.isLiveKey(tea, 'id of pk_toys')).toBe(false);
    expect(reads).toEqual(['keys']);
  });
});

describe('forget(...)', () => {
  it('makes a change seen at once, and leaves other shops in memory', async () => {
    const directory = newDirectory();
    for (const key of ['pk_tea', 'pk_toys']) await directory.findByKey(key);
    for (const shop of shops) await directory.isLiveKey(shop.id, 'any');
    await directory.isKnownOrigin('https://tea.example');
    shops[0] = shopOf(tea, 'https://moved.example');
    keys[0]!.revokedAt = new Date(now);
    reads = [];
    directory.forget(tea);
    expect((await directory.findByKey('pk_tea'))?.shop).toBe(shops[0]);
    expect(await directory.findShop(tea)).toBe(shops[0]);
    expect(await directory.isLiveKey(tea, 'id of pk_tea')).toBe(false);
    expect(await directory.isKnownOrigin('https://moved.example')).toBe(true);
    const own = reads.length;
    await directory.findByKey('pk_toys');
    await directory.findShop(toys);
    await directory.isLiveKey(toys, 'any');
    expect(reads).toHaveLength(own);
  });
});

describe('isRevoked(...)', () => {
  it('is true from the moment of revocation', () => {
    const key = { ...keyOf(tea, 'pk'), revokedAt: new Date(now) };
    expect(isRevoked(key, new Date(now - 1))).toBe(false);
    expect(isRevoked(key, new Date(now))).toBe(true);
    expect(isRevoked(keyOf(tea, 'pk'), new Date(now))).toBe(false);
  });
});
