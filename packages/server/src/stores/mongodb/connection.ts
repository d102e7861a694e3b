import { MongoClient, type ClientSession, type Collection, type Db, type Document } from 'mongodb';
import type { CollectionName } from '../port/collections.js';
import { retryOnDuplicate } from './errors.js';
import { hasTransactions } from './transactions.js';

/**
 * One client for the process. Every wait is bounded, so that a database that is away becomes `Unavailable` and not a
 * request that hangs. Writes are acknowledged by a majority and its journals.
 */
export interface MongoConnection {
  collection(name: CollectionName | 'leases' | 'schema' | 'stockGuards'): Collection<Document>;
  /**
   * Runs `work` in a transaction, again when it met another one. On a server without replication there are none:
   * then writers of this process take turns, which is enough for one process and no more.
   */
  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** Options that make an operation part of a transaction. */
export interface Transaction {
  session?: ClientSession;
}

/**
 * Sessions of transactions in which a document that was taken for new may be one that is known: the first try without
 * looking ended as a duplicate. Without a transaction one must always look.
 */
const careful = new WeakSet<ClientSession>();
export const mustLook = ({ session }: Transaction): boolean => session === undefined || careful.has(session);

const waitMs = 5000;

export async function openConnection(url: string): Promise<MongoConnection> {
  const client = new MongoClient(url, {
    serverSelectionTimeoutMS: waitMs,
    connectTimeoutMS: waitMs,
    socketTimeoutMS: 60_000,
    waitQueueTimeoutMS: waitMs,
    maxPoolSize: 50,
    ignoreUndefined: true,
    writeConcern: { w: 'majority', journal: true },
    readConcern: { level: 'majority' },
  });
  let db: Db;
  let transactional: boolean;
  try {
    await client.connect();
    // The driver calls the default database `test`, which nobody would look for.
    db = client.db(new URL(url).pathname.length > 1 ? undefined : 'shelfwise');
    transactional = hasTransactions(await db.admin().command({ hello: 1 }));
  } catch (error) {
    await client.close();
    throw error;
  }

  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = turn.then(work, work);
    turn = mine.catch(() => undefined);
    return mine;
  };

  return {
    collection: (name) => db.collection(name),
    transaction: (work) =>
      retryOnDuplicate((attempt) =>
        transactional
          ? client.withSession((session) => {
              if (attempt > 1) careful.add(session);
              return session.withTransaction(() => work({ session }));
            })
          : inTurn(() => work({})),
      ),
    async ping() {
      await db.command({ ping: 1 });
    },
    close: () => client.close(),
  };
}
