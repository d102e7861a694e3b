import { NotFound } from '../stores/port/store-errors.js';

const maxAttempts = 5;

/**
 * Runs `work`, which looks up visitors and writes under their ids: again when one of them was erased, or merged into
 * another, between the two, so that it finds whose it is by now.
 */
export async function againWhenGone<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof NotFound) || attempt === maxAttempts) throw error;
    }
  }
}
