import {
  MongoBulkWriteError,
  MongoNetworkError,
  MongoNotConnectedError,
  MongoServerError,
  MongoServerSelectionError,
  MongoTopologyClosedError,
} from 'mongodb';
import { retryWrite } from '../shared/retry-on-conflict.js';
import { Conflict, StoreError, StoreFull, Unavailable } from '../port/store-errors.js';

const duplicateKey = 11000;
/** Out of disk space; quota. Servers give the number, not always the name. */
const full = new Set([14031, 12501]);
/** Stepping down, shutting down, starting, interrupted, out of time, write conflict after all retries. */
const away = new Set([6, 7, 50, 89, 91, 112, 189, 262, 9001, 10107, 11600, 11602, 13435, 13436]);

export const isDuplicateKey = (error: unknown): boolean =>
  error instanceof MongoServerError && error.code === duplicateKey;

/** Runs `work` again when another writer inserted the same document first: the next attempt finds it. */
export function retryOnDuplicate<T>(work: (attempt: number) => Promise<T>): Promise<T> {
  return retryWrite(work, isDuplicateKey, { attempts: 20 });
}

/** How many of a bulk write were known already, if that is all that went wrong with it; undefined otherwise. */
export const duplicatesOf = (error: unknown): number | undefined => duplicateIndexes(error)?.length;

/** The same: which ones, by their place in the call. */
export function duplicateIndexes(error: unknown): number[] | undefined {
  if (!(error instanceof MongoBulkWriteError) || error.result.getWriteConcernError()) return undefined;
  const failures: { code?: unknown; index: number }[] = [error.writeErrors].flat();
  const isThatAll = failures.length > 0 && failures.every(({ code }) => code === duplicateKey);
  return isThatAll ? failures.map(({ index }) => index) : undefined;
}

/** The driver's errors as the port's; what is none of them passes through, being a defect. */
export function toStoreError(error: unknown): unknown {
  if (error instanceof StoreError) return error;
  if (
    error instanceof MongoServerSelectionError ||
    error instanceof MongoNetworkError ||
    error instanceof MongoNotConnectedError ||
    error instanceof MongoTopologyClosedError ||
    // The driver wraps what broke a bulk write on the way, and keeps the code of the system's error, such as `EPIPE`,
    // if it had one. An answer of the server has a number.
    (error instanceof MongoBulkWriteError && typeof error.code !== 'number') ||
    // What the system, or Node.js in its words, says of a socket that broke under a write reaches us as it is.
    (error instanceof Error && ('syscall' in error || ('code' in error && error.code === 'EPIPE'))) ||
    (error instanceof Error && /Timeout|PoolCleared|PoolClosed|ClientClosed/.test(error.name))
  )
    return new Unavailable('MongoDB cannot be reached.', { cause: error });
  if (error instanceof MongoServerError) {
    const code = Number(error.code);
    if (code === duplicateKey)
      return new Conflict('A document with this key exists already.', { cause: error });
    if (full.has(code)) return new StoreFull('There is no room left in MongoDB.', { cause: error });
    if (away.has(code) || error.hasErrorLabel('TransientTransactionError'))
      return new Unavailable('MongoDB does not answer just now.', { cause: error });
  }
  return error;
}

/** The same repository, whose methods throw only the port's errors. */
export function guardRepository<Repository extends object>(repository: Repository): Repository {
  const guarded = Object.create(repository) as Record<string, unknown>;
  for (const [name, method] of methodsOf(repository)) {
    guarded[name] = (...args: unknown[]) => {
      const result: unknown = Reflect.apply(method, repository, args);
      if (result instanceof Promise)
        return result.catch((error: unknown) => {
          throw toStoreError(error);
        });
      return guardIterable(result as AsyncIterable<unknown>);
    };
  }
  return guarded as Repository;
}

/** Methods of an object and of its classes, by name. */
function methodsOf(object: object): Map<string, (...args: unknown[]) => unknown> {
  const methods = new Map<string, (...args: unknown[]) => unknown>();
  for (
    let owner: object | null = object;
    owner && owner !== Object.prototype;
    owner = Object.getPrototypeOf(owner) as object | null
  ) {
    for (const name of Object.getOwnPropertyNames(owner)) {
      const value = (object as Record<string, unknown>)[name];
      if (name === 'constructor' || typeof value !== 'function') continue;
      methods.set(name, value as (...args: unknown[]) => unknown);
    }
  }
  return methods;
}

async function* guardIterable(batches: AsyncIterable<unknown>) {
  try {
    yield* batches;
  } catch (error) {
    throw toStoreError(error);
  }
}
