import { expect, test } from 'vitest';
import { Conflict, NotFound } from '../port/store-errors.js';
import { retryOnConflict } from './retry-on-conflict.js';
import { retryOnNotFound } from './retry-on-not-found.js';

/** Fails with each of the errors in turn, then returns how often it ran. */
function failing(...errors: Error[]) {
  let runs = 0;
  return () => {
    runs += 1;
    const error = errors.shift();
    return error === undefined ? Promise.resolve(runs) : Promise.reject(error);
  };
}

test('retryOnConflict(...) runs the work again until no other writer interferes', async () => {
  expect(await retryOnConflict(failing(new Conflict('once'), new Conflict('twice')))).toBe(3);
});

test('retryOnConflict(...) passes the number of the attempt', async () => {
  const seen: number[] = [];
  await retryOnConflict((attempt) => {
    seen.push(attempt);
    return attempt < 3 ? Promise.reject(new Conflict('meanwhile')) : Promise.resolve();
  });
  expect(seen).toEqual([1, 2, 3]);
});

test('retryOnConflict(...) throws the last conflict after the given number of attempts', async () => {
  const last = new Conflict('last');
  const work = failing(new Conflict('first'), last, new Conflict('never thrown'));
  await expect(retryOnConflict(work, { attempts: 2 })).rejects.toBe(last);
});

test.each([new NotFound('erased'), new TypeError('a defect'), new Error('unknown')])(
  'retryOnConflict(...) throws %s at once',
  async (error) => {
    await expect(retryOnConflict(failing(error))).rejects.toBe(error);
  },
);

test('retryOnNotFound(...) runs the work again when a visitor was erased in between, and for no other error', async () => {
  const conflict = new Conflict('not its business');
  expect(await retryOnNotFound(failing(new NotFound('erased')))).toBe(2);
  await expect(retryOnNotFound(failing(conflict))).rejects.toBe(conflict);
});
