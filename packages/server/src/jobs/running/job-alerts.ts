import type { Id } from '../../stores/port/documents.js';
import type { Store } from '../../stores/port/store.js';

/** What the owner reads when a job has failed for good; closed by its next success. */
const jobTitles: Record<string, string> = {
  'learn-recommendations': 'Recommendations could not be updated',
  'train-assistant': 'The chat assistant could not be updated',
  'forecast-demand': 'Forecasts could not be updated',
  'learn-demand': 'Demand learning did not finish',
  'watch-data': 'Your data could not be checked',
  'apply-retention': 'Old data could not be removed',
  'merge-stubs': 'Sales by another name of a product could not be moved to it',
  'rebuild-daily-sales': 'Sales could not be counted by your new settings',
};

const alertKey = (job: string) => `job-failed:${job}`;

export async function openJobAlert(
  store: Store,
  shopId: Id,
  job: string,
  failure: { attempts: number; at: Date },
): Promise<void> {
  const times = failure.attempts === 1 ? 'once' : `${failure.attempts} times`;
  await store.alerts.openMany(shopId, [
    {
      key: alertKey(job),
      kind: 'job-failed',
      severity: 'warning',
      title: jobTitles[job] ?? `The job ${job} failed`,
      // What went wrong inside is for the log: an owner could do nothing with it, and it may name what is not theirs.
      detail: `Tried ${times}; what was there before stays in use. It is tried again by itself. If this does not go away, whoever runs the server finds the reason in its log.`,
      since: failure.at,
    },
  ]);
}

export async function closeJobAlert(store: Store, shopId: Id, job: string, at: Date): Promise<void> {
  await store.alerts.resolveMany(shopId, [alertKey(job)], at);
}
