import process from 'node:process';
import { Unavailable } from '../port/store-errors.js';

/**
 * Whether the server has transactions, by its answer to `hello`. Without replication there are none: what a process
 * cut off in the middle of an order leaves behind is half of it, and another process may write in between. Such a
 * server is refused, unless the operator says that they accept this.
 */
export function hasTransactions(
  hello: { setName?: unknown; msg?: unknown },
  accepted = process.env.SHELFWISE_MONGODB_STANDALONE,
): boolean {
  if (hello.setName !== undefined || hello.msg === 'isdbgrid') return true;
  if (accepted === 'accept') return false;
  throw new Unavailable(
    'MongoDB runs without a replica set, and so without transactions: start it with --replSet (one node is enough), or set SHELFWISE_MONGODB_STANDALONE=accept and risk wrong counts after a crash.',
  );
}
