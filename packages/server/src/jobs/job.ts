import type { JobName } from '@shelfwise/core/wire';
import type { Id } from '../stores/port/documents.js';
import type { Lease, Store } from '../stores/port/store.js';

/** A job: reads the store, calls core, writes a new version. It never answers a shopper. */

export interface JobContext {
  shopId: Id;
  store: Store;
  now: () => Date;
  /** Aborted when the lease is lost, the time is up or the server stops: write nothing more. */
  signal: AbortSignal;
  /** Under which this runs: what is published names it. Undefined where nobody else could run the job meanwhile. */
  lease: Lease | undefined;
  /** 0–1. */
  progress(fraction: number): void;
  log(message: string, details?: Record<string, number | string>): void;
  /** Options given by hand, `shelfwise train --…`. */
  input: Record<string, unknown>;
}

export type JobSummary = Record<string, number | string>;

export interface JobDefinition {
  /** Verb and noun, as in the file's name. */
  name: JobName;
  /** Cron expression in UTC, or null for on demand only. */
  schedule: string | null;
  /** How long the lease holds without a sign of life; renewed while the job runs. */
  leaseMs: number;
  /** From when a thread takes it up; waiting for one does not count. */
  timeoutMs: number;
  /** Takes minutes: short jobs do not wait for it. */
  isLong?: boolean;
  maxAttempts: number;
  /** Whether enough has changed since `lastSuccess` to run without being asked. Called every minute; must be cheap. */
  isDue(store: Store, shopId: Id, lastSuccess: Date | null, now: Date): Promise<boolean>;
  /** Runs in a worker thread with a store connection of its own. Throwing asks for another attempt. */
  run(context: JobContext): Promise<JobSummary>;
}
