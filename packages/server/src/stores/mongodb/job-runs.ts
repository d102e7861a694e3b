import type { Id } from '../port/documents.js';
import type { Audit } from '../port/writes-and-pages.js';
import type { Collection, ObjectId } from 'mongodb';
import type { JobRunDocument } from '../port/documents.js';
import { NotFound } from '../port/store-errors.js';
import type { JobRunRepository } from '../port/store.js';
import { enterAudit } from './audit.js';
import type { MongoConnection } from './connection.js';
import { requestedRun, requestedRunId, requestedRunIds } from '../shared/requested-run.js';
import { newId } from '../shared/new-id.js';
import { fromBson, inShop, objectId, toBson } from './document-mapping.js';

/** Collection `jobRuns`: one document an attempt, read newest first. */
export class MongoJobRunRepository implements JobRunRepository {
  private readonly runs: Collection;

  constructor(private readonly connection: MongoConnection) {
    this.runs = this.connection.collection('jobRuns');
  }

  request(shopId: Id, job: string, at: Date, audit?: Audit): Promise<void> {
    return this.connection.transaction(async (tx) => {
      const { _id, ...run } = toBson(requestedRun(shopId, job, at)) as { _id: ObjectId };
      const one = inShop(shopId, { _id });
      const result = await this.runs.updateOne(one, { $setOnInsert: run }, { upsert: true, ...tx });
      await enterAudit(this.connection, shopId, result.upsertedCount, audit, tx);
    });
  }

  async listRequested(shopId: Id): Promise<JobRunDocument[]> {
    return (
      await this.runs.find(inShop(shopId, { _id: { $in: requestedRunIds(shopId).map(objectId) } })).toArray()
    ).map((run) => fromBson<JobRunDocument>(run));
  }

  async start(shopId: Id, job: string, attempt: number, at: Date): Promise<JobRunDocument> {
    const run: JobRunDocument = { id: newId(), shopId, job, startedAt: at, status: 'running', attempt };
    await this.runs.insertOne(toBson(run));
    // Afterwards: cut off between the two, the job runs once more rather than not at all.
    await this.runs.deleteOne(inShop(shopId, { _id: objectId(requestedRunId(shopId, job)) }));
    return run;
  }

  progress(shopId: Id, runId: Id, progress: number): Promise<void> {
    return this.change(shopId, runId, { progress });
  }

  finish(
    shopId: Id,
    runId: Id,
    end: Pick<JobRunDocument, 'status' | 'summary' | 'error'> & { finishedAt: Date },
  ): Promise<void> {
    return this.change(shopId, runId, end);
  }

  async list(shopId: Id, job?: string, limit = 50): Promise<JobRunDocument[]> {
    return (
      await this.runs
        .find(inShop(shopId, job === undefined ? {} : { job }))
        .sort({ startedAt: -1, _id: -1 })
        .limit(limit)
        .toArray()
    ).map((run) => fromBson<JobRunDocument>(run));
  }

  async removeBefore(shopId: Id, before: Date, limit: number): Promise<number> {
    const old = await this.runs
      .find(inShop(shopId, { startedAt: { $lt: before } }), { projection: { _id: 1 } })
      .limit(limit)
      .toArray();
    return (await this.runs.deleteMany({ _id: { $in: old.map(({ _id }) => _id) } })).deletedCount;
  }

  private async change(shopId: string, runId: string, part: Partial<JobRunDocument>) {
    const { matchedCount } = await this.runs.updateOne(inShop(shopId, { _id: objectId(runId) }), {
      $set: part,
    });
    if (matchedCount === 0) throw new NotFound('There is no such run.');
  }
}
