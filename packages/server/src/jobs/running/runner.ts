import { randomUUID } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { setImmediate as nextTurn, setTimeout as wait } from 'node:timers/promises';
import { Cron } from 'croner';
import type { Id, ShopDocument } from '../../stores/port/documents.js';
import type { OpenStoreOptions } from '../../stores/open-store.js';
import { Conflict } from '../../stores/port/store-errors.js';
import type { Lease, Store } from '../../stores/port/store.js';
import { backoffMs } from './backoff.js';
import { closeJobAlert, openJobAlert } from './job-alerts.js';
import type { JobDefinition, JobSummary } from '../job.js';
import { withLease } from './leases.js';
import { createSlots } from './slots.js';
import { createWorkerPool, type JobExecutor } from './worker-pool.js';

/**
 * Decides when a job runs, and what becomes of it: by schedule, when it is due (asked every minute), and on demand.
 * Each run holds the lease `job:<shop>:<name>`, leaves a record for every attempt, and is tried again after a growing
 * wait. When the last attempt fails the owner gets an alert, and the job is left alone for a while.
 */
export interface JobRunner {
  /** Begins schedules and due checks. */
  start(): void;
  /** Runs the job, after the one under way if there is one, and answers its summary. Throws what the last attempt threw. */
  runNow(shopId: Id, job: JobDefinition['name'], input?: Record<string, unknown>): Promise<JobSummary>;
  /** Begins at once what was requested of this shop, here or by another process; `start` looks every few seconds. */
  beginRequested(shopId: Id): Promise<void>;
  /** One due check over all shops; resolves when the jobs it began have ended. */
  runDue(): Promise<void>;
  /** Begins nothing more; what runs is told to stop and has ten seconds. */
  close(): Promise<void>;
}

export interface JobLog {
  info(details: object, message: string): void;
  warn(details: object, message: string): void;
}

export interface JobRunnerOptions {
  openStoreOptions: OpenStoreOptions;
  store: Store;
  definitions: readonly JobDefinition[];
  clock: () => Date;
  log: JobLog;
  /** Worker threads at most, and so jobs at once; long jobs leave one of several free for short ones. */
  workers: number;
  /** While history is being imported, what is due waits: a job would learn from a part and have to run again. */
  isImporting?: (shopId: Id) => boolean;
  /** Where jobs run; worker threads when absent. */
  executor?: JobExecutor;
  /** The wait between attempts; replaced in tests. */
  backoff?: (attempt: number) => number;
}

/** After a job failed for good it is not begun again unasked for this long. */
const restAfterFailureMs = 15 * 60_000;
/** Schedules of several processes fire together: who comes second finds a success this fresh and leaves it. */
const sameFiringMs = 60_000;
const closeWithinMs = 10_000;

export function createJobRunner(options: JobRunnerOptions): JobRunner {
  const {
    store,
    definitions,
    clock,
    log,
    isImporting = () => false,
    backoff = (attempt) => backoffMs(attempt, Math.random()),
  } = options;
  const executor = options.executor ?? createWorkerPool(options);
  const slots = createSlots(options.workers);
  const stopping = new AbortController();
  // One for each run that waits: as many as there are shops and jobs.
  setMaxListeners(0, stopping.signal);
  const running = new Map<string, Promise<unknown>>();
  const timers: Cron[] = [];

  /** One at a time for each shop and job in this process; the lease sees to the other processes. */
  function inTurn<T>(shopId: Id, job: string, work: () => Promise<T>): Promise<T> {
    const name = `${shopId}/${job}`;
    const before = running.get(name) ?? Promise.resolve();
    const mine = before.then(work, work);
    const settled = mine
      .catch(() => undefined)
      .finally(() => {
        if (running.get(name) === settled) running.delete(name);
      });
    running.set(name, settled);
    return mine;
  }

  async function runWithLease(
    shopId: Id,
    definition: JobDefinition,
    input: Record<string, unknown>,
    isWanted: () => Promise<boolean> = () => Promise.resolve(true),
  ): Promise<JobSummary | undefined> {
    stopping.signal.throwIfAborted();
    const abort = new AbortController();
    const stop = () => abort.abort(stopping.signal.reason);
    stopping.signal.addEventListener('abort', stop);
    const takePlace = () => slots.take(definition.isLong ?? false, abort.signal);
    let leave: (() => void) | undefined;
    try {
      // The place comes first: who waits for one holds nothing that another process might use meanwhile.
      leave = await takePlace();
      const place: Place = {
        leave,
        again: async () => {
          leave = await takePlace();
          place.leave = leave;
        },
      };
      const held = await withLease(
        {
          leases: store.leases,
          name: `job:${shopId}:${definition.name}`,
          owner: randomUUID(),
          ttlMs: definition.leaseMs,
          clock,
          abort,
        },
        async (lease) =>
          // Who removes a shop sees every lease from before; with one from after, nothing must begin.
          (await store.shops.findById(shopId)) && (await isWanted())
            ? attempts(shopId, definition, input, { lease, signal: abort.signal }, place)
            : {},
      );
      return held?.value;
    } finally {
      leave?.();
      stopping.signal.removeEventListener('abort', stop);
    }
  }

  async function attempts(
    shopId: Id,
    definition: JobDefinition,
    input: Record<string, unknown>,
    held: Held,
    place: Place,
  ): Promise<JobSummary> {
    const { signal } = held;
    const job = definition.name;
    await closeLostRuns(shopId, job);
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await oneAttempt(shopId, definition, input, attempt, held);
      } catch (error) {
        log.warn({ shopId, job, attempt, err: error }, 'job failed');
        if (signal.aborted) throw error;
        if (attempt >= definition.maxAttempts) {
          await openJobAlert(store, shopId, job, { attempts: attempt, at: clock() });
          throw error;
        }
        // Others may run meanwhile. The lease stays: the next attempt is this process's.
        place.leave();
        await wait(backoff(attempt), undefined, { signal });
        await place.again();
      }
    }
  }

  async function oneAttempt(
    shopId: Id,
    definition: JobDefinition,
    input: Record<string, unknown>,
    attempt: number,
    { lease, signal }: Held,
  ): Promise<JobSummary> {
    const job = definition.name;
    const run = await store.jobRuns.start(shopId, job, attempt, clock());
    const timeout = AbortSignal.timeout(definition.timeoutMs);
    let noted = 0;
    try {
      const summary = await executor.execute({
        job,
        shopId,
        input,
        lease,
        signal: AbortSignal.any([signal, timeout]),
        progress: (fraction) => {
          // Every percent would be a write too many; a lost one is made good by the next.
          if (fraction - noted < 0.02) return;
          noted = fraction;
          store.jobRuns.progress(shopId, run.id, fraction).catch(() => undefined);
        },
        log: (message, details) => log.info({ shopId, job, ...details }, message),
      });
      await store.jobRuns.finish(shopId, run.id, { status: 'succeeded', summary, finishedAt: clock() });
      await closeJobAlert(store, shopId, job, clock());
      log.info({ shopId, job, attempt, ...summary }, 'job done');
      return summary;
    } catch (error) {
      // When the store itself is what failed, the next run finds this one still open and calls it lost.
      await store.jobRuns
        .finish(shopId, run.id, { status: 'failed', error: messageOf(error), finishedAt: clock() })
        .catch((failure: unknown) =>
          log.warn({ shopId, job, err: failure }, 'failure could not be recorded'),
        );
      throw error;
    }
  }

  /** We hold the lease, so a run that still counts as running belongs to a process that is gone. */
  async function closeLostRuns(shopId: Id, job: string) {
    for (const run of await store.jobRuns.list(shopId, job, 10)) {
      if (run.status === 'running')
        await store.jobRuns.finish(shopId, run.id, { status: 'lost', finishedAt: clock() });
    }
  }

  async function isDue(shop: ShopDocument, definition: JobDefinition): Promise<boolean> {
    const runs = await store.jobRuns.list(shop.id, definition.name, 20);
    const last = runs.find(({ status }) => status !== 'requested');
    const now = clock();
    const restsUntil = (last?.finishedAt?.getTime() ?? 0) + restAfterFailureMs;
    if (last?.status === 'failed' && now.getTime() < restsUntil) return false;
    // From when it began: what arrived while it ran may not have been seen.
    const success = runs.find(({ status }) => status === 'succeeded');
    return definition.isDue(store, shop.id, success?.startedAt ?? null, now);
  }

  /** Failures are recorded and reported by then; the schedule goes on. */
  const inBackground = (work: Promise<unknown>) =>
    work.catch((error: unknown) => {
      if (!stopping.signal.aborted) log.warn({ err: error }, 'job ended without success');
    });

  /** Never waits for a job, nor for a shop whose data cannot be read: the others are due all the same. */
  async function beginDue(): Promise<Promise<unknown>[]> {
    const begun: Promise<unknown>[] = [];
    for (const shop of await store.shops.list()) {
      // The embedded store answers without a turn for anybody else: of hundreds of shops a request would wait for all.
      await nextTurn();
      if (isImporting(shop.id)) continue;
      for (const definition of definitions) {
        if (isBegun(shop.id, definition)) continue;
        try {
          // Asked for by hand while we looked, it has been begun by now.
          if (!(await isDue(shop, definition)) || isBegun(shop.id, definition)) continue;
        } catch (error) {
          log.warn({ shopId: shop.id, job: definition.name, err: error }, 'not known whether the job is due');
          continue;
        }
        begun.push(begin(shop.id, definition, () => isDue(shop, definition)));
      }
    }
    return begun;
  }

  async function beginScheduled(definition: JobDefinition): Promise<void> {
    const firedAt = clock().getTime();
    for (const shop of await store.shops.list()) {
      if (isBegun(shop.id, definition)) continue;
      const isWanted = async () => {
        const runs = await store.jobRuns.list(shop.id, definition.name, 5);
        return !runs.some(
          ({ status, startedAt }) =>
            status === 'succeeded' && Math.abs(startedAt.getTime() - firedAt) < sameFiringMs,
        );
      };
      void begin(shop.id, definition, isWanted);
    }
  }

  /** A job that runs already began before the wish: the wish stays, and is found when the job has ended. */
  async function beginRequested(shopId: Id): Promise<void> {
    for (const { job } of await store.jobRuns.listRequested(shopId)) {
      const definition = definitions.find(({ name }) => name === job);
      if (!definition || isBegun(shopId, definition)) continue;
      const isWanted = async () =>
        (await store.jobRuns.listRequested(shopId)).some((wish) => wish.job === job);
      void begin(shopId, definition, isWanted);
    }
  }

  async function beginAllRequested(): Promise<void> {
    for (const shop of await store.shops.list()) {
      await nextTurn();
      await beginRequested(shop.id);
    }
  }

  const isBegun = (shopId: Id, { name }: JobDefinition) => running.has(`${shopId}/${name}`);
  const begin = (shopId: Id, definition: JobDefinition, isWanted: () => Promise<boolean>) =>
    inBackground(inTurn(shopId, definition.name, () => runWithLease(shopId, definition, {}, isWanted)));

  return {
    start() {
      const every = (pattern: string, work: () => Promise<unknown>) =>
        timers.push(
          new Cron(pattern, { timezone: 'UTC', unref: true, protect: true }, async () => {
            await inBackground(work());
          }),
        );
      for (const definition of definitions)
        if (definition.schedule !== null) every(definition.schedule, () => beginScheduled(definition));
      every('* * * * *', beginDue);
      every('*/3 * * * * *', beginAllRequested);
    },
    async runNow(shopId, job, input = {}) {
      const definition = definitions.find(({ name }) => name === job);
      if (!definition) throw new RangeError(`There is no job named "${job}".`);
      const summary = await inTurn(shopId, job, () => runWithLease(shopId, definition, input));
      if (!summary) throw new Conflict(`The job ${job} is running in another process.`);
      return summary;
    },
    beginRequested,
    async runDue() {
      await Promise.all(await beginDue());
    },
    async close() {
      for (const timer of timers) timer.stop();
      stopping.abort(new Error('The server is stopping.'));
      const allDone = Promise.all(running.values());
      await Promise.race([allDone, wait(closeWithinMs, undefined, { ref: false })]);
      await executor.close();
      await allDone;
    },
  };
}

/** What a run may go on with, and until when. */
interface Held {
  lease: Lease;
  /** Aborted when the lease is lost or the server stops. */
  signal: AbortSignal;
}

/** Where a job runs between its first attempt and its last; given up while it waits. */
interface Place {
  leave(): void;
  again(): Promise<void>;
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
