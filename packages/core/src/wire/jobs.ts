import { z } from 'zod';

/** `POST /v1/jobs` starts a job by hand, and `GET /v1/jobs` lists the last runs. */

export const jobNames = [
  'learn-recommendations',
  'forecast-demand',
  'train-assistant',
  'learn-demand',
  'watch-data',
  'apply-retention',
  'rebuild-daily-sales',
  'merge-stubs',
] as const;
export const jobName = z.enum(jobNames);
export type JobName = z.infer<typeof jobName>;

export const jobRequest = z.object({ job: jobName });

export const jobRun = z.object({
  job: z.string(),
  status: z.enum(['requested', 'running', 'succeeded', 'failed', 'lost']),
  startedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().optional(),
  /** 0–1 while running. */
  progress: z.number().optional(),
  summary: z.record(z.string(), z.union([z.number(), z.string()])).optional(),
  error: z.string().optional(),
  /** 1 for the first attempt; 0 while the run is only requested. */
  attempt: z.int(),
  /** Whether a failed attempt was the last one, so that the job is not tried again by itself. */
  lastAttempt: z.boolean().optional(),
});
export type JobRun = z.infer<typeof jobRun>;

/** The answer to `POST /v1/jobs`. The job runs in the background, and `GET /v1/jobs` shows its progress. */
export const jobAccepted = z.object({ job: jobName, status: z.literal('accepted') });
export const jobQuery = z.object({
  job: jobName.optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
});
/** Newest first. */
export const jobList = z.object({ runs: z.array(jobRun) });
export type JobList = z.infer<typeof jobList>;
