import type { Lease, LeaseRepository } from '../port/store.js';
import { leaseTakenOverError } from '../port/store-errors.js';
import type { SqliteConnection } from './connection.js';
import type { Session } from './session.js';

/** Table `leases`: one row a name, kept after release so that the token only ever rises. */
const acquireLease = `INSERT INTO leases (name, owner, token, expires_at) VALUES (?, ?, 1, ?)
  ON CONFLICT (name) DO UPDATE SET owner = excluded.owner, token = token + 1, expires_at = excluded.expires_at
  WHERE expires_at <= ? OR owner = excluded.owner RETURNING token`;
const renewLease =
  'UPDATE leases SET expires_at = ? WHERE name = ? AND owner = ? AND token = ? AND expires_at > ?';
const heldLease = 'SELECT 1 AS held FROM leases WHERE name = ? AND owner = ? AND token = ?';
const heldLeases = `SELECT name, owner, token, expires_at AS expiresAt FROM leases
  WHERE substr(name, 1, ?) = ? AND expires_at > ?`;
const releaseLease = 'UPDATE leases SET expires_at = 0 WHERE name = ? AND owner = ? AND token = ?';

/** In the transaction of what is to be published: throws when the lease is somebody else's by now. */
export function assertHeld(session: Session, lease: Lease | undefined): void {
  if (lease && !session.one(heldLease, [lease.name, lease.owner, lease.token]))
    throw leaseTakenOverError(lease);
}

export class SqliteLeaseRepository implements LeaseRepository {
  constructor(private readonly connection: SqliteConnection) {}

  acquire(name: string, owner: string, ttlMs: number, now: Date): Promise<Lease | null> {
    return this.connection.write((session): Lease | null => {
      const expiresAt = new Date(now.getTime() + ttlMs);
      const row = session.one<{ token: number }>(acquireLease, [
        name,
        owner,
        expiresAt.getTime(),
        now.getTime(),
      ]);
      return row ? { name, owner, token: row.token, expiresAt } : null;
    });
  }

  renew(lease: Lease, ttlMs: number, now: Date): Promise<boolean> {
    return this.connection.write(
      (session) =>
        session.run(renewLease, [
          now.getTime() + ttlMs,
          lease.name,
          lease.owner,
          lease.token,
          now.getTime(),
        ]) > 0,
    );
  }

  async listHeld(prefix: string, now: Date): Promise<Lease[]> {
    return this.connection
      .all<Omit<Lease, 'expiresAt'> & { expiresAt: number }>(heldLeases, [
        prefix.length,
        prefix,
        now.getTime(),
      ])
      .map((lease) => ({ ...lease, expiresAt: new Date(lease.expiresAt) }));
  }

  forgetEnded(prefix: string, before: Date): Promise<number> {
    return this.connection.write((session) =>
      session.run('DELETE FROM leases WHERE substr(name, 1, ?) = ? AND expires_at < ?', [
        prefix.length,
        prefix,
        before.getTime(),
      ]),
    );
  }

  release(lease: Lease): Promise<void> {
    return this.connection.write(
      (session) => void session.run(releaseLease, [lease.name, lease.owner, lease.token]),
    );
  }
}
