import type { IndexDescription } from 'mongodb';
import { collectionNames, type CollectionName } from '../port/collections.js';
import { SchemaTooNew } from '../port/store-errors.js';
import type { MongoConnection } from './connection.js';

/** Raised with every change that an older version of this software would not understand. */
const schemaVersion = 5;

const unique = (...fields: string[]): IndexDescription => ({ key: ascending(fields), unique: true });
const index = (...fields: string[]): IndexDescription => ({ key: ascending(fields) });
const ascending = (fields: string[]) => Object.fromEntries(['shopId', ...fields].map((field) => [field, 1]));

/** The shop begins every index; `_id` ends one of each, by which documents are copied in order. */
const indexes: Record<CollectionName, IndexDescription[]> = {
  shops: [{ key: { name: 1 }, unique: true }],
  apiKeys: [{ key: { hash: 1 }, unique: true }, index('_id')],
  products: [
    unique('key'),
    index('aliasValues'),
    index('groupKey'),
    index('updatedAt'),
    index('source', 'updatedAt'),
    index('_id'),
  ],
  visitors: [unique('key'), index('mergedInto'), index('_id')],
  userInteractions: [
    unique('eventId', 'productId'),
    index('userId', 'timestamp'),
    index('timestamp', '_id'),
    index('_id'),
  ],
  orders: [unique('key'), index('placedAt', '_id'), index('userId', 'placedAt'), index('_id')],
  waitingLinks: [unique('orderKey'), index('expiresAt'), index('userId'), index('_id')],
  dailySales: [unique('productId', 'day'), index('_id')],
  inventory: [unique('productId'), index('updatedAt'), index('_id')],
  stockMovements: [unique('reference', 'productId'), index('productId', 'at'), index('_id')],
  forecasts: [unique('productId', 'madeAt'), index('_id')],
  modelChunks: [unique('kind', 'version', 'part'), index('_id')],
  models: [
    unique('kind', 'version'),
    {
      key: { shopId: 1, kind: 1 },
      name: 'one_serving',
      unique: true,
      partialFilterExpression: { status: 'serving' },
    },
    index('_id'),
  ],
  recommendationRequests: [unique('requestId'), index('at'), index('_id')],
  recommendationEvents: [unique('eventId'), index('at'), index('_id')],
  conversations: [unique('key'), index('lastAt'), index('expiresAt'), index('userId'), index('_id')],
  conversationEvents: [
    unique('conversationId', 'seq'),
    index('conversationId', 'messageId'),
    index('at'),
    index('_id'),
  ],
  faqEntries: [unique('key'), index('_id')],
  alerts: [
    {
      key: { shopId: 1, key: 1 },
      name: 'one_open',
      unique: true,
      partialFilterExpression: { open: true },
    },
    index('_id'),
  ],
  jobRuns: [index('job', 'startedAt'), index('startedAt'), index('_id')],
  auditLog: [index('at'), index('_id')],
};

/** Makes what is missing; doing it again, or in two processes at once, is harmless. */
export async function migrate(connection: MongoConnection): Promise<void> {
  const schema = connection.collection('schema');
  const held = await schema.findOne({ name: 'schema' });
  const version = typeof held?.version === 'number' ? held.version : 0;
  if (version > schemaVersion) {
    throw new SchemaTooNew(
      `The database has schema ${version}; this version of Shelfwise knows schemas up to ${schemaVersion}. Start the newer version.`,
    );
  }
  if (version === schemaVersion) return;
  for (const name of collectionNames) await connection.collection(name).createIndexes(indexes[name]);
  await connection.collection('stockGuards').createIndexes([unique('productId')]);
  // Alerts of before hold English sentences instead of values. The job that opened one opens it again.
  await connection.collection('alerts').deleteMany({ values: { $exists: false } });
  await schema.updateOne({ name: 'schema' }, { $set: { version: schemaVersion } }, { upsert: true });
}
