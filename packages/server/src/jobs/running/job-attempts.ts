import { setTimeout as wait } from 'node:timers/promises';
import type { Id } from '../../stores/port/documents.js';
import type { Lease, Store } from '../../stores/port/store.js';
import type { JobDefinition, JobSummary } from '../job.js';
import { closeJobAlert, openJobAlert } from './job-alerts.js';
import type { Place } from './slots.js';
import type { JobExecutor } from './worker-pool.js';

export interface JobLog {
  info(details: object, message: string): void;
  warn(details: object, message: string): void;
}

/** One run of a job, over all its attempts. */
export interface JobRunTask {
  shopId: Id;
  definition: JobDefinition;
  input: Record<string, unknown>;
  lease: Lease;
  /** Aborted when the lease is lost or the server stops. */
  signal: AbortSignal;
  place: Place;
}

export interface JobAttemptsOptions {
  store: Store;
  executor: JobExecutor;
  clock: () => Date;
  log: JobLog;
  /** Milliseconds to wait after a failed attempt. */
  backoff: (attempt: number) => number;
}

/** A progress report is stored when it is this much further than the last one: each is a write. */
const progressStep = 0.02;

/** Tries a job until it succeeds or its attempts are used up, and records every attempt. */
export class JobAttempts {
  private readonly store: Store;
  private readonly executor: JobExecutor;
  private readonly clock: () => Date;
  private readonly log: JobLog;
  private readonly backoff: (attempt: number) => number;

  constructor({ store, executor, clock, log, backoff }: JobAttemptsOptions) {
    this.store = store;
    this.executor = executor;
    this.clock = clock;
    this.log = log;
    this.backoff = backoff;
  }

  /** Throws what the last attempt threw, after an alert to the owner. */
  async run(task: JobRunTask): Promise<JobSummary> {
    const { shopId, definition, signal, place } = task;
    const job = definition.name;
    await this.closeLostRuns(shopId, job);
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.runOnce(task, attempt);
      } catch (error) {
        this.log.warn({ shopId, job, attempt, err: error }, 'job failed');
        if (signal.aborted) throw error;
        if (attempt >= definition.maxAttempts) {
          await openJobAlert(this.store, shopId, job, { attempts: attempt, at: this.clock() });
          throw error;
        }
        // Other jobs may run during the wait. The lease stays, because this process makes the next attempt.
        place.leave();
        await wait(this.backoff(attempt), undefined, { signal });
        await place.take();
      }
    }
  }

  private async runOnce(task: JobRunTask, attempt: number): Promise<JobSummary> {
    const { shopId, definition } = task;
    const job = definition.name;
    const run = await this.store.jobRuns.start(shopId, job, attempt, this.clock());
    try {
      const summary = await this.execute(task, run.id);
      await this.store.jobRuns.finish(shopId, run.id, {
        status: 'succeeded',
        summary,
        finishedAt: this.clock(),
      });
      await closeJobAlert(this.store, shopId, job, this.clock());
      this.log.info({ shopId, job, attempt, ...summary }, 'job done');
      return summary;
    } catch (error) {
      await this.recordFailure(shopId, job, run.id, error);
      throw error;
    }
  }

  private execute({ shopId, definition, input, lease, signal }: JobRunTask, runId: Id): Promise<JobSummary> {
    const job = definition.name;
    const timeout = AbortSignal.timeout(definition.timeoutMs);
    let stored = 0;
    return this.executor.execute({
      job,
      shopId,
      input,
      lease,
      signal: AbortSignal.any([signal, timeout]),
      progress: (fraction) => {
        if (fraction - stored < progressStep) return;
        stored = fraction;
        // The next report makes up for one that could not be stored.
        this.store.jobRuns.progress(shopId, runId, fraction).catch(() => undefined);
      },
      log: (message, details) => this.log.info({ shopId, job, ...details }, message),
    });
  }

  /** When the store itself failed, the next run finds this one still open and marks it as lost. */
  private async recordFailure(shopId: Id, job: string, runId: Id, error: unknown): Promise<void> {
    const failure = { status: 'failed', error: messageOf(error), finishedAt: this.clock() } as const;
    await this.store.jobRuns
      .finish(shopId, runId, failure)
      .catch((cause: unknown) => this.log.warn({ shopId, job, err: cause }, 'failure could not be recorded'));
  }

  /** The caller holds the lease, so a run that still counts as running belongs to a process that died. */
  private async closeLostRuns(shopId: Id, job: string): Promise<void> {
    for (const run of await this.store.jobRuns.list(shopId, job, 10)) {
      if (run.status === 'running') {
        await this.store.jobRuns.finish(shopId, run.id, { status: 'lost', finishedAt: this.clock() });
      }
    }
  }
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
