import { NotFound } from '../port/store-errors.js';

/**
 * Runs `work`, which looks up visitors and writes under their ids, again when one of them was erased or
 * merged in between. The next attempt finds the visitor that the claim leads to now.
 */
export async function retryOnNotFound<T>(work: () => Promise<T>, { attempts = 5 } = {}): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof NotFound) || attempt >= attempts) throw error;
    }
  }
}
