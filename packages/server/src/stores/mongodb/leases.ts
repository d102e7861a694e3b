import type { Collection, Document, Filter, WithId } from 'mongodb';
import type { Lease, LeaseRepository } from '../port/store.js';
import { leaseTakenOverError } from '../port/store-errors.js';
import type { MongoConnection, Transaction } from './connection.js';
import { isDuplicateKey } from './errors.js';

/** Collection `leases`: one document a name, kept after release so that the token only ever rises. */
const byName = (name: string) => ({ _id: name }) as unknown as WithId<Document>;
const named = (prefix: string, rest: Filter<Document>) =>
  ({ _id: { $gte: prefix, $lt: `${prefix}\uffff` }, ...rest }) as unknown as Filter<Document>;

/**
 * In the transaction of what is to be published: throws when the lease is somebody else's by now. It writes to the
 * lease, so that whoever takes it over at this moment comes before or after the whole transaction.
 */
export async function assertHeld(
  connection: MongoConnection,
  lease: Lease | undefined,
  tx: Transaction,
): Promise<void> {
  if (!lease) return;
  const { name, owner, token } = lease;
  const { matchedCount } = await connection
    .collection('leases')
    .updateOne({ ...byName(name), owner, token }, { $inc: { published: 1 } }, tx);
  if (matchedCount === 0) throw leaseTakenOverError(lease);
}

export class MongoLeaseRepository implements LeaseRepository {
  private readonly leases: Collection;

  constructor(private readonly connection: MongoConnection) {
    this.leases = this.connection.collection('leases');
  }

  async acquire(name: string, owner: string, ttlMs: number, now: Date): Promise<Lease | null> {
    const expiresAt = new Date(now.getTime() + ttlMs);
    const free = { ...byName(name), $or: [{ expiresAt: { $lte: now } }, { owner }] };
    try {
      const lease = await this.leases.findOneAndUpdate(
        free,
        { $set: { owner, expiresAt }, $inc: { token: 1 } },
        { upsert: true, returnDocument: 'after' },
      );
      return { name, owner, token: lease!.token as number, expiresAt };
    } catch (error) {
      // Not free, so the upsert tried to make a second one.
      if (isDuplicateKey(error)) return null;
      throw error;
    }
  }

  async renew({ name, owner, token }: Lease, ttlMs: number, now: Date): Promise<boolean> {
    const { matchedCount } = await this.leases.updateOne(
      { ...byName(name), owner, token, expiresAt: { $gt: now } },
      { $set: { expiresAt: new Date(now.getTime() + ttlMs) } },
    );
    return matchedCount > 0;
  }

  async listHeld(prefix: string, now: Date): Promise<Lease[]> {
    const held = await this.leases.find(named(prefix, { expiresAt: { $gt: now } })).toArray();
    return held.map(({ _id, owner, token, expiresAt }) => ({
      name: String(_id),
      owner: owner as string,
      token: token as number,
      expiresAt: expiresAt as Date,
    }));
  }

  async forgetEnded(prefix: string, before: Date): Promise<number> {
    return (await this.leases.deleteMany(named(prefix, { expiresAt: { $lt: before } }))).deletedCount;
  }

  async release({ name, owner, token }: Lease): Promise<void> {
    await this.leases.updateOne({ ...byName(name), owner, token }, { $set: { expiresAt: new Date(0) } });
  }
}
