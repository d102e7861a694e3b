import type { Lease, LeaseRepository } from '../../stores/port/store.js';

/** Milliseconds between two renewals of a lease: also how late the loss of a lease is noticed. */
export const renewalMs = (ttlMs: number): number => ttlMs / 3;

export interface LeaseOptions {
  leases: Pick<LeaseRepository, 'acquire' | 'renew' | 'release'>;
  name: string;
  owner: string;
  ttlMs: number;
  clock: () => Date;
  /** Aborted when the lease is lost. */
  abort: AbortController;
}

/**
 * Holds a lease while `work` runs, so that of many processes at most one runs a job. Renews it at each third
 * of its time, and aborts the work when it is lost. Returns undefined when another owner holds it.
 */
export async function withLease<T>(
  { leases, name, owner, ttlMs, clock, abort }: LeaseOptions,
  work: (lease: Lease) => Promise<T>,
): Promise<{ value: T } | undefined> {
  const lease = await leases.acquire(name, owner, ttlMs, clock());
  if (!lease) return undefined;
  let renewedAt = clock().getTime();
  const lose = () => abort.abort(new Error('The lease was lost: another process runs this job.'));
  const heartbeat = setInterval(() => {
    leases.renew(lease, ttlMs, clock()).then(
      (isHeld) => {
        if (isHeld) renewedAt = clock().getTime();
        else lose();
      },
      // The store may be away for a moment. The lease is lost only when its time has run out.
      () => {
        if (clock().getTime() - renewedAt >= ttlMs) lose();
      },
    );
  }, renewalMs(ttlMs));
  heartbeat.unref();
  try {
    return { value: await work(lease) };
  } finally {
    clearInterval(heartbeat);
    // A lease that cannot be released now runs out by itself.
    await leases.release(lease).catch(() => undefined);
  }
}
