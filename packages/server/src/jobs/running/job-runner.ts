import { randomUUID } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { Cron } from 'croner';
import type { JobName } from '@shelfwise/core/wire';
import type { Id } from '../../stores/port/documents.js';
import type { OpenStoreOptions } from '../../stores/open-store.js';
import { KeyedQueue } from '../../outside/calling/keyed-queue.js';
import { Conflict } from '../../stores/port/store-errors.js';
import type { Store } from '../../stores/port/store.js';
import type { JobDefinition, JobSummary } from '../job.js';
import { backoffMs } from './backoff.js';
import { DueJobs } from './due-jobs.js';
import { JobAttempts, type JobLog } from './job-attempts.js';
import { withLease } from './leases.js';
import { Place, Slots } from './slots.js';
import { WorkerPool, type JobExecutor } from './worker-pool.js';

export interface JobRunnerOptions {
  openStoreOptions: OpenStoreOptions;
  store: Store;
  definitions: readonly JobDefinition[];
  clock: () => Date;
  log: JobLog;
  /** Most worker threads, and so most jobs at once. Long jobs leave one of several free for short ones. */
  workers: number;
  /** Due jobs wait during an import: they would learn from a part of the data and have to run again. */
  isImporting?: (shopId: Id) => boolean;
  /** Runs the jobs. Worker threads when absent. */
  executor?: JobExecutor;
  /** Milliseconds to wait after a failed attempt. Replaced in tests. */
  backoff?: (attempt: number) => number;
}

/** Time that running jobs have to stop when the server closes. */
const closeWithinMs = 10_000;

/**
 * Runs jobs by schedule, when they are due (checked every minute) and on demand. Each run holds the lease
 * `job:<shop>:<name>`, records every attempt, and is tried again after a growing wait. When the last attempt
 * fails, the owner gets an alert and the job rests for a while.
 */
export class JobRunner {
  private readonly store: Store;
  private readonly definitions: readonly JobDefinition[];
  private readonly clock: () => Date;
  private readonly log: JobLog;
  private readonly executor: JobExecutor;
  private readonly slots: Slots;
  private readonly attempts: JobAttempts;
  private readonly dueJobs: DueJobs;
  /** Runs one job of a shop at a time. The lease keeps other processes from running it. */
  private readonly queue = new KeyedQueue();
  private readonly stopping = new AbortController();
  private readonly timers: Cron[] = [];

  constructor(options: JobRunnerOptions) {
    this.store = options.store;
    this.definitions = options.definitions;
    this.clock = options.clock;
    this.log = options.log;
    this.executor = options.executor ?? new WorkerPool(options);
    this.slots = new Slots(options.workers);
    this.attempts = new JobAttempts({
      ...options,
      executor: this.executor,
      backoff: options.backoff ?? ((attempt) => backoffMs(attempt, Math.random())),
    });
    this.dueJobs = new DueJobs({
      ...options,
      isBegun: (shopId, { name }) => this.queue.has(runKey(shopId, name)),
      begin: (shopId, definition, isWanted) => this.begin(shopId, definition, isWanted),
      isImporting: options.isImporting ?? (() => false),
    });
    // One listener for each waiting run: up to as many as there are shops and jobs.
    setMaxListeners(0, this.stopping.signal);
  }

  /** Begins schedules, due checks and the search for requests of other processes. */
  start(): void {
    for (const definition of this.definitions) {
      if (definition.schedule !== null) {
        this.every(definition.schedule, () => this.dueJobs.beginScheduled(definition));
      }
    }
    this.every('* * * * *', () => this.dueJobs.beginDue());
    this.every('*/3 * * * * *', () => this.dueJobs.beginAllRequested());
  }

  /**
   * Runs the job, after the run under way if there is one, and returns its summary. Throws what the last
   * attempt threw.
   */
  async runNow(shopId: Id, job: JobName, input: Record<string, unknown> = {}): Promise<JobSummary> {
    const definition = this.definitions.find(({ name }) => name === job);
    if (!definition) throw new RangeError(`There is no job named "${job}".`);
    const summary = await this.queue.run(runKey(shopId, job), () =>
      this.runWithLease(shopId, definition, input),
    );
    if (!summary) throw new Conflict(`The job ${job} is running in another process.`);
    return summary;
  }

  /** Begins at once the jobs that were requested of this shop, here or in another process. */
  beginRequested(shopId: Id): Promise<void> {
    return this.dueJobs.beginRequested(shopId);
  }

  /** Makes one due check over all shops. Resolves when the jobs that it began have ended. */
  async runDue(): Promise<void> {
    await Promise.all(await this.dueJobs.beginDue());
  }

  /** Begins nothing more, and tells running jobs to stop. */
  async close(): Promise<void> {
    for (const timer of this.timers) timer.stop();
    this.stopping.abort(new Error('The server is stopping.'));
    const allDone = this.queue.settled();
    await Promise.race([allDone, wait(closeWithinMs, undefined, { ref: false })]);
    await this.executor.close();
    await allDone;
  }

  private every(pattern: string, work: () => Promise<unknown>): void {
    const timer = new Cron(pattern, { timezone: 'UTC', unref: true, protect: true }, async () => {
      await this.inBackground(work());
    });
    this.timers.push(timer);
  }

  private begin(shopId: Id, definition: JobDefinition, isWanted: () => Promise<boolean>): Promise<unknown> {
    return this.inBackground(
      this.queue.run(runKey(shopId, definition.name), () =>
        this.runWithLease(shopId, definition, {}, isWanted),
      ),
    );
  }

  /** Failures are recorded and reported before they arrive here. The schedule continues. */
  private inBackground(work: Promise<unknown>): Promise<unknown> {
    return work.catch((error: unknown) => {
      if (!this.stopping.signal.aborted) this.log.warn({ err: error }, 'job ended without success');
    });
  }

  /**
   * Returns undefined when another process holds the lease, and an empty summary when the job is not wanted.
   */
  private async runWithLease(
    shopId: Id,
    definition: JobDefinition,
    input: Record<string, unknown>,
    isWanted: () => Promise<boolean> = () => Promise.resolve(true),
  ): Promise<JobSummary | undefined> {
    this.stopping.signal.throwIfAborted();
    const abort = new AbortController();
    const stop = () => abort.abort(this.stopping.signal.reason);
    this.stopping.signal.addEventListener('abort', stop);
    const { signal } = abort;
    const place = new Place(this.slots, definition.isLong ?? false, signal);
    try {
      // The place comes before the lease, so that a waiting run does not keep other processes from running
      // the job.
      await place.take();
      const name = `job:${shopId}:${definition.name}`;
      const { leases } = this.store;
      const { clock } = this;
      const held = await withLease(
        { leases, name, owner: randomUUID(), ttlMs: definition.leaseMs, clock, abort },
        async (lease) =>
          // The removal of a shop waits for the leases taken before it. After it, nothing may begin.
          (await this.store.shops.findById(shopId)) && (await isWanted())
            ? this.attempts.run({ shopId, definition, input, lease, signal, place })
            : {},
      );
      return held?.value;
    } finally {
      place.leave();
      this.stopping.signal.removeEventListener('abort', stop);
    }
  }
}

const runKey = (shopId: Id, job: JobName) => `${shopId}/${job}`;
