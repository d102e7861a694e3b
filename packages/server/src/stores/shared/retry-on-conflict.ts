import pRetry from 'p-retry';
import { Conflict } from '../port/store-errors.js';

export interface RetryOptions {
  /** How often the work is done at most, the first time included. Default 5. */
  attempts?: number;
}

/**
 * Runs `work`, which reads, computes and writes, again when another writer changed what it read in between. Each attempt
 * must read anew. The other writer may be another process, so each attempt waits for a random time before it.
 */
export function retryOnConflict<T>(
  work: (attempt: number) => Promise<T>,
  options: RetryOptions = {},
): Promise<T> {
  return retryWrite(work, (error) => error instanceof Conflict, options);
}

/** The same for any error that a fresh look at the store may resolve. */
export function retryWrite<T>(
  work: (attempt: number) => Promise<T>,
  isWorthRetrying: (error: Error) => boolean,
  { attempts = 5 }: RetryOptions = {},
): Promise<T> {
  return pRetry(work, {
    retries: attempts - 1,
    shouldRetry: ({ error }) => isWorthRetrying(error),
    minTimeout: firstWaitMs,
    maxTimeout: longestWaitMs,
    randomize: true,
  });
}

/** About as long as a write of one document takes; doubled each time. */
const firstWaitMs = 2;
const longestWaitMs = 100;
