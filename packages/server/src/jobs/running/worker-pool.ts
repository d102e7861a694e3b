import { MessageChannel } from 'node:worker_threads';
import { Piscina } from 'piscina';
import type { Id } from '../../stores/port/documents.js';
import type { OpenStoreOptions } from '../../stores/open-store.js';
import type { Lease } from '../../stores/port/store.js';
import type { JobSummary } from '../job.js';
import type { FromWorker, JobTask, ToWorker } from './worker-messages.js';

/** Runs one job outside the thread that answers requests (port). */
export interface JobExecutor {
  execute(work: JobWork): Promise<JobSummary>;
  close(): Promise<void>;
}

export interface JobWork {
  job: string;
  shopId: Id;
  input: Record<string, unknown>;
  lease: Lease | undefined;
  signal: AbortSignal;
  progress(fraction: number): void;
  log(message: string, details?: Record<string, number | string>): void;
}

export interface WorkerPoolOptions {
  openStoreOptions: OpenStoreOptions;
  /** Most threads. They start when needed and end after half a minute without work. */
  workers: number;
  /** Module that exports `jobDefinitions`. The product's own table when absent. */
  jobsModule?: string;
  /**
   * The compiled worker. Node starts threads from JavaScript only, so a run from sources uses the build as
   * well.
   */
  workerFile?: string;
  /** Default `stopGraceMs`. */
  graceMs?: number;
  /** Heap of one thread. A job that needs more fails alone. Default 4,096. */
  maxHeapMb?: number;
}

/** Time that a job which was told to stop may take before its thread is ended. */
export const stopGraceMs = 5000;

const builtFolder = import.meta.url.endsWith('.ts') ? '../../../dist/jobs/running/' : './';
const built = (file: string) => new URL(builtFolder + file, import.meta.url).href;

/** Runs jobs in worker threads. */
export class WorkerPool implements JobExecutor {
  private readonly pool: Piscina<JobTask, JobSummary>;
  private readonly graceMs: number;
  private readonly openStoreOptions: OpenStoreOptions;
  private readonly jobsModule: string;
  /**
   * Jobs that no thread has begun. A thread that ends before it begins its job, for lack of memory perhaps,
   * would leave the job waiting for ever. The pool does not report which job that is, so all of them fail and
   * are tried again.
   */
  private readonly waiting = new Set<AbortController>();

  constructor(options: WorkerPoolOptions) {
    this.graceMs = options.graceMs ?? stopGraceMs;
    this.openStoreOptions = options.openStoreOptions;
    this.jobsModule = options.jobsModule ?? built('../job-definitions.js');
    this.pool = new Piscina<JobTask, JobSummary>({
      filename: options.workerFile ?? built('worker.js'),
      minThreads: 0,
      maxThreads: options.workers,
      idleTimeout: 30_000,
      // A thread that waits for work must not block on shared memory, because jobs await timers and ports.
      atomics: 'disabled',
      resourceLimits: { maxOldGenerationSizeMb: options.maxHeapMb ?? 4096 },
    });
    this.pool.on('error', (error) => this.waiting.forEach((kill) => kill.abort(error)));
  }

  async execute(work: JobWork): Promise<JobSummary> {
    const { job, shopId, input, lease, signal } = work;
    signal.throwIfAborted();
    const { port1: port, port2: workersPort } = new MessageChannel();
    const kill = new AbortController();
    this.waiting.add(kill);
    let grace: NodeJS.Timeout | undefined;
    const stop = () => {
      port.postMessage({ type: 'abort', reason: reasonOf(signal) } satisfies ToWorker);
      grace = setTimeout(() => kill.abort(), this.graceMs);
    };
    signal.addEventListener('abort', stop);
    port.on('message', (message: FromWorker) => {
      if (message.type === 'started') this.waiting.delete(kill);
      else if (message.type === 'progress') work.progress(message.fraction);
      else work.log(message.message, message.details);
    });
    const { openStoreOptions, jobsModule } = this;
    const task: JobTask = { job, shopId, input, lease, openStoreOptions, jobsModule, port: workersPort };
    try {
      return await this.pool.run(task, { transferList: [workersPort], signal: kill.signal });
    } catch (error) {
      if (signal.aborted) throw new Error(reasonOf(signal), { cause: error });
      throw kill.signal.aborted ? kill.signal.reason : error;
    } finally {
      this.waiting.delete(kill);
      signal.removeEventListener('abort', stop);
      clearTimeout(grace);
      port.close();
    }
  }

  close(): Promise<void> {
    return this.pool.destroy();
  }
}

const reasonOf = (signal: AbortSignal) =>
  signal.reason instanceof Error ? signal.reason.message : String(signal.reason);
