import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { deleteShop } from './account.mjs';
import { agreeToReset, resetData, resetNote, shopsToReset } from './reset-data.mjs';
import { chooseSource, rememberSource, requireOrders, shortDigest } from './source.mjs';

let dataDirectory;
let orders;
beforeEach(() => {
  dataDirectory = mkdtempSync(path.join(tmpdir(), 'start-source-'));
  orders = path.join(dataDirectory, 'mine.csv');
  writeFileSync(orders, 'order,date\n');
});
afterEach(() => rmSync(dataDirectory, { recursive: true }));

test('a folder that holds nothing serves the demo', () => {
  expect(chooseSource({ dataDirectory })).toEqual({
    name: 'demo',
    currency: 'GBP',
    timeZone: 'Europe/London',
  });
});

test('a plain start goes on with the own orders that the folder holds; --demo goes back', () => {
  const own = chooseSource({ dataDirectory, orders, currency: 'EUR' });
  expect(own).toMatchObject({ orders, currency: 'EUR' });
  rememberSource(dataDirectory, own);
  expect(chooseSource({ dataDirectory })).toEqual(own);
  expect(chooseSource({ dataDirectory, demo: true }).name).toBe('demo');
});

test('later orders go to the same shop, whatever their file, and in its currency', () => {
  const first = chooseSource({ dataDirectory, orders, currency: 'EUR' });
  rememberSource(dataDirectory, first);
  writeFileSync(orders, 'order,date\n1,2026-01-01\n');
  expect(chooseSource({ dataDirectory, orders })).toEqual(first);
  const other = chooseSource({ dataDirectory, orders: `${orders}.new` });
  expect(other).toEqual({ ...first, orders: `${orders}.new` });
  // A look at the demo meanwhile changes nothing.
  rememberSource(dataDirectory, chooseSource({ dataDirectory, demo: true }));
  expect(chooseSource({ dataDirectory }).name).toBe('demo');
  expect(chooseSource({ dataDirectory, orders })).toEqual(first);
});

test('a shop keeps its time zone until another is named; one from before there was a choice stands in London', () => {
  const first = chooseSource({ dataDirectory, orders, currency: 'EUR', timeZone: 'Europe/Berlin' });
  expect(first.timeZone).toBe('Europe/Berlin');
  rememberSource(dataDirectory, first);
  expect(chooseSource({ dataDirectory, orders })).toEqual(first);
  expect(chooseSource({ dataDirectory, orders, timeZone: 'Europe/Paris' })).toEqual({
    ...first,
    timeZone: 'Europe/Paris',
  });
  expect(chooseSource({ dataDirectory, orders, currency: 'USD', newShop: true }).timeZone).toBe(
    'Europe/London',
  );
  rememberSource(dataDirectory, { name: 'own-eur', orders, currency: 'EUR' });
  expect(chooseSource({ dataDirectory, orders }).timeZone).toBe('Europe/London');
  expect(chooseSource({ dataDirectory }).timeZone).toBe('Europe/London');
});

test('orders in another currency are another shop, which is made only when it is asked for', () => {
  const inPounds = chooseSource({ dataDirectory, orders });
  rememberSource(dataDirectory, inPounds);
  const inEuro = { dataDirectory, orders, currency: 'EUR' };
  expect(() => chooseSource(inEuro)).toThrow(
    /holds your shop in GBP already \("own-gbp", from mine\.csv\).*leave --currency out.*--reset.*--new-shop/,
  );
  // Also while the demo is served.
  rememberSource(dataDirectory, chooseSource({ dataDirectory, demo: true }));
  expect(() => chooseSource(inEuro)).toThrow('holds your shop in GBP');
  expect(chooseSource({ ...inEuro, reset: true })).toMatchObject({ name: 'own-eur', currency: 'EUR' });
  const second = chooseSource({ ...inEuro, newShop: true });
  expect(second.name).toBe('own-eur');
  rememberSource(dataDirectory, second);
  // The first is there still, so going back to it is no new shop; in another store it would be one.
  const pounds = { dataDirectory, orders, currency: 'GBP' };
  expect(() => chooseSource(pounds)).toThrow('holds your shop in EUR');
  mkdirSync(path.join(dataDirectory, 'start', 'own-gbp'), { recursive: true });
  writeFileSync(path.join(dataDirectory, 'start', 'own-gbp', 'account.json'), '{}');
  expect(chooseSource(pounds)).toEqual(inPounds);
  expect(() => chooseSource({ ...pounds, mongodbUrl: 'mongodb://db/shelfwise' })).toThrow('in EUR');
});

test('a reset names the shops that it will delete, asks once, and says what it deleted', async () => {
  const stored = async () => [{ shop: 'demo' }, { shop: 'made-by-hand' }];
  expect(await shopsToReset({ dataDirectory }, stored)).toEqual([]);
  writeFileSync(path.join(dataDirectory, 'shelfwise.db'), '');
  const shops = await shopsToReset({ dataDirectory }, stored);
  expect(shops).toEqual(['demo', 'made-by-hand']);
  const asked = [];
  const answering = (answer) => async (question) => {
    asked.push(question);
    return answer;
  };
  await expect(agreeToReset(shops, 'data', answering(''))).rejects.toThrow('Nothing was deleted.');
  await agreeToReset(shops, 'data', answering('yes'));
  expect(asked[1]).toMatch(/"demo", "made-by-hand" in data for good: orders, answers, settings/);
  await agreeToReset(shops, 'data', undefined);
  await agreeToReset([], 'data', answering('no'));
  expect(asked).toHaveLength(2);
  expect(resetNote(shops, 'data')).toMatch(/^Deleted in data: the shops "demo", "made-by-hand"/);
  expect(resetNote([], 'data')).toBeUndefined();
});

test('a reset of a store that cannot be read, or of a MongoDB, names the shops that starts made', async () => {
  const mongodbUrl = 'mongodb://db/shelfwise';
  for (const [name, shop] of [
    ['demo', 'demo-1'],
    [`demo-${shortDigest(mongodbUrl)}`, 'demo-2'],
  ]) {
    mkdirSync(path.join(dataDirectory, 'start', name), { recursive: true });
    writeFileSync(path.join(dataDirectory, 'start', name, 'account.json'), JSON.stringify({ shop }));
  }
  writeFileSync(path.join(dataDirectory, 'shelfwise.db'), 'torn');
  const unreadable = () => Promise.reject(new Error('file is not a database'));
  expect(await shopsToReset({ dataDirectory }, unreadable)).toEqual(['demo-1']);
  const others = async () => [{ shop: 'not-ours' }];
  expect(await shopsToReset({ dataDirectory, mongodbUrl }, others)).toEqual(['demo-2']);
});

test('a load that was broken off needs its file, one that is done does not', () => {
  const source = { name: 'own', orders: '/nowhere/mine.csv', currency: 'GBP' };
  expect(() => requireOrders(source, dataDirectory)).toThrow(/not there any more.*--orders FILE/);
  writeFileSync(path.join(dataDirectory, 'loaded.json'), '{}');
  expect(() => requireOrders(source, dataDirectory)).not.toThrow();
});

test('resetData(...) forgets the shops of its own store, and nothing else of the folder', async () => {
  const mongodbUrl = 'mongodb://db/shelfwise';
  const inMongodb = `demo-${shortDigest(mongodbUrl)}`;
  const fill = () => {
    for (const name of ['demo', 'own-0123abcd', 'own-eur', inMongodb])
      mkdirSync(path.join(dataDirectory, 'start', name), { recursive: true });
    writeFileSync(path.join(dataDirectory, 'start', inMongodb, 'account.json'), '{"shop":"demo-2"}');
    for (const name of ['shelfwise.db', 'shelfwise.db-wal', 'secrets.json', 'notes.txt'])
      writeFileSync(path.join(dataDirectory, name), '');
    rememberSource(dataDirectory, { name: 'own-0123abcd', orders });
  };
  const held = (...parts) => readdirSync(path.join(dataDirectory, ...parts)).sort();
  const deleted = [];
  const noteDeleted = async (shop) => void deleted.push(shop);
  fill();
  await resetData({ dataDirectory }, noteDeleted);
  expect(held()).toEqual(['mine.csv', 'notes.txt', 'secrets.json', 'start']);
  expect(held('start')).toEqual([inMongodb]);
  fill();
  const away = () => Promise.reject(new Error('MongoDB cannot be reached.'));
  await expect(resetData({ dataDirectory, mongodbUrl }, away)).rejects.toThrow('reached');
  expect(held('start')).toContain(inMongodb);
  expect(deleted).toEqual([]);
  await resetData({ dataDirectory, mongodbUrl }, noteDeleted);
  expect(deleted).toEqual(['demo-2']);
  expect(held()).toContain('shelfwise.db');
  expect(held('start')).toEqual(['demo', 'own-0123abcd', 'own-eur']);
});

test('deleteShop(...) takes a shop that is gone for deleted, and nothing else that goes wrong', async () => {
  const asked = [];
  const children = (message) => ({
    run: async (_cli, args) => {
      asked.push(args.join(' '));
      if (message) throw new Error(message);
    },
  });
  await deleteShop('demo', children(), 'cli.js', {});
  await deleteShop('demo', children('There is no shop named "demo".'), 'cli.js', {});
  await expect(deleteShop('demo', children('MongoDB cannot be reached.'), 'cli.js', {})).rejects.toThrow();
  expect(asked).toEqual(Array(3).fill('shop delete demo --yes'));
});
