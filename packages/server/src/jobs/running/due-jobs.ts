import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Id, ShopDocument } from '../../stores/port/documents.js';
import type { Store } from '../../stores/port/store.js';
import type { JobDefinition } from '../job.js';
import type { JobLog } from './job-attempts.js';

/** After its last attempt failed, a job is not begun again for this long, except by hand. */
const restAfterFailureMs = 15 * 60_000;
/** Schedules of several processes fire together. A success this close to the firing is another process's. */
const sameFiringMs = 60_000;

export interface DueJobsOptions {
  store: Store;
  definitions: readonly JobDefinition[];
  /** Whether a run of the job is under way or waits in this process. */
  isBegun: (shopId: Id, definition: JobDefinition) => boolean;
  /** Begins a run. Right before the job starts, `isWanted` says whether it is still to run. */
  begin: (shopId: Id, definition: JobDefinition, isWanted: () => Promise<boolean>) => Promise<unknown>;
  clock: () => Date;
  log: JobLog;
  isImporting: (shopId: Id) => boolean;
}

/** Finds the jobs that are to run: due by their data, by their schedule, or requested by hand. */
export class DueJobs {
  constructor(private readonly options: DueJobsOptions) {}

  /**
   * Begins the due jobs of all shops, and returns their runs. Waits for no job, and skips a shop with
   * unreadable data.
   */
  async beginDue(): Promise<Promise<unknown>[]> {
    const { store, definitions, isImporting } = this.options;
    const begun: Promise<unknown>[] = [];
    for (const shop of await store.shops.list()) {
      // The embedded store answers within one turn of the event loop. With hundreds of shops, requests would
      // wait.
      await nextTurn();
      if (isImporting(shop.id)) continue;
      for (const definition of definitions) {
        if (await this.isReady(shop, definition)) {
          begun.push(this.options.begin(shop.id, definition, () => this.isDue(shop, definition)));
        }
      }
    }
    return begun;
  }

  /** Begins a job in every shop, where no other process has just done it. */
  async beginScheduled(definition: JobDefinition): Promise<void> {
    const { store, clock, begin } = this.options;
    const firedAt = clock().getTime();
    for (const shop of await store.shops.list()) {
      if (this.options.isBegun(shop.id, definition)) continue;
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

  async beginAllRequested(): Promise<void> {
    for (const shop of await this.options.store.shops.list()) {
      await nextTurn();
      await this.beginRequested(shop.id);
    }
  }

  /**
   * Begins the jobs that were requested of a shop. If one is already running, its request waits for the run
   * to end.
   */
  async beginRequested(shopId: Id): Promise<void> {
    const { store, definitions, begin } = this.options;
    for (const { job } of await store.jobRuns.listRequested(shopId)) {
      const definition = definitions.find(({ name }) => name === job);
      if (!definition || this.options.isBegun(shopId, definition)) continue;
      const isWanted = async () =>
        (await store.jobRuns.listRequested(shopId)).some((request) => request.job === job);
      void begin(shopId, definition, isWanted);
    }
  }

  private async isReady(shop: ShopDocument, definition: JobDefinition): Promise<boolean> {
    if (this.options.isBegun(shop.id, definition)) return false;
    try {
      // Asked twice, because a request by hand may have begun the job during the check.
      return (await this.isDue(shop, definition)) && !this.options.isBegun(shop.id, definition);
    } catch (error) {
      const details = { shopId: shop.id, job: definition.name, err: error };
      this.options.log.warn(details, 'not known whether the job is due');
      return false;
    }
  }

  private async isDue(shop: ShopDocument, definition: JobDefinition): Promise<boolean> {
    const { store, clock } = this.options;
    const runs = await store.jobRuns.list(shop.id, definition.name, 20);
    const last = runs.find(({ status }) => status !== 'requested');
    const now = clock();
    const restsUntil = (last?.finishedAt?.getTime() ?? 0) + restAfterFailureMs;
    if (last?.status === 'failed' && now.getTime() < restsUntil) return false;
    // The start counts: data that arrived during the run may not have been seen.
    const success = runs.find(({ status }) => status === 'succeeded');
    return definition.isDue(store, shop.id, success?.startedAt ?? null, now);
  }
}
