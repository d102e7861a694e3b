import type { Lease, LeaseRepository } from '../../stores/port/store.js';

/** Who has lost a lease of `ttlMs` knows it after this long. */
export const renewalMs = (ttlMs: number): number => ttlMs / 3;

/**
 * Holds a lease while `work` runs: renews it at a third of its time, and aborts the work when it was lost, so that of
 * many processes one at most runs a job. Answers undefined when another owner holds it.
 */
export async function withLease<T>(
  options: {
    leases: LeaseRepository;
    name: string;
    owner: string;
    ttlMs: number;
    clock: () => Date;
    abort: AbortController;
  },
  work: (lease: Lease) => Promise<T>,
): Promise<{ value: T } | undefined> {
  const { leases, name, owner, ttlMs, clock, abort } = options;
  const lease = await leases.acquire(name, owner, ttlMs, clock());
  if (!lease) return undefined;
  let renewedAt = clock().getTime();
  const lose = () => abort.abort(new Error('The lease was lost: another process runs this job.'));
  const heartbeat = setInterval(() => {
    leases.renew(lease, ttlMs, clock()).then(
      (held) => {
        if (held) renewedAt = clock().getTime();
        else lose();
      },
      // The store may be away for a moment; the lease is lost only when its time has run out.
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
    // A lease that cannot be given back now runs out by itself.
    await leases.release(lease).catch(() => undefined);
  }
}
