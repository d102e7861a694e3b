import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { runCommand } from '../../packages/server/src/cli/run-command.ts';
import { shopCommands } from '../../packages/server/src/cli/shop.ts';
import { openAccount } from './account.mjs';

let dataDirectory;
beforeEach(() => {
  dataDirectory = mkdtempSync(path.join(tmpdir(), 'start-account-'));
});
afterEach(() => rmSync(dataDirectory, { recursive: true }));

/** The command line itself, without a process of its own. */
async function run(...args) {
  const [out, err] = [[], []];
  const code = await runCommand(args, shopCommands, {
    env: { SHELFWISE_DATA: dataDirectory },
    out: (text) => out.push(text),
    err: (text) => err.push(text),
  });
  if (code !== 0) throw new Error(err.join('\n'));
  return out.join('\n');
}
const children = { run: (_cli, args) => run(...args) };
const demo = { name: 'demo', currency: 'GBP', timeZone: 'Europe/London' };
const start = () =>
  openAccount({ dataDirectory, source: demo, demoUrl: 'http://localhost:8090' }, children, 'cli.js', {});

/** As `shop keys` tells them: those that have no end. */
const keysInUse = async () =>
  JSON.parse(await run('shop', 'keys', 'demo', '--json')).filter(({ revokedAt }) => revokedAt === undefined);
const isInUse = async ({ publishableKey, secretKey }) => {
  const held = await keysInUse();
  return [
    held.some(({ key }) => key === publishableKey),
    held.some(({ kind, lastFour }) => kind === 'secret' && secretKey.endsWith(lastFour)),
  ];
};

test('openAccount(...) makes a shop once and keeps its keys', async () => {
  const first = await start();
  expect(first.notes).toEqual([]);
  expect(await start()).toEqual(first);
  expect(await keysInUse()).toHaveLength(2);
});

test.each([['0'], ['24']])(
  'openAccount(...) gets keys that go on after both were rotated with %s hours left, and ends none of the owner',
  async (hours) => {
    const first = await start();
    const rotate = async (kind) =>
      JSON.parse(await run('shop', 'rotate', 'demo', '--kind', kind, '--overlap-hours', hours, '--json')).key;
    const [page, server] = [await rotate('publishable'), await rotate('secret')];
    const second = await start();
    expect(second.notes).toHaveLength(2);
    expect(second.publishableKey).toBe(page);
    expect(second.secretKey).not.toBe(first.secretKey);
    expect(await isInUse(second)).toEqual([true, true]);
    expect(await isInUse({ publishableKey: page, secretKey: server })).toEqual([true, true]);
    const held = await keysInUse();
    // No key more at each start that follows.
    expect(await start()).toEqual({ ...second, notes: [] });
    expect(await keysInUse()).toEqual(held);
  },
  30_000,
);

test('openAccount(...) makes a shop anew that was deleted, forgets what was loaded into it, and says so', async () => {
  const first = await start();
  const loaded = path.join(first.directory, 'loaded.json');
  writeFileSync(loaded, '{}');
  await run('shop', 'delete', 'demo', '--yes');
  const second = await start();
  expect(second.notes).toEqual([expect.stringMatching(/"demo" was deleted\. It is made anew/)]);
  expect([second.shop, existsSync(loaded)]).toEqual(['demo', false]);
  expect(await isInUse(second)).toEqual([true, true]);
  expect(JSON.parse(readFileSync(path.join(second.directory, 'account.json'), 'utf8')).secretKey).toBe(
    second.secretKey,
  );
  expect((await start()).notes).toEqual([]);
}, 30_000);
