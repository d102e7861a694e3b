import path from 'node:path';
import { createSqliteStore } from './sqlite/sqlite-store.js';
import type { Store } from './port/store.js';

/** Enough to open the same store in another thread or process. Plain data. */
export interface OpenStoreOptions {
  /** MongoDB when given … */
  mongodbUrl?: string | undefined;
  /** … else the file `shelfwise.db` in this folder. */
  dataDirectory: string;
}

/** Where the embedded store of a data folder keeps everything. */
export const dataFileIn = (dataDirectory: string): string => path.join(dataDirectory, 'shelfwise.db');

/** Opens the store that the settings name, with its schema brought forward. */
export async function openStore({ mongodbUrl, dataDirectory }: OpenStoreOptions): Promise<Store> {
  if (mongodbUrl !== undefined && mongodbUrl !== '') {
    // Loaded only when asked for: the embedded store starts without the driver.
    const { createMongoStore } = await import('./mongodb/mongo-store.js');
    return createMongoStore({ url: mongodbUrl });
  }
  return createSqliteStore({ file: dataFileIn(dataDirectory) });
}
