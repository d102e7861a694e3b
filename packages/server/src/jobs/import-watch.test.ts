import { expect, test } from 'vitest';
import { ImportWatch } from './import-watch.js';

const done = () => Promise.resolve();

test('isImporting(...) is true from the first call until half a minute after the last, for that shop alone', async () => {
  let now = 0;
  const watch = new ImportWatch(() => new Date(now));
  expect(watch.isImporting('a')).toBe(false);
  await watch.during('a', done);
  now = 29_999;
  expect(watch.isImporting('a')).toBe(true);
  expect(watch.isImporting('b')).toBe(false);
  await watch.during('a', done);
  now += 29_999;
  expect(watch.isImporting('a')).toBe(true);
  now += 1;
  expect(watch.isImporting('a')).toBe(false);
});

test('isImporting(...) is true while a call is under way, and ends after a failed call as well', async () => {
  let now = 0;
  const watch = new ImportWatch(() => new Date(now));
  let fail = (_error: Error) => undefined as void;
  const slow = watch.during('a', () => new Promise((_resolve, reject) => (fail = reject)));
  now = 100_000;
  expect(watch.isImporting('a')).toBe(true);
  fail(new Error('no'));
  await expect(slow).rejects.toThrow('no');
  expect(watch.isImporting('a')).toBe(true);
  now += 30_000;
  expect(watch.isImporting('a')).toBe(false);
});

test('isImporting(...) lets a shop that never rests have its jobs every half hour', async () => {
  let now = 0;
  const watch = new ImportWatch(() => new Date(now));
  const allowed: number[] = [];
  for (; now <= 70 * 60_000; now += 10_000) {
    await watch.during('a', done);
    if (!watch.isImporting('a')) allowed.push(now / 60_000);
  }
  expect(allowed).toEqual([30, 60]);
});
