import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll } from 'vitest';
import { describeStoreContract } from '../contract/contract.js';
import { describeRaces } from '../contract/races/races.js';
import { createSqliteStore } from './sqlite-store.js';

const directory = mkdtempSync(path.join(tmpdir(), 'sqlite-'));
afterAll(() => rmSync(directory, { recursive: true }));

describeStoreContract('SQLite', (clock) =>
  createSqliteStore({ file: path.join(directory, 'shop.db'), clock }),
);

describeRaces('SQLite', () => createSqliteStore({ file: path.join(directory, 'races.db') }));
