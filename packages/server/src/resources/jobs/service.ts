import type { Logger } from 'pino';
import type { JobList, JobName } from '@shelfwise/core/wire';
import type { Id, ShopDocument } from '../../stores/port/documents.js';
import type { Store } from '../../stores/port/store.js';

/** What this resource needs of the job runner. */
export interface JobStarter {
  beginRequested(shopId: Id): Promise<void>;
}

export interface JobService {
  /** Asks for the job; how it goes stands in `list`. */
  start(shop: ShopDocument, job: JobName, actor: string): Promise<void>;
  list(shop: ShopDocument, job: JobName | undefined, limit: number): Promise<JobList>;
}

export function createJobService({
  store,
  runner,
  definitions,
  clock,
  log,
}: {
  store: Pick<Store, 'jobRuns'>;
  /** Absent in a process that answers only: one that runs jobs finds what was asked for. */
  runner?: JobStarter;
  definitions: readonly { name: string; maxAttempts: number }[];
  clock: () => Date;
  log: Logger;
}): JobService {
  const attemptsOf = new Map<string, number>(definitions.map((job) => [job.name, job.maxAttempts]));
  return {
    async start(shop, job, actor) {
      const at = clock();
      // Kept in the store, it outlives this process, and asking again while it waits changes nothing.
      await store.jobRuns.request(shop.id, job, at, () => ({ at, actor, action: 'job.start', target: job }));
      runner?.beginRequested(shop.id).catch((error: unknown) => {
        log.warn({ shop: shop.name, job, err: error }, 'job asked for by hand waits for the next look');
      });
    },
    async list(shop, job, limit) {
      const runs = await store.jobRuns.list(shop.id, job, limit);
      return {
        runs: runs.map((run) => ({
          job: run.job,
          status: run.status,
          startedAt: run.startedAt.toISOString(),
          ...(run.finishedAt && { finishedAt: run.finishedAt.toISOString() }),
          ...(run.progress !== undefined && { progress: run.progress }),
          ...(run.summary && { summary: run.summary }),
          ...(run.error !== undefined && { error: run.error }),
          attempt: run.attempt,
          ...(run.status === 'failed' && { lastAttempt: run.attempt >= (attemptsOf.get(run.job) ?? 1) }),
        })),
      };
    },
  };
}
