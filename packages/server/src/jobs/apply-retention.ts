import type { JobDefinition } from './job.js';

/**
 * Removes what has been kept long enough: conversations by their own date (90 days after the last word), interactions
 * after 25 months, what recommendations were shown and records of jobs after 13 months. Every night, in small batches,
 * so that requests are not held up; stopped half-way, the next night goes on. Running it twice removes nothing more.
 */
export const applyRetention: JobDefinition = {
  name: 'apply-retention',
  schedule: '23 3 * * *',
  leaseMs: 60_000,
  timeoutMs: 30 * 60_000,
  maxAttempts: 3,
  isDue: async () => false,
  async run(context) {
    const { store, shopId, signal } = context;
    const at = context.now();
    const steps = {
      conversations: () => store.conversations.removeExpired(shopId, at),
      waitingLinks: () => store.waitingLinks.removeExpired(shopId, at),
      interactions: () => store.interactions.removeBefore(shopId, monthsBefore(at, 25), batchSize),
      recommendations: () => store.recommendationLog.removeBefore(shopId, monthsBefore(at, 13), batchSize),
      jobRuns: () => store.jobRuns.removeBefore(shopId, monthsBefore(at, 13), batchSize),
    };
    const removed: Record<string, number> = {};
    for (const [name, removeBatch] of Object.entries(steps)) {
      removed[name] = 0;
      for (;;) {
        signal.throwIfAborted();
        const count = await removeBatch();
        removed[name] += count;
        if (count === 0) break;
      }
      context.progress(Object.keys(removed).length / Object.keys(steps).length);
    }
    return removed;
  },
};

const batchSize = 5000;

/** The same day so many calendar months earlier. */
function monthsBefore(at: Date, months: number): Date {
  const date = new Date(at);
  date.setUTCMonth(date.getUTCMonth() - months);
  return date;
}
