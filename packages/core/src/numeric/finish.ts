/** Runs a generator of steps to its end at once, for callers who need not let anything else have a turn. */
export function finish<T>(steps: Generator<unknown, T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
