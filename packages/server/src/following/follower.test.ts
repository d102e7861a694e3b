import { beforeEach, describe, expect, it } from 'vitest';
import { Follower, type FollowerOptions } from './follower.js';

interface Shelf {
  key: string;
  read: number;
  size: number;
}

let now: number;
let reads: string[];
let heldAtRead: (Shelf | undefined)[];
let failures: string[];
/** What the store does at the next reads. */
let store: (key: string) => Promise<Shelf | undefined>;

beforeEach(() => {
  now = 1_000_000;
  reads = [];
  heldAtRead = [];
  failures = [];
  store = (key) => Promise.resolve({ key, read: reads.length, size: 1 });
});

function newFollower(options: Partial<FollowerOptions<Shelf, string>> = {}): Follower<Shelf, string> {
  return new Follower<Shelf, string>({
    clock: () => new Date(now),
    staleAfterMs: 5000,
    max: 3,
    read: (key, held, context) => {
      reads.push(`${key} for ${context}`);
      heldAtRead.push(held);
      return store(key);
    },
    ...options,
  });
}

/** A read that ends when the test says so. */
function pendingRead() {
  let end: (value: Shelf | undefined) => void = () => undefined;
  let fail: (error: Error) => void = () => undefined;
  const promise = new Promise<Shelf | undefined>((resolve, reject) => {
    end = resolve;
    fail = reject;
  });
  store = () => promise;
  return { end, fail };
}

describe('get(...)', () => {
  it('reads a value once, and returns it without a promise while it is fresh', async () => {
    const follower = newFollower();
    const first = await follower.get('a', 'x');
    expect(first).toEqual({ key: 'a', read: 1, size: 1 });
    expect(follower.get('a', 'y')).toBe(first);
    expect(reads).toEqual(['a for x']);
  });

  it('reads again once a value is as old as staleAfterMs, and hands the held one to the read', async () => {
    const follower = newFollower();
    const first = await follower.get('a', 'x');
    now += 4999;
    expect(follower.get('a', 'x')).toBe(first);
    now += 1;
    expect(await follower.get('a', 'x')).toEqual({ key: 'a', read: 2, size: 1 });
    expect(heldAtRead).toEqual([undefined, first]);
  });

  it('counts age from the start of the read', async () => {
    const follower = newFollower();
    const slow = pendingRead();
    const first = follower.get('a', 'x');
    now += 4000;
    slow.end({ key: 'a', read: 1, size: 1 });
    await first;
    store = (key) => Promise.resolve({ key, read: reads.length, size: 1 });
    now += 999;
    expect(follower.get('a', 'x')).not.toBeInstanceOf(Promise);
    now += 1;
    expect(await follower.get('a', 'x')).toMatchObject({ read: 2 });
  });

  it('holds what took longer to read than it stays fresh for a millisecond, so that it is read again', async () => {
    const follower = newFollower();
    const slow = pendingRead();
    const first = follower.get('a', 'x');
    now += 60_000;
    slow.end({ key: 'a', read: 1, size: 1 });
    await first;
    now += 1;
    expect(follower.get('a', 'x')).toEqual({ key: 'a', read: 1, size: 1 });
    now += 1;
    expect(follower.get('a', 'x')).toBeInstanceOf(Promise);
  });

  it('shares one read among all that ask meanwhile', async () => {
    const follower = newFollower();
    const askTwenty = () => Promise.all(Array.from({ length: 20 }, async () => follower.get('a', 'x')));
    expect(new Set(await askTwenty()).size).toBe(1);
    now += 5000;
    await askTwenty();
    expect(reads).toHaveLength(2);
  });

  it('holds nothing when the store has nothing, and no longer what is gone', async () => {
    const follower = newFollower();
    await follower.get('a', 'x');
    now += 5000;
    store = () => Promise.resolve(undefined);
    expect(await follower.get('a', 'x')).toBeUndefined();
    expect(follower.peek('a')).toBeUndefined();
    expect(await follower.get('a', 'x')).toBeUndefined();
    expect(reads).toHaveLength(3);
  });
});

describe('a read that fails', () => {
  const away = () => Promise.reject(new Error('away'));
  const onReadFailed = (error: unknown, key: string) => failures.push(`${key}: ${(error as Error).message}`);

  it('of a value that is not held passes its error on, and the next caller reads again', async () => {
    const follower = newFollower({ onReadFailed });
    store = away;
    await expect(follower.get('a', 'x')).rejects.toThrow('away');
    store = (key) => Promise.resolve({ key, read: 7, size: 1 });
    expect(await follower.get('a', 'x')).toMatchObject({ read: 7 });
    expect(failures).toEqual([]);
  });

  it('of a held value is reported once in staleAfterMs, while the held one serves', async () => {
    const follower = newFollower({ onReadFailed });
    const held = await follower.get('a', 'x');
    store = away;
    now += 5000;
    expect(await follower.get('a', 'x')).toBe(held);
    now += 4999;
    expect(follower.get('a', 'x')).toBe(held);
    expect(failures).toEqual(['a: away']);
    now += 1;
    await follower.get('a', 'x');
    expect(failures).toEqual(['a: away', 'a: away']);
  });

  it('reaches the caller where the held value must not serve, and each caller tries again', async () => {
    const follower = newFollower();
    const held = await follower.get('a', 'x');
    now += 5000;
    store = away;
    await expect(follower.get('a', 'x')).rejects.toThrow('away');
    await expect(follower.get('a', 'x')).rejects.toThrow('away');
    expect(follower.peek('a')).toBe(held);
    expect(reads).toHaveLength(3);
  });
});

describe('the bound', () => {
  const readAll = async (follower: Follower<Shelf, string>, keys: string) => {
    for (const key of keys) await follower.get(key, 'x');
  };

  it('drops the least recently used values alone', async () => {
    const follower = newFollower();
    await readAll(follower, 'abcad');
    expect(['a', 'b', 'c', 'd'].filter((key) => follower.peek(key))).toEqual(['a', 'c', 'd']);
    expect(follower.size).toBe(3);
  });

  it('counts what sizeOf(...) says, again after each read', async () => {
    const sizes: Record<string, number> = { a: 4, b: 4, c: 2 };
    store = (key) => Promise.resolve({ key, read: 0, size: sizes[key]! });
    const follower = newFollower({ max: 10, sizeOf: ({ size }) => size });
    await readAll(follower, 'abc');
    expect(follower.size).toBe(10);
    sizes.c = 3;
    now += 5000;
    await follower.get('c', 'x');
    expect(['a', 'b', 'c'].filter((key) => follower.peek(key))).toEqual(['b', 'c']);
    expect(follower.size).toBe(7);
  });

  it('is not kept by a value larger than all: that one is held alone', async () => {
    store = (key) => Promise.resolve({ key, read: 0, size: key === 'b' ? 99 : 1 });
    const follower = newFollower({ max: 10, sizeOf: ({ size }) => size });
    await readAll(follower, 'ab');
    expect(['a', 'b'].filter((key) => follower.peek(key))).toEqual(['b']);
    expect(follower.size).toBe(10);
  });

  it('counts an empty value as one', async () => {
    store = (key) => Promise.resolve({ key, read: 0, size: 0 });
    const follower = newFollower({ sizeOf: ({ size }) => size });
    await readAll(follower, 'abcd');
    expect(follower.size).toBe(3);
  });
});

describe('forgetting', () => {
  it('forget(...) makes the next caller read', async () => {
    const follower = newFollower();
    await follower.get('a', 'x');
    await follower.get('b', 'x');
    follower.forget('a');
    expect([follower.peek('a'), follower.peek('b')]).toMatchObject([undefined, { key: 'b' }]);
    await follower.get('a', 'x');
    expect(heldAtRead).toEqual([undefined, undefined, undefined]);
  });

  it('forget(...) keeps a read under way from being held: it may have begun before the change', async () => {
    const follower = newFollower();
    const slow = pendingRead();
    const asked = follower.get('a', 'x');
    follower.forget('a');
    slow.end({ key: 'a', read: 1, size: 1 });
    expect(await asked).toMatchObject({ read: 1 });
    expect(follower.peek('a')).toBeUndefined();
  });

  it('expire(...) makes the next caller read with the held value in hand', async () => {
    const follower = newFollower();
    const first = await follower.get('a', 'x');
    follower.expire('a');
    expect(follower.peek('a')).toBe(first);
    expect(await follower.get('a', 'x')).toMatchObject({ read: 2 });
    expect(heldAtRead).toEqual([undefined, first]);
  });

  it('expire(...) keeps a read under way from being held', async () => {
    const follower = newFollower();
    const first = await follower.get('a', 'x');
    now += 5000;
    const slow = pendingRead();
    const asked = follower.get('a', 'x');
    const firstOfB = follower.get('b', 'x');
    follower.expire('a');
    follower.expire('b');
    slow.end({ key: 'old', read: 2, size: 1 });
    await Promise.all([asked, firstOfB]);
    expect([follower.peek('a'), follower.peek('b')]).toEqual([first, undefined]);
    store = (key) => Promise.resolve({ key, read: 3, size: 1 });
    expect(await follower.get('a', 'x')).toMatchObject({ read: 3 });
  });

  it('forgetWhere(...) takes stale values and those that are being read again', async () => {
    const follower = newFollower();
    for (const key of ['a', 'b', 'c']) await follower.get(key, 'x');
    now += 5000;
    const slow = pendingRead();
    const asked = follower.get('b', 'x');
    follower.forgetWhere(({ key }) => key !== 'c');
    slow.end({ key: 'b', read: 9, size: 1 });
    await asked;
    expect(['a', 'b', 'c'].filter((key) => follower.peek(key))).toEqual(['c']);
  });

  it('forEach(...) visits all values, the least recently used first, stale ones too', async () => {
    const follower = newFollower();
    for (const key of ['a', 'b', 'c', 'a']) await follower.get(key, 'x');
    now += 5000;
    const visited: string[] = [];
    follower.forEach((value, key) => visited.push(`${key} ${value.key}`));
    expect(visited).toEqual(['b b', 'c c', 'a a']);
  });

  it('clear() forgets everything', async () => {
    const follower = newFollower();
    await follower.get('a', 'x');
    follower.clear();
    expect([follower.peek('a'), follower.size]).toEqual([undefined, 0]);
  });
});

describe('refresh(...)', () => {
  it('reads a fresh value again; until it is there, get(...) returns the one held', async () => {
    const follower = newFollower();
    const first = await follower.get('a', 'x');
    const slow = pendingRead();
    const refreshed = follower.refresh('a', 'y');
    expect(follower.get('a', 'x')).toBe(first);
    slow.end({ key: 'a', read: 2, size: 1 });
    expect(await refreshed).toMatchObject({ read: 2 });
    expect(follower.get('a', 'x')).toMatchObject({ read: 2 });
    expect(reads).toEqual(['a for x', 'a for y']);
  });
});

describe('a clock that is set back', () => {
  it('makes held values stale, and does not keep them for the hour it went back', async () => {
    const follower = newFollower();
    await follower.get('a', 'x');
    now -= 3_600_000;
    await follower.get('a', 'x');
    expect(reads).toHaveLength(2);
    now += 4999;
    expect(follower.get('a', 'x')).not.toBeInstanceOf(Promise);
    now += 1;
    await follower.get('a', 'x');
    expect(reads).toHaveLength(3);
  });

  it('may be set back again', async () => {
    const follower = newFollower();
    for (let times = 0; times < 3; times++) {
      await follower.get('a', 'x');
      now -= 1;
    }
    expect(reads).toHaveLength(3);
  });
});
