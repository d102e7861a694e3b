import { setImmediate as otherWork } from 'node:timers/promises';

const sliceMs = 8;

/** Called between the steps of a long piece of work: after each 8 ms of them other work (requests) has a turn. */
export function createPauses(): () => Promise<void> {
  let end = performance.now() + sliceMs;
  return async () => {
    if (performance.now() < end) return;
    await otherWork();
    end = performance.now() + sliceMs;
  };
}

/** Runs a generator to its end, with a pause wherever one is due. */
export async function finishInSlices<T>(steps: Generator<unknown, T>): Promise<T> {
  const pause = createPauses();
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    await pause();
  }
}
