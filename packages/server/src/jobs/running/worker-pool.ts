import { MessageChannel } from 'node:worker_threads';
import { Piscina } from 'piscina';
import type { Id } from '../../stores/port/documents.js';
import type { OpenStoreOptions } from '../../stores/open-store.js';
import type { Lease } from '../../stores/port/store.js';
import type { JobSummary } from '../job.js';
import type { FromWorker, JobTask, ToWorker } from './worker-messages.js';

/** Runs one job somewhere else than in the request-answering thread. */
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
  /** Threads at most; they start when needed and end after half a minute without work. */
  workers: number;
  /** Module that exports `jobDefinitions`; the product's own table when absent. */
  jobsModule?: string;
  /** The compiled worker. Node starts threads from JavaScript only, so a run from sources uses the build too. */
  workerFile?: string;
  /** Default `stopGraceMs`. */
  graceMs?: number;
  /** Heap of one thread; a job that needs more fails alone. Default 4,096. */
  maxHeapMb?: number;
}

/** How long a job that was told to stop may take before its thread is ended. */
export const stopGraceMs = 5000;

const builtFolder = import.meta.url.endsWith('.ts') ? '../../../dist/jobs/running/' : './';
const built = (file: string) => new URL(builtFolder + file, import.meta.url).href;

export function createWorkerPool(options: WorkerPoolOptions): JobExecutor {
  const { graceMs = stopGraceMs, maxHeapMb = 4096 } = options;
  const pool = new Piscina<JobTask, JobSummary>({
    filename: options.workerFile ?? built('worker.js'),
    minThreads: 0,
    maxThreads: options.workers,
    idleTimeout: 30_000,
    // A thread that waits for work must not block on shared memory: the jobs await timers and ports.
    atomics: 'disabled',
    resourceLimits: { maxOldGenerationSizeMb: maxHeapMb },
  });
  // A thread that ends before it took its job (no memory for it, say) would leave the job waiting for ever. The pool
  // does not say which one: all that still wait fail, and are tried again.
  const waiting = new Set<AbortController>();
  pool.on('error', (error) => waiting.forEach((kill) => kill.abort(error)));

  return {
    async execute(work) {
      const { job, shopId, input, lease, signal } = work;
      signal.throwIfAborted();
      const { port1: port, port2: workersPort } = new MessageChannel();
      const kill = new AbortController();
      waiting.add(kill);
      let grace: NodeJS.Timeout | undefined;
      const stop = () => {
        port.postMessage({ type: 'abort', reason: reasonOf(signal) } satisfies ToWorker);
        grace = setTimeout(() => kill.abort(), graceMs);
      };
      signal.addEventListener('abort', stop);
      port.on('message', (message: FromWorker) => {
        if (message.type === 'started') waiting.delete(kill);
        else if (message.type === 'progress') work.progress(message.fraction);
        else work.log(message.message, message.details);
      });
      const task: JobTask = {
        job,
        shopId,
        input,
        lease,
        openStoreOptions: options.openStoreOptions,
        jobsModule: options.jobsModule ?? built('../index.js'),
        port: workersPort,
      };
      try {
        return await pool.run(task, { transferList: [workersPort], signal: kill.signal });
      } catch (error) {
        if (signal.aborted) throw new Error(reasonOf(signal), { cause: error });
        throw kill.signal.aborted ? kill.signal.reason : error;
      } finally {
        waiting.delete(kill);
        signal.removeEventListener('abort', stop);
        clearTimeout(grace);
        port.close();
      }
    },
    close: () => pool.destroy(),
  };
}

const reasonOf = (signal: AbortSignal) =>
  signal.reason instanceof Error ? signal.reason.message : String(signal.reason);
