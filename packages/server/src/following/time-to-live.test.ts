import { LRUCache } from 'lru-cache';
import { beforeEach, expect, it } from 'vitest';
import { timeToLive } from './time-to-live.js';

let now: number;
let cache: LRUCache<string, string>;
beforeEach(() => {
  now = 1_000_000;
  cache = new LRUCache({ max: 10, ...timeToLive(() => new Date(now), 5000) });
  cache.set('key', 'value');
});

it('a value is fresh for less than staleAfterMs', () => {
  now += 4999;
  expect(cache.get('key')).toBe('value');
  now += 1;
  expect(cache.get('key')).toBeUndefined();
});

it('a value that is set again is fresh again', () => {
  now += 4999;
  cache.set('key', 'new');
  now += 4999;
  expect(cache.get('key')).toBe('new');
});

it('a clock set back makes all values stale; those set after it live as long as ever', () => {
  now -= 3_600_000;
  expect(cache.get('key')).toBeUndefined();
  cache.set('key', 'new');
  now += 4999;
  expect(cache.get('key')).toBe('new');
  now += 1;
  expect(cache.get('key')).toBeUndefined();
});

it('a clock set back a millisecond, and again, makes values stale each time', () => {
  for (let times = 0; times < 3; times++) {
    now -= 1;
    expect(cache.get('key')).toBeUndefined();
    cache.set('key', 'new');
    expect(cache.get('key')).toBe('new');
  }
});
