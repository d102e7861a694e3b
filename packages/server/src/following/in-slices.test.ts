import { afterEach, expect, it, vi } from 'vitest';
import { finishInSlices } from './in-slices.js';

afterEach(() => vi.restoreAllMocks());

it('finishInSlices(...) lets other work run every 8 ms, and returns what the generator returns', async () => {
  let clock = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => clock);
  const happened: string[] = [];
  const result = await finishInSlices(
    (function* () {
      for (let step = 1; step <= 4; step++) {
        clock += 4;
        happened.push(`step ${step}`);
        if (step === 1) setImmediate(() => happened.push('a request'));
        yield;
      }
      return 'all';
    })(),
  );
  expect(result).toBe('all');
  expect(happened).toEqual(['step 1', 'step 2', 'a request', 'step 3', 'step 4']);
});
