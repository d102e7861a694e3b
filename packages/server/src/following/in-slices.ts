import { setImmediate as otherWork } from 'node:timers/promises';

/** Milliseconds of work between two pauses: what a waiting request hardly notices. */
const sliceMs = 8;

/**
 * Returns a function to await between the steps of long work: every 8 ms it lets other work, such as
 * requests, run.
 */
export function createPauses(): () => Promise<void> {
  let end = performance.now() + sliceMs;
  return async () => {
    if (performance.now() < end) return;
    await otherWork();
    end = performance.now() + sliceMs;
  };
}

/** Runs a generator to its end, with a pause every 8 ms. */
export async function finishInSlices<T>(steps: Generator<unknown, T>): Promise<T> {
  const pause = createPauses();
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    await pause();
  }
}
