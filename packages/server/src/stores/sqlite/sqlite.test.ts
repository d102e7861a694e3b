import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Database from 'libsql';
import { afterAll, expect, test } from 'vitest';
import { removeShop } from '../../cli/remove-shop.js';
import { describeStoreContract } from '../../../test/store-contract/contract.js';
import { fillShop } from '../../../test/store-contract/fill-shop.js';
import { describeRaces } from '../../../test/store-contract/races/races.js';
import { createSqliteStore } from './sqlite-store.js';

const directory = mkdtempSync(path.join(tmpdir(), 'sqlite-'));
afterAll(() => rmSync(directory, { recursive: true }));

describeStoreContract('SQLite', (clock) =>
  createSqliteStore({ file: path.join(directory, 'shop.db'), clock }),
);

describeRaces('SQLite', () => createSqliteStore({ file: path.join(directory, 'races.db') }));

test('a shop that is deleted is in no table', async () => {
  const file = path.join(directory, 'removal.db');
  const store = await createSqliteStore({ file });
  const { id } = await fillShop(store, 'gone', new Date());
  const database = new Database(file);
  const all = (sql: string, ...params: string[]) => database.prepare(sql).all(params) as { name: string }[];
  const tables = all(
    `SELECT m.name FROM sqlite_schema m JOIN pragma_table_info(m.name) c ON c.name = 'shop' WHERE m.type = 'table'`,
  );
  const withShop = () =>
    tables.filter(
      ({ name }) => all(`SELECT 1 FROM ${name} WHERE shop = ? OR shop = unhex(?)`, id, id).length > 0,
    );
  expect(withShop()).toEqual(tables);
  await removeShop({ store, shopName: 'gone', settleMs: { requests: 0, jobs: 0 } });
  expect(withShop()).toEqual([]);
  database.close();
  await store.close();
});
