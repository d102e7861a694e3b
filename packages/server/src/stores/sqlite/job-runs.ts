import type { Id } from '../port/documents.js';
import type { Audit } from '../port/writes-and-pages.js';
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

export class SqliteJobRunRepository implements JobRunRepository {
  constructor(private readonly connection: SqliteConnection) {}

  request(shopId: Id, job: string, at: Date, audit?: Audit): Promise<void> {
    return this.connection.write((session) => {
      const run = requestedRun(shopId, job, at);
      if (this.requested(session, shopId, [run.id]).length > 0) return;
      jobRunTable.put(session, shopId, [run]);
      enterAudit(session, shopId, 1, audit);
    });
  }

  async listRequested(shopId: Id): Promise<JobRunDocument[]> {
    return this.requested(this.connection, shopId, requestedRunIds(shopId));
  }

  start(shopId: Id, job: string, attempt: number, at: Date): Promise<JobRunDocument> {
    return this.connection.write((session) => {
      const run: JobRunDocument = { id: newId(), shopId, job, startedAt: at, status: 'running', attempt };
      session.run('DELETE FROM job_runs WHERE shop = ? AND id = ?', [shopId, requestedRunId(shopId, job)]);
      jobRunTable.put(session, shopId, [run]);
      return run;
    });
  }

  progress(shopId: Id, runId: Id, progress: number): Promise<void> {
    return this.connection.write((session) => this.change(session, shopId, runId, { progress }));
  }

  finish(
    shopId: Id,
    runId: Id,
    end: Pick<JobRunDocument, 'status' | 'summary' | 'error'> & { finishedAt: Date },
  ): Promise<void> {
    return this.connection.write((session) => this.change(session, shopId, runId, end));
  }

  async list(shopId: Id, job?: string, limit = 50): Promise<JobRunDocument[]> {
    return job === undefined
      ? jobRunTable.select(this.connection, shopId, 'true ORDER BY started_at DESC, id DESC LIMIT ?', [limit])
      : jobRunTable.select(this.connection, shopId, 'job = ? ORDER BY started_at DESC, id DESC LIMIT ?', [
          job,
          limit,
        ]);
  }

  removeBefore(shopId: Id, before: Date, limit: number): Promise<number> {
    return this.connection.write((session) =>
      session.run(
        `DELETE FROM job_runs WHERE shop = ? AND id IN
           (SELECT id FROM job_runs WHERE shop = ? AND started_at < ? LIMIT ?)`,
        [shopId, shopId, before.getTime(), limit],
      ),
    );
  }

  private change(session: Session, shopId: string, runId: string, part: Partial<JobRunDocument>) {
    const [run] = jobRunTable.select(session, shopId, 'id = ?', [runId]);
    if (!run) throw new NotFound('There is no such run.');
    jobRunTable.put(session, shopId, [{ ...run, ...part }]);
  }

  private requested(session: Pick<Session, 'all'>, shopId: string, ids: string[]) {
    return jobRunTable.select(session, shopId, `id IN (${ids.map(() => '?').join(', ')})`, ids);
  }
}
