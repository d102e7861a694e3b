import type { Logger } from 'pino';
import type { JobList, JobName, JobRun } from '@shelfwise/core/wire';
import type { Id, JobRunDocument, ShopDocument } from '../../stores/port/documents.js';
import type { Store } from '../../stores/port/store.js';
import { withoutUndefined } from '../../stores/port/without-undefined.js';

/** The part of the job runner that this resource needs. Resources do not import the room of jobs. */
export interface JobStarter {
  beginRequested(shopId: Id): Promise<void>;
}

export interface JobServiceOptions {
  store: Pick<Store, 'jobRuns'>;
  /**
   * Absent in a process that only answers requests: a process that runs jobs finds the request in the store.
   */
  runner?: JobStarter;
  definitions: readonly { name: string; maxAttempts: number }[];
  clock: () => Date;
  log: Logger;
}

/** Starts jobs by hand and lists how they went. */
export class JobService {
  private readonly store: JobServiceOptions['store'];
  private readonly runner: JobStarter | undefined;
  private readonly clock: () => Date;
  private readonly log: Logger;
  private readonly maxAttempts: ReadonlyMap<string, number>;

  constructor({ store, runner, definitions, clock, log }: JobServiceOptions) {
    this.store = store;
    this.runner = runner;
    this.clock = clock;
    this.log = log;
    this.maxAttempts = new Map(definitions.map((job) => [job.name, job.maxAttempts]));
  }

  /** Requests a run of the job. `list` shows how it goes. */
  async start(shop: ShopDocument, job: JobName, actor: string): Promise<void> {
    const at = this.clock();
    // The request is stored, so it outlives this process, and requesting again while it waits changes
    // nothing.
    await this.store.jobRuns.request(shop.id, job, at, () => ({
      at,
      actor,
      action: 'job.start',
      target: job,
    }));
    this.runner?.beginRequested(shop.id).catch((error: unknown) => {
      this.log.warn({ shop: shop.name, job, err: error }, 'job asked for by hand waits for the next look');
    });
  }

  async list(shop: ShopDocument, job: JobName | undefined, limit: number): Promise<JobList> {
    const runs = await this.store.jobRuns.list(shop.id, job, limit);
    return { runs: runs.map((run) => this.toOutput(run)) };
  }

  private toOutput(run: JobRunDocument): JobRun {
    const { job, status, startedAt, finishedAt, progress, summary, error, attempt } = run;
    return withoutUndefined({
      job,
      status,
      startedAt: startedAt.toISOString(),
      finishedAt: finishedAt?.toISOString(),
      progress,
      summary,
      error,
      attempt,
      lastAttempt: status === 'failed' ? attempt >= (this.maxAttempts.get(job) ?? 1) : undefined,
    });
  }
}
