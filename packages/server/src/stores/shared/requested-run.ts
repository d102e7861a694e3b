import { createHash } from 'node:crypto';
import { jobNames } from '@shelfwise/core/wire';
import type { Id, JobRunDocument } from '../port/documents.js';

/** A wish for a job has one fixed place for each shop and job: asking again is the same wish, and there are few. */
export function requestedRun(shopId: Id, job: string, at: Date): JobRunDocument {
  return { id: requestedRunId(shopId, job), shopId, job, startedAt: at, status: 'requested', attempt: 0 };
}

export function requestedRunId(shopId: Id, job: string): Id {
  return createHash('sha256').update(`${shopId}/${job}`).digest('hex').slice(0, 24);
}

export function requestedRunIds(shopId: Id): Id[] {
  return jobNames.map((job) => requestedRunId(shopId, job));
}
