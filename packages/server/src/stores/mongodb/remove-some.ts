import type { Document, Filter } from 'mongodb';
import type { MongoConnection } from './connection.js';

type Documents = ReturnType<MongoConnection['collection']>;

/** Removes at most `limit` documents, as retention does in batches; answers how many. */
export async function removeSome(from: Documents, filter: Filter<Document>, limit: number): Promise<number> {
  const old = await from
    .find(filter, { projection: { _id: 1 } })
    .limit(limit)
    .toArray();
  if (old.length === 0) return 0;
  return (await from.deleteMany({ _id: { $in: old.map(({ _id }) => _id) } })).deletedCount;
}
