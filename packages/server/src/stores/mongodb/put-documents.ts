import type { AnyBulkWriteOperation, Collection, Document } from 'mongodb';
import type { Transaction } from './connection.js';

const documentsAtOnce = 2000;

/** Tens of thousands in one command may take a busy server longer than a socket waits. */
export async function insertInParts(
  collection: Collection<Document>,
  documents: readonly Document[],
  tx: Transaction = {},
): Promise<void> {
  for (let start = 0; start < documents.length; start += documentsAtOnce)
    await collection.insertMany(documents.slice(start, start + documentsAtOnce), tx);
}

/**
 * Writes whole documents: those that are new all at once, which servers do several times faster than one upsert after
 * the other, then those that replace what is there.
 */
export async function putDocuments(
  collection: Collection<Document>,
  documents: readonly { bson: Document; isNew: boolean }[],
  tx: Transaction = {},
): Promise<void> {
  const fresh = documents.filter(({ isNew }) => isNew).map(({ bson }) => bson);
  const held = documents.filter(({ isNew }) => !isNew);
  await insertInParts(collection, fresh, tx);
  if (held.length === 0) return;
  const writes = held.map(({ bson }): AnyBulkWriteOperation<Document> => {
    const { _id, ...replacement } = bson;
    return { replaceOne: { filter: { _id: _id as Document }, replacement, upsert: true } };
  });
  await collection.bulkWrite(writes, { ...tx, ordered: false });
}
