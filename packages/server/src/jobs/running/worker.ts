import { openStore } from '../../stores/open-store.js';
import type { JobDefinition, JobSummary } from '../job.js';
import type { FromWorker, JobTask, ToWorker } from './worker-messages.js';

/**
 * Entry point of a worker thread: runs one job with a store connection of its own. Learning takes seconds of pure
 * computation, which on the main thread would stop every request for as long.
 */
export default async function runJobTask(task: JobTask): Promise<JobSummary> {
  const { port, shopId, input, lease } = task;
  const tell = (message: FromWorker) => port.postMessage(message);
  tell({ type: 'started' });
  const { jobDefinitions } = (await import(task.jobsModule)) as { jobDefinitions: readonly JobDefinition[] };
  const definition = jobDefinitions.find(({ name }) => name === task.job);
  if (!definition) throw new RangeError(`There is no job named "${task.job}".`);

  const abort = new AbortController();
  port.on('message', (message: ToWorker) => abort.abort(new Error(message.reason)));
  const store = await openStore(task.openStoreOptions);
  try {
    return await definition.run({
      shopId,
      store,
      now: () => new Date(),
      signal: abort.signal,
      progress: (fraction) => tell({ type: 'progress', fraction }),
      log: (message, details) => tell({ type: 'log', message, ...(details && { details }) }),
      input,
      lease,
    });
  } finally {
    port.close();
    await store.close();
  }
}
