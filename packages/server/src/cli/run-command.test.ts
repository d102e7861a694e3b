import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { copyCommand } from './copy-command.js';
import { deleteShop } from './delete-shop.js';
import { migrateCommand } from './migrate.js';
import { helpText, runCommand } from './run-command.js';
import { shopCommands } from './shop.js';

// Nothing else runs here that would have to end first.
const impatient = deleteShop({ settleMs: { requests: 0, jobs: 0 } });
const ofShops = shopCommands.map((command) => (command.name === impatient.name ? impatient : command));
const commands = [...ofShops, copyCommand, migrateCommand];
let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'shelfwise-cli-'));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

const shelfwise = (...argv: string[]) => shelfwiseAnswering(undefined, ...argv);

/** Somebody sits there and answers so. */
async function shelfwiseAnswering(answer: string | undefined, ...argv: string[]) {
  const out: string[] = [];
  const err: string[] = [];
  const code = await runCommand(argv, commands, {
    env: { SHELFWISE_DATA: path.join(directory, 'data'), PORT: '8080' },
    out: (text) => out.push(text),
    err: (text) => err.push(text),
    ...(answer !== undefined && { ask: async () => answer }),
  });
  const text = out.join('\n');
  return { code, out: text, err, json: argv.includes('--json') && text ? JSON.parse(text) : undefined };
}

const details = ['--currency', 'GBP', '--time-zone', 'Europe/London', '--origin', 'https://shop.example'];

describe('shelfwise', () => {
  it('makes a shop, prints its keys once, and keeps no secret key', async () => {
    const { code, json } = await shelfwise('shop', 'create', 'toys', ...details, '--json');
    expect(code).toBe(0);
    expect(json).toMatchObject({ shop: 'toys', origins: ['https://shop.example'] });
    expect(json.publishableKey).toMatch(/^pk_[A-Za-z0-9]{24,}$/);
    expect(json.secretKey).toMatch(/^sk_[A-Za-z0-9]{24,}$/);
    const files = await Promise.all(
      ['shelfwise.db', 'shelfwise.db-wal'].map((name) =>
        readFile(path.join(directory, 'data', name), 'latin1').catch(() => ''),
      ),
    );
    expect(files.join('')).not.toContain(json.secretKey);
    expect((await shelfwise('shop', 'list')).out).toMatch(/toys +GBP/);
    const keys = await shelfwise('shop', 'keys', 'toys');
    expect(keys.out).toContain(json.publishableKey);
    expect(keys.out).not.toContain(json.secretKey);
  });

  it('adds a key beside those there are, none of which ends', async () => {
    const { json } = await shelfwise('shop', 'add-key', 'toys', '--json');
    expect(json.key).toMatch(/^sk_/);
    const page = await shelfwise('shop', 'add-key', 'toys', '--kind', 'publishable', '--json');
    expect(page.json.key).toMatch(/^pk_/);
    const held = (await shelfwise('shop', 'keys', 'toys', '--json')).json as Record<string, string>[];
    expect(held).toHaveLength(4);
    expect(held.filter(({ revokedAt }) => revokedAt !== undefined)).toEqual([]);
    expect(held.map(({ lastFour }) => lastFour)).toContain(json.key.slice(-4));
  });

  it('rotates a key and prints a sign-in link; the data is for its user alone', async () => {
    const rotated = await shelfwise('shop', 'rotate', 'toys', '--overlap-hours', '1', '--json');
    expect(rotated.json.key).toMatch(/^sk_/);
    const link = await shelfwise('shop', 'sign-in', 'toys');
    expect(link.out).toMatch(/^http:\/\/localhost:8080\/owner\/sign-in#[\w.-]+$/);
    const modeOf = async (name: string) => (await stat(path.join(directory, 'data', name))).mode & 0o777;
    expect(await modeOf('secrets.json')).toBe(0o600);
    expect(await modeOf('shelfwise.db')).toBe(0o600);
    expect(await modeOf('.')).toBe(0o700);
  });

  it('copies shops into another store, keys included', async () => {
    const target = path.join(directory, 'copy');
    const from = path.join(directory, 'data');
    const { code, json } = await shelfwise('copy', '--from', from, '--to', target, '--json');
    expect(code).toBe(0);
    expect(json).toMatchObject([{ shop: 'toys', removed: 0 }]);
    expect(json[0].written).toBe(json[0].documents);
    const again = await shelfwise('copy', '--from', from, '--to', target);
    expect(again.code).toBe(0);
    expect(again.out).toMatch(
      /^toys: the target is now equal to the source\. \d+ documents, 0 of them written; 0 removed/,
    );
  });

  it('copies from no store that is not there, nor onto itself, and makes nothing by a slip of the pen', async () => {
    const missing = path.join(directory, 'mistyped');
    const target = path.join(directory, 'never');
    const from = path.join(directory, 'data');
    for (const [source, to, line] of [
      [missing, target, /no data of Shelfwise in .*mistyped/],
      ['mongo://db/shelfwise', target, /neither a mongodb:\/\/ address nor a folder/],
      [from, `${from}/`, /one and the same store/],
    ] as const) {
      const { code, err } = await shelfwise('copy', '--from', source, '--to', to);
      expect([code, err.length]).toEqual([1, 1]);
      expect(err[0]).toMatch(line);
    }
    const nobody = await shelfwise('copy', '--from', from, '--to', target, '--shop', 'nobody');
    expect(nobody.err).toEqual(['There is no shop named "nobody" to copy.']);
    expect([existsSync(missing), existsSync(target), existsSync('mongo:')]).toEqual([false, false, false]);
  });

  it('deletes a shop whose name is typed again, and says what it removed', async () => {
    await shelfwise('shop', 'create', 'brief', ...details);
    const unasked = await shelfwise('shop', 'delete', 'brief');
    expect([unasked.code, unasked.err]).toEqual([1, [expect.stringContaining('add --yes')]]);
    const other = await shelfwiseAnswering('toys', 'shop', 'delete', 'brief');
    expect([other.code, other.err]).toEqual([1, ['That is not its name. Nothing was deleted.']]);
    expect((await shelfwise('shop', 'keys', 'brief')).code).toBe(0);
    const { code, out } = await shelfwiseAnswering('brief', 'shop', 'delete', 'brief');
    expect(code).toBe(0);
    expect(out).toMatch(/brief is deleted[^]* 2 apiKeys[^]* 1 shops/);
    const again = await shelfwise('shop', 'delete', 'brief', '--yes');
    expect([again.code, again.err]).toEqual([1, ['There is no shop named "brief".']]);
    expect((await shelfwise('shop', 'list')).out).not.toContain('brief');
  });

  it.each([
    [['shop', 'create', 'Toys!', ...details], /lower case/],
    [['shop', 'create', 'toys', ...details], /toys|taken|exists/],
    [['shop', 'create', 'more', '--currency', 'GBP'], /--time-zone/],
    [['shop', 'create', 'more', ...details, '--origin', '*'], /allowedOrigins/],
    [['shop', 'create', 'more', ...details, '--colour', 'red'], /--colour/],
    [['shop', 'keys', 'nobody'], /no shop "nobody"/],
    [['shop', 'keys'], /Name the shop/],
    [['shop', 'rotate', 'toys', '--kind', 'golden'], /secret or publishable/],
    [['copy', '--from', 'a'], /--from and --to/],
    [['dance'], /no command "dance"/],
    [['shop'], /"shop" is not a whole command: there are shop create, shop list, .*shop delete\./],
    [['shop', 'dance'], /no command "shop dance": there are shop create, /],
    [['shop', '--bogus'], /"shop" is not a whole command/],
    [['shop', 'list', '--bogus'], /--bogus/],
    [['shop', 'list', 'toys'], /toys/],
    [['shop', 'keys', 'toys', '--bogus'], /--bogus/],
    [['shop', 'keys', 'toys', 'more'], /"more" is one too many/],
    [['shop', 'sign-in', 'toys', '--bogus'], /--bogus/],
    [['shop', 'rotate', 'toys', 'more'], /"more" is one too many/],
    [['shop', 'delete', 'toys', 'more', '--yes'], /"more" is one too many/],
    [['shop', 'add-key', 'toys', '--kind', 'golden'], /secret or publishable/],
    [['migrate', '--bogus'], /--bogus/],
  ])('answers %j with one line and exit code 1', async (argv, line) => {
    const { code, err } = await shelfwise(...argv);
    expect(code).toBe(1);
    expect(err).toHaveLength(1);
    expect(err[0]).toMatch(line);
    expect(err[0]).not.toContain('\n');
  });

  it('names every command in its help', async () => {
    const { code, out } = await shelfwise('--help');
    expect(code).toBe(0);
    expect(out).toBe(helpText(commands));
    for (const { name } of commands) expect(out).toContain(`shelfwise ${name}`);
  });
});
