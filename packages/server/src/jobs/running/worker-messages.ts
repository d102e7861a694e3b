import type { MessagePort } from 'node:worker_threads';
import type { Id } from '../../stores/port/documents.js';
import type { OpenStoreOptions } from '../../stores/open-store.js';
import type { Lease } from '../../stores/port/store.js';

/** The task of a worker thread: plain data and one port. */
export interface JobTask {
  job: string;
  shopId: Id;
  input: Record<string, unknown>;
  lease: Lease | undefined;
  openStoreOptions: OpenStoreOptions;
  /** Module that exports `jobDefinitions`. */
  jobsModule: string;
  port: MessagePort;
}

export type FromWorker =
  | { type: 'started' }
  | { type: 'progress'; fraction: number }
  | { type: 'log'; message: string; details?: Record<string, number | string> };

/** The only message of the runner: stop, and why. */
export interface ToWorker {
  type: 'abort';
  reason: string;
}
