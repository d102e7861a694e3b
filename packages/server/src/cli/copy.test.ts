import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { describeCopy, expectSameShop } from '../../test/store-contract/copy.js';
import { fillShop } from '../../test/store-contract/fill-shop.js';
import { createSqliteStore } from '../stores/sqlite/sqlite-store.js';
import type { Store } from '../stores/port/store.js';
import { copyProgressLine, type CopyProgress } from './copy-progress.js';
import { copyShop } from './copy.js';

let directory: string;
let from: Store;
let to: Store;
const now = new Date('2026-11-22T12:00:00Z');

beforeEach(async () => {
  directory = mkdtempSync(path.join(tmpdir(), 'copy-'));
  from = await createSqliteStore({ file: path.join(directory, 'from.db') });
  to = await createSqliteStore({ file: path.join(directory, 'to.db') });
});
afterEach(async () => {
  await Promise.all([from.close(), to.close()]);
  rmSync(directory, { recursive: true });
});

describeCopy('SQLite to SQLite', () => ({ from, to }));

test('copyShop(...) reports progress up to the whole', async () => {
  await fillShop(from, 'tea', now);
  const seen: CopyProgress[] = [];
  await copyShop({ from, to, shopName: 'tea', progress: (state) => seen.push(state) });
  const last = seen.at(-1)!;
  expect(last.done).toBe(last.total);
  expect(copyProgressLine(last)).toMatch(/^copying .*\[#{24}\] 100 %$/);
  expect(copyProgressLine({ step: 'comparing', collection: 'orders', done: 1, total: 3 }, 6)).toMatch(
    /^comparing orders +\[##----\] {2}33 %$/,
  );
  seen.length = 0;
  await copyShop({ from, to, shopName: 'tea', progress: (state) => seen.push(state) });
  const shares = seen.map(({ done, total }) => done / total);
  expect(shares).toEqual(shares.toSorted((a, b) => a - b));
  expect(shares.at(-1)).toBe(1);
});

test('copyShop(...) of one shop leaves the others out', async () => {
  const tea = await fillShop(from, 'tea', now);
  const other = await fillShop(from, 'coffee', now);
  await copyShop({ from, to, shopName: 'tea' });
  await expectSameShop(from, to, tea.id);
  expect((await to.shops.list()).map(({ name }) => name)).toEqual(['tea']);
  expect(await to.products.count(other.id)).toBe(0);
});
