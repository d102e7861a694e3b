import type { JobRunDocument } from '../port/documents.js';
import { NotFound } from '../port/store-errors.js';
import type { JobRunRepository } from '../port/store.js';
import { enterAudit } from './audit.js';
import type { SqliteConnection } from './connection.js';
import type { Session } from './session.js';
import { documentTable } from './document-table.js';
import { requestedRun, requestedRunId, requestedRunIds } from '../shared/requested-run.js';
import { newId } from '../shared/new-id.js';

/** Table `job_runs`: one row an attempt, read newest first. */
export const jobRunTable = documentTable<JobRunDocument>({
  table: 'job_runs',
  columns: { id: (run) => run.id, job: (run) => run.job, started_at: (run) => run.startedAt.getTime() },
  key: ['id'],
  dates: ['startedAt', 'finishedAt'],
});

export function createJobRunRepository(connection: SqliteConnection): JobRunRepository {
  const change = (session: Session, shopId: string, runId: string, part: Partial<JobRunDocument>) => {
    const [run] = jobRunTable.select(session, shopId, 'id = ?', [runId]);
    if (!run) throw new NotFound('There is no such run.');
    jobRunTable.put(session, shopId, [{ ...run, ...part }]);
  };
  const requested = (session: Pick<Session, 'all'>, shopId: string, ids: string[]) =>
    jobRunTable.select(session, shopId, `id IN (${ids.map(() => '?').join(', ')})`, ids);
  return {
    request: (shopId, job, at, audit) =>
      connection.write((session) => {
        const run = requestedRun(shopId, job, at);
        if (requested(session, shopId, [run.id]).length > 0) return;
        jobRunTable.put(session, shopId, [run]);
        enterAudit(session, shopId, 1, audit);
      }),
    listRequested: async (shopId) => requested(connection, shopId, requestedRunIds(shopId)),
    start: (shopId, job, attempt, at) =>
      connection.write((session) => {
        const run: JobRunDocument = { id: newId(), shopId, job, startedAt: at, status: 'running', attempt };
        session.run('DELETE FROM job_runs WHERE shop = ? AND id = ?', [shopId, requestedRunId(shopId, job)]);
        jobRunTable.put(session, shopId, [run]);
        return run;
      }),
    progress: (shopId, runId, progress) =>
      connection.write((session) => change(session, shopId, runId, { progress })),
    finish: (shopId, runId, end) => connection.write((session) => change(session, shopId, runId, end)),
    list: async (shopId, job, limit = 50) =>
      job === undefined
        ? jobRunTable.select(connection, shopId, 'true ORDER BY started_at DESC, id DESC LIMIT ?', [limit])
        : jobRunTable.select(connection, shopId, 'job = ? ORDER BY started_at DESC, id DESC LIMIT ?', [
            job,
            limit,
          ]),
    removeBefore: (shopId, before, limit) =>
      connection.write((session) =>
        session.run(
          `DELETE FROM job_runs WHERE shop = ? AND id IN
           (SELECT id FROM job_runs WHERE shop = ? AND started_at < ? LIMIT ?)`,
          [shopId, shopId, before.getTime(), limit],
        ),
      ),
  };
}
