import type { ObjectId } from 'mongodb';
import type { JobRunDocument } from '../port/documents.js';
import { NotFound } from '../port/store-errors.js';
import type { JobRunRepository } from '../port/store.js';
import { enterAudit } from './audit.js';
import type { MongoConnection } from './connection.js';
import { requestedRun, requestedRunId, requestedRunIds } from '../shared/requested-run.js';
import { newId } from '../shared/new-id.js';
import { fromBson, inShop, objectId, toBson } from './document-mapping.js';

/** Collection `jobRuns`: one document an attempt, read newest first. */
export function createJobRunRepository(connection: MongoConnection): JobRunRepository {
  const runs = connection.collection('jobRuns');
  const change = async (shopId: string, runId: string, part: Partial<JobRunDocument>) => {
    const { matchedCount } = await runs.updateOne(inShop(shopId, { _id: objectId(runId) }), { $set: part });
    if (matchedCount === 0) throw new NotFound('There is no such run.');
  };
  return {
    request: (shopId, job, at, audit) =>
      connection.transaction(async (tx) => {
        const { _id, ...run } = toBson(requestedRun(shopId, job, at)) as { _id: ObjectId };
        const one = inShop(shopId, { _id });
        const result = await runs.updateOne(one, { $setOnInsert: run }, { upsert: true, ...tx });
        await enterAudit(connection, shopId, result.upsertedCount, audit, tx);
      }),
    listRequested: async (shopId) =>
      (
        await runs.find(inShop(shopId, { _id: { $in: requestedRunIds(shopId).map(objectId) } })).toArray()
      ).map((run) => fromBson<JobRunDocument>(run)),
    async start(shopId, job, attempt, at) {
      const run: JobRunDocument = { id: newId(), shopId, job, startedAt: at, status: 'running', attempt };
      await runs.insertOne(toBson(run));
      // Afterwards: cut off between the two, the job runs once more rather than not at all.
      await runs.deleteOne(inShop(shopId, { _id: objectId(requestedRunId(shopId, job)) }));
      return run;
    },
    progress: (shopId, runId, progress) => change(shopId, runId, { progress }),
    finish: (shopId, runId, end) => change(shopId, runId, end),
    list: async (shopId, job, limit = 50) =>
      (
        await runs
          .find(inShop(shopId, job === undefined ? {} : { job }))
          .sort({ startedAt: -1, _id: -1 })
          .limit(limit)
          .toArray()
      ).map((run) => fromBson<JobRunDocument>(run)),
    async removeBefore(shopId, before, limit) {
      const old = await runs
        .find(inShop(shopId, { startedAt: { $lt: before } }), { projection: { _id: 1 } })
        .limit(limit)
        .toArray();
      return (await runs.deleteMany({ _id: { $in: old.map(({ _id }) => _id) } })).deletedCount;
    },
  };
}
