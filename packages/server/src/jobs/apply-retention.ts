import { dayMs } from '../rules/days/durations.js';
import type { JobDefinition } from './job.js';

/**
 * Removes data at the end of its retention, which `docs/operations.md` states. Runs every night in small
 * batches, so that requests do not wait. A run that is stopped half-way is continued by the next one. Running
 * it twice removes nothing more.
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
      // Left by a copy of the shop during an erasure, or by an older version of this software.
      orphanedEvents: () => store.conversations.removeOrphanedEvents(shopId, batchSize),
      waitingLinks: () => store.waitingLinks.removeExpired(shopId, at),
      interactions: () => store.interactions.removeBefore(shopId, monthsBefore(at, 25), batchSize),
      // After the interactions, because a visitor with a newer one stays.
      visitors: () => store.visitors.removeUnseen(shopId, monthsBefore(at, 25), peopleBatch),
      // Keys seen on pages that no catalogue confirmed. A vandal must not occupy the limited places for long.
      stubs: () => store.products.removeStubs(shopId, daysBefore(at, 14), batchSize),
      movements: () => store.inventory.removeMovementsBefore(shopId, monthsBefore(at, 25), batchSize),
      alerts: () => store.alerts.removeResolved(shopId, monthsBefore(at, 13), batchSize),
      audit: () => store.audit.removeBefore(shopId, monthsBefore(at, 25), batchSize),
      // A used sign-in link is remembered for as long as it would be valid.
      signIns: () => store.leases.forgetEnded('sign-in/', daysBefore(at, 1)),
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
/** Smaller, because erasing a person erases all their data. */
const peopleBatch = 100;

const daysBefore = (at: Date, days: number) => new Date(at.getTime() - days * dayMs);

/** The same day, this many calendar months earlier. */
function monthsBefore(at: Date, months: number): Date {
  const date = new Date(at);
  date.setUTCMonth(date.getUTCMonth() - months);
  return date;
}
