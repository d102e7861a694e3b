import { execFileSync, spawn } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import Database from 'libsql';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { build } from 'vite';
import { anInteraction, collect, randomId } from '../../../test/store-contract/context.js';
import { testSettings } from '../../../test/store-contract/settings.js';
import { openStore } from '../open-store.js';
import { SchemaTooNew, StoreFull, Unavailable } from '../port/store-errors.js';
import { createSqliteStore } from './sqlite-store.js';

let directory: string;
let file: string;
beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'durability-'));
  file = path.join(directory, 'shelfwise.db');
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const shop = randomId();
const consent = { analytics: true, personalization: true, functionality: true };
const append = async (store: Awaited<ReturnType<typeof createSqliteStore>>, count = 1) => {
  const { id } = await store.visitors.touch(shop, 'v', consent, new Date(0));
  return store.interactions.appendMany(
    shop,
    Array.from({ length: count }, () => anInteraction(id, randomId())),
  );
};

test('nothing that was acknowledged is lost when the process is killed', async () => {
  const program = await bundle(new URL('./fixtures/write-until-killed.ts', import.meta.url).pathname);
  for (let round = 0; round < 2; round += 1) {
    const child = spawn(process.execPath, [program, file, shop], { stdio: ['ignore', 'pipe', 'inherit'] });
    const acknowledged: string[] = [];
    const ended = new Promise((resolve) => child.once('exit', resolve));
    for await (const line of createInterface({ input: child.stdout })) {
      acknowledged.push(line);
      if (acknowledged.length === 60) child.kill('SIGKILL');
    }
    await ended;
    expect(acknowledged.length).toBeGreaterThanOrEqual(60);
    const store = await createSqliteStore({ file });
    const held = new Set((await collect(store.interactions.iterate(shop))).map(({ eventId }) => eventId));
    expect(acknowledged.filter((eventId) => !held.has(eventId))).toEqual([]);
    await store.close();
  }
});

test('a file that another program holds locked is unavailable, and writable again afterwards', async () => {
  const store = await createSqliteStore({ file, lockTimeoutMs: 60 });
  const other = new Database(file);
  other.exec('BEGIN EXCLUSIVE');
  await expect(append(store)).rejects.toBeInstanceOf(Unavailable);
  // Reads go on.
  expect(await store.interactions.count(shop)).toBe(0);
  other.exec('ROLLBACK');
  other.close();
  expect(await append(store)).toEqual({ accepted: 1, duplicates: 0 });
  await store.close();
});

test('a short lock is waited for without holding up reads', async () => {
  const store = await createSqliteStore({ file, lockTimeoutMs: 10_000 });
  const other = new Database(file);
  other.exec('BEGIN IMMEDIATE');
  const writing = append(store);
  expect(await store.interactions.count(shop)).toBe(0);
  other.exec('COMMIT');
  other.close();
  expect(await writing).toEqual({ accepted: 1, duplicates: 0 });
  await store.close();
});

test('a disk without room: writes are refused as such, reads go on, and writes come back', async () => {
  const limited = await createSqliteStore({ file, maxPages: 120 });
  const held = await append(limited);
  const refused = append(limited, 20_000);
  await expect(refused).rejects.toBeInstanceOf(StoreFull);
  // What shared the moment with it is refused too, or acknowledged and there; never acknowledged and lost.
  expect(await limited.interactions.count(shop)).toBe(held.accepted);
  await limited.close();
  const store = await createSqliteStore({ file });
  expect(await append(store)).toEqual({ accepted: 1, duplicates: 0 });
  await store.close();
});

test('a damaged file, or one that is something else, is refused in one clear line', async () => {
  writeFileSync(file, 'This is a letter, not a database. '.repeat(100));
  await expect(openStore({ dataDirectory: directory })).rejects.toBeInstanceOf(Unavailable);
  await expect(openStore({ dataDirectory: directory })).rejects.toThrow(
    /^\S+shelfwise\.db: The data file is damaged or is not a Shelfwise data file\.$/,
  );
});

test('a locked file at the start is refused in one clear line', async () => {
  const other = new Database(file);
  other.exec('PRAGMA locking_mode = EXCLUSIVE; CREATE TABLE theirs (x); BEGIN EXCLUSIVE');
  await expect(createSqliteStore({ file, lockTimeoutMs: 60 })).rejects.toThrow(
    /^\S+shelfwise\.db: The data file is locked by another program\.$/,
  );
  other.close();
});

test('a file of a newer version is refused', async () => {
  await (await createSqliteStore({ file })).close();
  const newer = new Database(file);
  newer.exec('PRAGMA user_version = 99');
  newer.close();
  await expect(createSqliteStore({ file })).rejects.toBeInstanceOf(SchemaTooNew);
});

test('two connections see each other, as worker threads and the server do', async () => {
  const [one, two] = [await createSqliteStore({ file }), await createSqliteStore({ file })];
  const made = await one.shops.create({ name: 'tea', settings: testSettings });
  expect(await two.shops.findByName('tea')).toEqual(made);
  await Promise.all([append(one, 50), append(two, 50), append(one, 50), append(two, 50)]);
  expect(await one.interactions.count(shop)).toBe(200);
  await Promise.all([one.close(), two.close()]);
});

test('another program that reads and goes takes nothing with it', async () => {
  const [one, two] = [await createSqliteStore({ file }), await createSqliteStore({ file })];
  await append(one, 50);
  const countFromOutside = () => {
    const program = `const database = new (require('libsql'))(process.argv[1]);
      console.log(database.prepare('SELECT count(*) AS n FROM interactions').get().n); database.close();`;
    const from = path.dirname(new URL(import.meta.url).pathname);
    return Number(execFileSync(process.execPath, ['-e', program, file], { cwd: from, encoding: 'utf8' }));
  };
  expect(countFromOutside()).toBe(50);
  await append(two, 50);
  // Were its locks let go, the first to leave would have taken the log away, and what was written since with it.
  expect(countFromOutside()).toBe(100);
  await Promise.all([one.close(), two.close()]);
});

test('a write that fails takes back its own changes only', async () => {
  const store = await createSqliteStore({ file });
  const results = await Promise.allSettled([
    store.shops.create({ name: 'tea', settings: testSettings }),
    store.shops.create({ name: 'tea', settings: testSettings }),
    store.shops.create({ name: 'coffee', settings: testSettings }),
  ]);
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect((await store.shops.list()).map(({ name }) => name)).toEqual(['coffee', 'tea']);
  await store.close();
});

test('a long import lets other requests read and, after it, write', async () => {
  const store = await createSqliteStore({ file });
  const order: string[] = [];
  const bytes = new Uint8Array(8 * 1024 * 1024);
  const long = store.models
    .put(shop, 'recommender', bytes, { metrics: {}, status: 'serving' })
    .then(() => order.push('import'));
  const short = append(store).then(() => order.push('append'));
  await store.interactions.count(shop).then(() => order.push('read'));
  await Promise.all([long, short]);
  expect(order).toEqual(['read', 'import', 'append']);
  await store.close();
});

test('a copy of the file taken by hand opens', async () => {
  const store = await createSqliteStore({ file });
  await append(store);
  await store.close();
  const copy = path.join(directory, 'copy.db');
  copyFileSync(file, copy);
  const opened = await createSqliteStore({ file: copy });
  expect(await opened.interactions.count(shop)).toBe(1);
  await opened.close();
});

/** Below the package, where Node finds its dependencies. */
const builtFixtures = path.resolve(import.meta.dirname, '../../../dist/test-fixtures');

/** The program as one JavaScript file: the child process knows no TypeScript. */
async function bundle(entry: string): Promise<string> {
  await build({
    configFile: false,
    logLevel: 'error',
    resolve: { conditions: ['source'] },
    ssr: { resolve: { conditions: ['source'] }, noExternal: [/@shelfwise\//] },
    build: { ssr: entry, outDir: builtFixtures, emptyOutDir: true },
  });
  return path.join(builtFixtures, 'write-until-killed.js');
}
