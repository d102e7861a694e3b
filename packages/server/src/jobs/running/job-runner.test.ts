import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ShopDocument } from '../../stores/port/documents.js';
import { createSqliteStore } from '../../stores/sqlite/sqlite-store.js';
import type { Store } from '../../stores/port/store.js';
import { testSettings } from '../../../test/store-contract/settings.js';
import type { JobContext, JobDefinition, JobSummary } from '../job.js';
import { JobRunner } from './job-runner.js';

let directory: string;
let store: Store;
let shop: ShopDocument;
let now: Date;
const runners: JobRunner[] = [];

beforeEach(async () => {
  directory = mkdtempSync(path.join(tmpdir(), 'runner-'));
  store = await createSqliteStore({ file: path.join(directory, 'x.db') });
  shop = await store.shops.create({ name: 'tea', settings: testSettings });
  now = new Date('2026-11-22T12:00:00Z');
});
afterEach(async () => {
  await Promise.all(runners.splice(0).map((runner) => runner.close()));
  await store.close();
  rmSync(directory, { recursive: true });
});

type Run = (context: JobContext) => Promise<JobSummary>;

/** A runner whose jobs run in this thread. Two runners act as two processes. */
function runnerOf(run: Run, definition: Partial<JobDefinition> = {}): JobRunner {
  const job: JobDefinition = {
    name: 'watch-data',
    schedule: null,
    leaseMs: 60_000,
    timeoutMs: 60_000,
    maxAttempts: 3,
    isDue: async () => true,
    run,
    ...definition,
  };
  const runner = new JobRunner({
    openStoreOptions: { dataDirectory: directory },
    store,
    definitions: [job],
    clock: () => now,
    log: { info: () => undefined, warn: () => undefined },
    workers: 1,
    backoff: () => 0,
    executor: {
      execute: (work) => job.run({ ...work, store, now: () => now }),
      close: async () => undefined,
    },
  });
  runners.push(runner);
  return runner;
}

const runsOf = () => store.jobRuns.list(shop.id, 'watch-data');

/** A promise and the function that resolves it. */
function gate() {
  let open = () => undefined as void;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { open, opened };
}

test('runNow(...) returns the summary and records the run', async () => {
  const runner = runnerOf(async ({ input }) => ({ items: Number(input.items) }));
  expect(await runner.runNow(shop.id, 'watch-data', { items: 4 })).toEqual({ items: 4 });
  expect(await runsOf()).toMatchObject([{ status: 'succeeded', summary: { items: 4 }, attempt: 1 }]);
});

test('a job that fails is tried again; its success closes the alert', async () => {
  let calls = 0;
  const runner = runnerOf(async () => {
    calls += 1;
    if (calls < 5) throw new Error(`attempt ${calls} failed`);
    return {};
  });
  await expect(runner.runNow(shop.id, 'watch-data')).rejects.toThrow('attempt 3 failed');
  const alerts = await store.alerts.listOpen(shop.id);
  expect(alerts).toMatchObject([{ key: 'job-failed:watch-data', kind: 'job-failed' }]);
  // The owner reads a sentence made from these. The error is only logged.
  expect(alerts[0]!.values).toEqual({ job: 'watch-data', attempts: 3 });
  await runner.runNow(shop.id, 'watch-data');
  expect((await runsOf()).map(({ status, attempt }) => `${status} ${attempt}`).sort()).toEqual([
    'failed 1',
    'failed 1',
    'failed 2',
    'failed 3',
    'succeeded 2',
  ]);
  expect(await store.alerts.listOpen(shop.id)).toEqual([]);
});

test('two runners at once run a job one at a time', async () => {
  const { open, opened } = gate();
  const began = gate();
  const first = runnerOf(async () => {
    began.open();
    await opened;
    return { by: 'first' };
  });
  const second = runnerOf(async () => ({ by: 'second' }));
  const underWay = first.runNow(shop.id, 'watch-data');
  await began.opened;
  await expect(second.runNow(shop.id, 'watch-data')).rejects.toThrow('another process');
  open();
  expect(await underWay).toEqual({ by: 'first' });
  expect(await second.runNow(shop.id, 'watch-data')).toEqual({ by: 'second' });
});

test('runNow(...) twice in one process runs the job twice, one after the other', async () => {
  let [active, most] = [0, 0];
  const runner = runnerOf(async () => {
    active += 1;
    most = Math.max(most, active);
    await store.ping();
    active -= 1;
    return {};
  });
  await Promise.all([runner.runNow(shop.id, 'watch-data'), runner.runNow(shop.id, 'watch-data')]);
  expect(most).toBe(1);
  expect(await runsOf()).toHaveLength(2);
});

test('a queued job whose shop was removed ends without running', async () => {
  const other = await store.shops.create({ name: 'coffee', settings: testSettings });
  const { open, opened } = gate();
  const began = gate();
  const ran: string[] = [];
  const runner = runnerOf(async ({ shopId }) => {
    ran.push(shopId);
    began.open();
    await opened;
    return { items: 1 };
  });
  const first = runner.runNow(other.id, 'watch-data');
  await began.opened;
  const queued = runner.runNow(shop.id, 'watch-data');
  await store.shops.beginRemoval('tea');
  open();
  expect(await first).toEqual({ items: 1 });
  expect(await queued).toEqual({});
  expect(ran).toEqual([other.id]);
  expect(await runsOf()).toEqual([]);
});

test('the run of a process that died is marked as lost by the next run, after its lease has ended', async () => {
  const lease = await store.leases.acquire(`job:${shop.id}:watch-data`, 'dead', 60_000, now);
  expect(lease).not.toBeNull();
  await store.jobRuns.start(shop.id, 'watch-data', 1, now);
  const runner = runnerOf(async () => ({}));
  await expect(runner.runNow(shop.id, 'watch-data')).rejects.toThrow('another process');
  now = new Date(now.getTime() + 60_001);
  await runner.runNow(shop.id, 'watch-data');
  expect((await runsOf()).map(({ status }) => status)).toEqual(['succeeded', 'lost']);
});

test('runDue() runs due jobs, passes them their last success, and lets them rest after a failure', async () => {
  const seen: (Date | null)[] = [];
  let fails = false;
  const runner = runnerOf(
    async () => {
      if (fails) throw new Error('broken');
      return {};
    },
    {
      maxAttempts: 1,
      isDue: async (_store, _shopId, lastSuccess) => {
        seen.push(lastSuccess);
        return true;
      },
    },
  );
  await runner.runDue();
  const firstRun = now;
  expect(seen).toEqual([null, null]);
  fails = true;
  now = new Date(now.getTime() + 60_000);
  await runner.runDue();
  expect(seen.at(-1)).toEqual(firstRun);
  expect(await runsOf()).toHaveLength(2);
  now = new Date(now.getTime() + 14 * 60_000);
  await runner.runDue();
  expect(await runsOf()).toHaveLength(2);
  now = new Date(now.getTime() + 2 * 60_000);
  await runner.runDue();
  expect(await runsOf()).toHaveLength(3);
});

test('a job over its time is told to stop', async () => {
  const runner = runnerOf(
    ({ signal }) =>
      new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error))),
    { timeoutMs: 5, maxAttempts: 1 },
  );
  await expect(runner.runNow(shop.id, 'watch-data')).rejects.toThrow();
  expect(await runsOf()).toMatchObject([{ status: 'failed' }]);
});

/** A runner with these jobs, which run in this thread. */
function runnerOfJobs(jobs: Partial<JobDefinition>[], workers: number): JobRunner {
  const definitions = jobs.map((job): JobDefinition => ({
    name: 'watch-data',
    schedule: null,
    leaseMs: 60_000,
    timeoutMs: 60_000,
    maxAttempts: 1,
    isDue: async () => true,
    run: async () => ({}),
    ...job,
  }));
  const runner = new JobRunner({
    openStoreOptions: { dataDirectory: directory },
    store,
    definitions,
    clock: () => now,
    log: { info: () => undefined, warn: () => undefined },
    workers,
    backoff: () => 0,
    executor: {
      execute: (work) =>
        definitions.find(({ name }) => name === work.job)!.run({ ...work, store, now: () => now }),
      close: async () => undefined,
    },
  });
  runners.push(runner);
  return runner;
}

test('a job that waits for a thread holds no lease, has no run, and its time has not begun', async () => {
  const other = await store.shops.create({ name: 'books', settings: testSettings });
  const { open, opened } = gate();
  const began = gate();
  const runner = runnerOfJobs(
    [
      {
        run: async ({ shopId, signal }) => {
          if (shopId === shop.id) {
            began.open();
            await opened;
          }
          signal.throwIfAborted();
          return { by: shopId };
        },
      },
    ],
    1,
  );
  const first = runner.runNow(shop.id, 'watch-data');
  await began.opened;
  const second = runner.runNow(other.id, 'watch-data');
  await store.ping();
  expect(await store.jobRuns.list(other.id)).toEqual([]);
  const lease = await store.leases.acquire(`job:${other.id}:watch-data`, 'another', 1, now);
  expect(lease).not.toBeNull();
  await store.leases.release(lease!);
  open();
  await first;
  expect(await second).toEqual({ by: other.id });
});

test('long jobs, one or two, do not delay a short job of another shop', async () => {
  const other = await store.shops.create({ name: 'books', settings: testSettings });
  const { open, opened } = gate();
  let longAtOnce = 0;
  const runner = runnerOfJobs(
    [
      {
        name: 'learn-demand',
        isLong: true,
        run: async () => {
          longAtOnce += 1;
          await opened;
          expect(longAtOnce).toBe(1);
          longAtOnce -= 1;
          return {};
        },
      },
      { name: 'train-assistant' },
    ],
    2,
  );
  const long = [shop, other].map(({ id }) => runner.runNow(id, 'learn-demand'));
  await runner.runNow(other.id, 'train-assistant');
  await runner.runNow(shop.id, 'train-assistant');
  open();
  await Promise.all(long);
});

test('a due job runs while another one runs, although the due check of a third fails', async () => {
  const { open, opened } = gate();
  const began = gate();
  const runs: string[] = [];
  const runner = runnerOfJobs(
    [
      {
        name: 'apply-retention',
        isDue: async () => {
          throw new Error('this shop’s data cannot be read');
        },
      },
      {
        name: 'learn-recommendations',
        run: async () => {
          runs.push('learn-recommendations');
          began.open();
          await opened;
          return {};
        },
      },
      {
        name: 'train-assistant',
        isDue: async () => runs.length > 0,
        run: async () => (runs.push('train'), {}),
      },
    ],
    2,
  );
  const first = runner.runDue();
  await began.opened;
  const second = runner.runDue();
  await second;
  expect(runs).toEqual(['learn-recommendations', 'train']);
  open();
  await first;
  expect(runs).toEqual(['learn-recommendations', 'train']);
});

test('a request of another process runs once, however often it was made', async () => {
  const { open, opened } = gate();
  const ran = gate();
  let runs = 0;
  const runner = runnerOfJobs(
    [
      {
        run: async () => {
          runs += 1;
          await opened;
          ran.open();
          return {};
        },
      },
    ],
    1,
  );
  for (let i = 0; i < 5; i++) await store.jobRuns.request(shop.id, 'watch-data', now);
  await Promise.all([runner.beginRequested(shop.id), runner.beginRequested(shop.id)]);
  open();
  await ran.opened;
  await runner.close();
  expect(runs).toBe(1);
  expect(await store.jobRuns.listRequested(shop.id)).toEqual([]);
  expect(await runsOf()).toHaveLength(1);
});

test('close() stops running jobs, records that, and releases their leases', async () => {
  const began = gate();
  const runner = runnerOf(({ signal }) => {
    began.open();
    return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)));
  });
  const underWay = runner.runNow(shop.id, 'watch-data');
  const refused = expect(underWay).rejects.toThrow('stopping');
  await began.opened;
  await runner.close();
  await refused;
  expect(await runsOf()).toMatchObject([{ status: 'failed', error: 'The server is stopping.' }]);
  expect(await store.leases.acquire(`job:${shop.id}:watch-data`, 'next', 1000, now)).not.toBeNull();
});

test('a job whose lease was taken over during a pause publishes nothing', async () => {
  const runner = runnerOf(
    async ({ shopId, store: jobsStore, lease }) => {
      // As in a long pause of the machine, the lease runs out and another process takes it over.
      const later = new Date(now.getTime() + 61_000);
      await store.leases.acquire(lease!.name, 'another process', 60_000, later);
      const made = { metrics: {}, status: 'serving' } as const;
      await jobsStore.models.put(shopId, 'recommender', Uint8Array.of(1), made, lease);
      return {};
    },
    { maxAttempts: 1 },
  );
  await expect(runner.runNow(shop.id, 'watch-data')).rejects.toThrow('taken over');
  expect(await store.models.findServing(shop.id, 'recommender')).toBeNull();
});
