import type { JobContext } from '../src/jobs/job.js';

/** What a job run by hand is given: never aborted, no lease, telling nobody how far it is. */
export function jobContext(
  given: Pick<JobContext, 'shopId' | 'store' | 'now'> & Partial<JobContext>,
): JobContext {
  return {
    signal: new AbortController().signal,
    progress: () => undefined,
    log: () => undefined,
    input: {},
    lease: undefined,
    ...given,
  };
}
