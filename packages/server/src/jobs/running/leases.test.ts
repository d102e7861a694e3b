import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Lease } from '../../stores/port/store.js';
import { renewalMs, withLease } from './leases.js';

const ttlMs = 60_000;
const lease = { name: 'job', owner: 'me', token: 1 } as unknown as Lease;

beforeEach(() => void vi.useFakeTimers({ now: 0 }));
afterEach(() => void vi.useRealTimers());

/** Leases whose renewals have the listed results, one by one, and then succeed. */
function leasesOf(renewals: (boolean | Error)[] = [], acquired: Lease | null = lease) {
  const calls: string[] = [];
  return {
    calls,
    acquire: async (_name: string, _owner: string, ttl: number) => (calls.push(`acquire ${ttl}`), acquired),
    renew: async (_lease: Lease, ttl: number, now: Date) => {
      calls.push(`renew ${ttl} at ${now.getTime()}`);
      const next = renewals.shift() ?? true;
      if (next instanceof Error) throw next;
      return next;
    },
    release: async () => void calls.push('release'),
  };
}

function hold(leases: ReturnType<typeof leasesOf>) {
  const abort = new AbortController();
  let end = () => undefined as void;
  const done = withLease(
    { leases, name: 'job', owner: 'me', ttlMs, clock: () => new Date(Date.now()), abort },
    () => new Promise<string>((resolve) => (end = () => resolve('done'))),
  );
  return { done, end: () => end(), signal: abort.signal };
}

test('renewalMs(…) is a third of the lease’s time', () => {
  expect(renewalMs(60_000)).toBe(20_000);
});

test('withLease(…) renews at each third of the time, and releases when the work ends', async () => {
  const leases = leasesOf();
  const { done, end, signal } = hold(leases);
  await vi.advanceTimersByTimeAsync(19_999);
  expect(leases.calls).toEqual(['acquire 60000']);
  await vi.advanceTimersByTimeAsync(20_002);
  expect(leases.calls.slice(1)).toEqual(['renew 60000 at 20000', 'renew 60000 at 40000']);
  end();
  expect(await done).toEqual({ value: 'done' });
  await vi.advanceTimersByTimeAsync(ttlMs);
  expect(leases.calls.slice(3)).toEqual(['release']);
  expect(signal.aborted).toBe(false);
});

test('withLease(…) aborts the work as soon as a renewal reports that another owner has the lease', async () => {
  const { done, end, signal } = hold(leasesOf([true, false]));
  await vi.advanceTimersByTimeAsync(39_999);
  expect(signal.aborted).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  expect(signal.reason).toMatchObject({ message: 'The lease was lost: another process runs this job.' });
  end();
  await done;
});

test('withLease(…) outlasts a store that is away, until the lease’s time has run out', async () => {
  const away = new Error('away');
  const { done, end, signal } = hold(leasesOf([true, away, away, away]));
  // Renewed at 20 s; at 40 s and 60 s the store is away, and at 80 s the lease of 60 s has run out.
  await vi.advanceTimersByTimeAsync(79_999);
  expect(signal.aborted).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  expect(signal.aborted).toBe(true);
  end();
  await done;
});

test('withLease(…) counts from the last renewal that succeeded', async () => {
  const away = new Error('away');
  const { done, end, signal } = hold(leasesOf([away, away, true, away, away]));
  await vi.advanceTimersByTimeAsync(119_999);
  expect(signal.aborted).toBe(false);
  end();
  await done;
});

test('withLease(…) runs nothing and returns undefined when another owner holds the lease', async () => {
  const leases = leasesOf([], null);
  const work = vi.fn();
  const abort = new AbortController();
  const options = { leases, name: 'job', owner: 'me', ttlMs, clock: () => new Date(), abort };
  expect(await withLease(options, work)).toBeUndefined();
  expect(work).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(ttlMs);
  expect(leases.calls).toEqual(['acquire 60000']);
});

test('withLease(…) releases the lease of work that fails, and throws its error', async () => {
  const leases = { ...leasesOf(), release: () => Promise.reject(new Error('away')) };
  const abort = new AbortController();
  const options = { leases, name: 'job', owner: 'me', ttlMs, clock: () => new Date(), abort };
  await expect(withLease(options, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
});
