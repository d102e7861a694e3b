import type { TodayInsights } from '@shelfwise/core/wire';

type Problem = TodayInsights['problems'][number];

/** The words that owners read when a job has failed for good. */
const jobTitles: Readonly<Record<string, string>> = {
  'learn-recommendations': 'Recommendations could not be updated',
  'train-assistant': 'The chat assistant could not be updated',
  'forecast-demand': 'Forecasts could not be updated',
  'learn-demand': 'Demand learning did not finish',
  'watch-data': 'Your data could not be checked',
  'apply-retention': 'Old data could not be removed',
  'merge-stubs': 'Sales by another name of a product could not be moved to it',
  'rebuild-daily-sales': 'Sales could not be counted by your new settings',
};

export function problemTitle({ kind, values }: Problem): string {
  if (kind === 'no-events') return 'Your shop pages have stopped reporting visits';
  if (kind === 'no-orders') return 'Orders have stopped coming in';
  return jobTitles[String(values.job)] ?? `The job ${String(values.job)} failed`;
}

/** @param day writes the day of an ISO 8601 instant */
export function problemDetail({ kind, values }: Problem, day: (instant: string) => string): string {
  const since = day(String(values.lastAt));
  if (kind === 'no-events') {
    return `Nothing has come since ${since}. Check that the Shelfwise script is still on your pages and that their address is among the allowed origins.`;
  }
  if (kind === 'no-orders') {
    return `The last order is from ${since}. If you have sold since then, check the connection that reports orders: forecasts and stock would be wrong.`;
  }
  const times = values.attempts === 1 ? 'once' : `${values.attempts} times`;
  return `Tried ${times}; what was there before stays in use. It is tried again by itself. If this does not go away, whoever runs the server finds the reason in its log.`;
}
