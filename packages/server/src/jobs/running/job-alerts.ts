import type { AlertValues } from '@shelfwise/core/wire';
import type { Id } from '../../stores/port/documents.js';
import type { Store } from '../../stores/port/store.js';

const alertKey = (job: string) => `job-failed:${job}`;

/** Tells the owner that a job has failed for good. Its next success closes the alert. */
export async function openJobAlert(
  store: Store,
  shopId: Id,
  job: string,
  failure: { attempts: number; at: Date },
): Promise<void> {
  await store.alerts.openMany(shopId, [
    {
      key: alertKey(job),
      kind: 'job-failed',
      severity: 'warning',
      // The reason is for the log: an owner could do nothing with it, and it may name other people's data.
      values: { job, attempts: failure.attempts } satisfies AlertValues['job-failed'],
      since: failure.at,
    },
  ]);
}

export async function closeJobAlert(store: Store, shopId: Id, job: string, at: Date): Promise<void> {
  await store.alerts.resolveMany(shopId, [alertKey(job)], at);
}
