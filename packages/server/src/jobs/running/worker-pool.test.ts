import { afterAll, expect, test, vi } from 'vitest';
import { WorkerPool, type JobWork } from './worker-pool.js';

const pool = new WorkerPool({
  openStoreOptions: { dataDirectory: '/nowhere' },
  workers: 1,
  workerFile: new URL('./fixtures/worker-behaviours.mjs', import.meta.url).href,
  graceMs: 50,
  maxHeapMb: 64,
});
afterAll(() => pool.close());

const work = (job: string, signal = new AbortController().signal, executor = pool) => {
  const seen: unknown[] = [];
  const task: JobWork = {
    job,
    shopId: 'a'.repeat(24),
    input: {},
    lease: undefined,
    signal,
    progress: (fraction) => seen.push(fraction),
    log: (message) => seen.push(message),
  };
  return { seen, ended: executor.execute(task) };
};

test('execute(...) returns the summary and passes progress and log on', async () => {
  const { seen, ended } = work('works');
  expect(await ended).toEqual({ items: 3 });
  expect(seen).toEqual([0.5, 'half-way']);
});

test('a worker that crashes fails its job, and the next job runs', async () => {
  await expect(work('crashes').ended).rejects.toThrow(/exit/i);
  expect(await work('works').ended).toEqual({ items: 3 });
});

test('a worker that runs out of memory fails its job, and this process lives', async () => {
  await expect(work('runs-out-of-memory').ended).rejects.toThrow(/memory/i);
  expect(await work('works').ended).toEqual({ items: 3 });
});

test('an abort reaches the job in its thread', async () => {
  const abort = new AbortController();
  const { ended } = work('stops-when-told', abort.signal);
  abort.abort(new Error('the lease was lost'));
  await expect(ended).rejects.toThrow('the lease was lost');
});

test('a job that ignores the signal is ended after the grace time', async () => {
  const abort = new AbortController();
  const { ended } = work('hangs', abort.signal);
  abort.abort(new Error('the time is up'));
  await expect(ended).rejects.toThrow('the time is up');
  expect(await work('works').ended).toEqual({ items: 3 });
});

test('execute(...) does not begin when the signal is aborted already', async () => {
  await expect(work('works', AbortSignal.abort(new Error('too late'))).ended).rejects.toThrow('too late');
});

test('a worker that cannot start fails only its job, and neither this process nor a running job', async () => {
  const threads = new WorkerPool({
    openStoreOptions: { dataDirectory: '/nowhere' },
    workers: 2,
    workerFile: new URL('./fixtures/worker-that-may-not-start.mjs', import.meta.url).href,
  });
  const { seen, ended: other } = work('works-a-while', undefined, threads);
  await vi.waitUntil(() => seen.length > 0);
  vi.stubEnv('THREADS_CANNOT_START', 'yes');
  await expect(work('works', undefined, threads).ended).rejects.toThrow('The thread cannot start.');
  expect(await other).toEqual({ items: 4 });
  vi.unstubAllEnvs();
  await threads.close();
});
