import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { deleteShop, resetData } from './account.mjs';
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
  expect(chooseSource({ dataDirectory, orders, currency: 'USD' }).timeZone).toBe('Europe/London');
  rememberSource(dataDirectory, { name: 'own-eur', orders, currency: 'EUR' });
  expect(chooseSource({ dataDirectory, orders }).timeZone).toBe('Europe/London');
  expect(chooseSource({ dataDirectory }).timeZone).toBe('Europe/London');
});

test('orders in another currency are another shop', () => {
  const inEuro = chooseSource({ dataDirectory, orders, currency: 'EUR' });
  rememberSource(dataDirectory, inEuro);
  expect(chooseSource({ dataDirectory, orders, currency: 'GBP' }).name).not.toBe(inEuro.name);
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
