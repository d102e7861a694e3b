import { openStore } from '../../stores/open-store.js';
import type { JobDefinition, JobSummary } from '../job.js';
import type { FromWorker, JobTask, ToWorker } from './worker-messages.js';

/**
 * Entry point of a worker thread: runs one job with its own connection to the store. Learning takes seconds
 * of pure computation, during which the main thread could answer no request.
 */
export default async function runJobTask(task: JobTask): Promise<JobSummary> {
  const { port, shopId, input, lease } = task;
  const send = (message: FromWorker) => port.postMessage(message);
  send({ type: 'started' });
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
      progress: (fraction) => send({ type: 'progress', fraction }),
      log: (message, details) => send({ type: 'log', message, ...(details && { details }) }),
      input,
      lease,
    });
  } finally {
    port.close();
    await store.close();
  }
}
