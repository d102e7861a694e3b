import { NotFound } from '../port/store-errors.js';
import { retryWrite, type RetryOptions } from './retry-on-conflict.js';

/**
 * Runs `work`, which looks up visitors and writes under their ids, again when one of them was erased or
 * merged in between. The next attempt finds the visitor that the claim leads to now.
 */
export function retryOnNotFound<T>(
  work: (attempt: number) => Promise<T>,
  options: RetryOptions = {},
): Promise<T> {
  return retryWrite(work, (error) => error instanceof NotFound, options);
}
