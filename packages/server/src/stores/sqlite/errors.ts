import { Conflict, StoreError, StoreFull, Unavailable } from '../port/store-errors.js';

/** SQLite's result codes as the port's errors; what is neither passes through, being a defect. */
export function toStoreError(error: unknown): unknown {
  if (error instanceof StoreError || !(error instanceof Error)) return error;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const says = `${code} ${error.message}`;
  if (/SQLITE_BUSY|SQLITE_LOCKED|database is locked/.test(says))
    return new Unavailable('The data file is locked by another program.', { cause: error });
  if (/SQLITE_FULL|disk is full/.test(says))
    return new StoreFull('There is no room left for the data file.', { cause: error });
  if (/SQLITE_CONSTRAINT_(UNIQUE|PRIMARYKEY)/.test(says))
    return new Conflict('A document with this key exists already.', { cause: error });
  if (/SQLITE_NOTADB|SQLITE_CORRUPT|not a database|malformed/.test(says))
    return new Unavailable('The data file is damaged or is not a Shelfwise data file.', { cause: error });
  if (/SQLITE_(CANTOPEN|READONLY|IOERR)|ConnectionFailed|readonly database/.test(says))
    return new Unavailable(`The data file cannot be opened or written: ${error.message}`, { cause: error });
  return error;
}
