import type { JobName } from '@shelfwise/core/wire';
import type { Id } from '../stores/port/documents.js';
import type { Lease, Store } from '../stores/port/store.js';

export interface JobContext {
  shopId: Id;
  store: Store;
  now: () => Date;
  /**
   * Aborted when the lease is lost, the time is up or the server stops. The job must then write nothing more.
   */
  signal: AbortSignal;
  /**
   * The lease that the run holds, which its writes name. Undefined where no other process could run the job.
   */
  lease: Lease | undefined;
  /** 0–1. */
  progress(fraction: number): void;
  log(message: string, details?: Record<string, number | string>): void;
  /** Options of `shelfwise train`. */
  input: Record<string, unknown>;
}

export type JobSummary = Record<string, number | string>;

/** A job reads the store, calls core, and writes a new version. It never answers a shopper. */
export interface JobDefinition {
  /** Verb and noun, as in the file's name. */
  name: JobName;
  /** Cron expression in UTC, or null for on demand only. */
  schedule: string | null;
  /** Time after which another process may take over a job that shows no sign of life. */
  leaseMs: number;
  /** Time limit from the moment a thread begins the job. Waiting for a thread does not count. */
  timeoutMs: number;
  /** The job takes minutes, so short jobs must not wait for it. */
  isLong?: boolean;
  maxAttempts: number;
  /**
   * Whether enough has changed since `lastSuccess` to run unasked. It is called every minute, so it must be
   * cheap.
   */
  isDue(store: Store, shopId: Id, lastSuccess: Date | null, now: Date): Promise<boolean>;
  /** Runs in a worker thread with its own connection to the store. Throwing leads to another attempt. */
  run(context: JobContext): Promise<JobSummary>;
}
