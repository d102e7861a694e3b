import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ShopDocument } from '../stores/port/documents.js';
import type { NewAlert, Store } from '../stores/port/store.js';
import { createSqliteStore } from '../stores/sqlite/sqlite-store.js';
import { testSettings } from '../../test/store-contract/settings.js';
import { announceAlerts } from './announce-alerts.js';
import type { Notifier } from './notifier.js';

const now = new Date('2026-11-22T12:00:00Z');
const clock = () => now;
const log = pino({ level: 'silent' });
let directory: string;
let store: Store;
let shop: ShopDocument;

beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'shelfwise-notifiers-'));
  store = await createSqliteStore({ file: path.join(directory, 'shop.db'), clock });
  shop = await store.shops.create({ name: 'tea', settings: testSettings });
});
afterAll(async () => {
  await store.close();
  await rm(directory, { recursive: true, force: true });
});

const alert = (key: string): NewAlert => ({
  key,
  kind: 'reorder',
  severity: 'warning',
  values: { title: key, quantity: 3 },
  since: now,
});

function recorder(fails = false) {
  const received: string[] = [];
  const notifier: Notifier = {
    name: 'recorder',
    notify: async (_shop, alerts) => {
      received.push(...alerts.map(({ key, values }) => `${key} ${values.quantity}`));
      if (fails) throw new Error('the mail server is away');
    },
  };
  return { received, notifier };
}

test('announceAlerts(...) hands each opened alert to every notifier once, though another one fails', async () => {
  await store.alerts.openMany(shop.id, [alert('a'), alert('b')]);
  const failing = recorder(true);
  const working = recorder();
  const notifiers = [failing.notifier, working.notifier];
  expect(await announceAlerts(shop, { store, notifiers: [], clock, log })).toBe(0);
  expect(await announceAlerts(shop, { store, notifiers, clock, log })).toBe(2);
  await store.alerts.openMany(shop.id, [alert('a'), alert('c')]);
  expect(await announceAlerts(shop, { store, notifiers, clock, log })).toBe(1);
  expect(await announceAlerts(shop, { store, notifiers, clock, log })).toBe(0);
  expect(working.received).toEqual(['a 3', 'b 3', 'c 3']);
  expect(failing.received).toEqual(working.received);
});
