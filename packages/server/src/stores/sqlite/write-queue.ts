import { setImmediate as nextTurn, setTimeout as wait } from 'node:timers/promises';
import { StoreFull, Unavailable } from '../port/store-errors.js';
import type { Session } from './session.js';
import { toStoreError } from './errors.js';

/**
 * Group commit: writes that were asked for in one turn of the event loop share one transaction and one fsync, which
 * is what costs (about 1 ms each with `synchronous = FULL`). A write is acknowledged only after that commit. Each has
 * a savepoint, so that one that fails takes back its own changes and nobody else's.
 *
 * Another process's lock is waited for with timers, never by blocking the thread.
 */
export interface WriteQueue {
  write<T>(work: (session: Session) => T): Promise<T>;
  writeInSlices<T>(work: (session: Session) => Generator<void, T>): Promise<T>;
  close(): Promise<void>;
}

export interface WriteQueueOptions {
  session: Session;
  execute: (sql: string) => void;
  lockTimeoutMs: number;
}

interface QueuedWrite {
  work: (session: Session) => unknown;
  /** Set for work that has a transaction to itself. */
  sliced?: (session: Session) => Generator<void, unknown>;
  resolve: (value: unknown) => void;
  reject: (error: unknown) => void;
}

/** How long the writes of one transaction may keep the thread before it commits and lets others run. */
const maxGroupMs = 20;

export function createWriteQueue({ session, execute, lockTimeoutMs }: WriteQueueOptions): WriteQueue {
  const queue: QueuedWrite[] = [];
  let draining: Promise<void> | undefined;
  let closed = false;

  const enqueue = (entry: Pick<QueuedWrite, 'work' | 'sliced'>) =>
    new Promise<unknown>((resolve, reject) => {
      if (closed) return reject(new Unavailable('The store is closed.'));
      queue.push({ ...entry, resolve, reject });
      draining ??= drain().finally(() => (draining = undefined));
    });

  async function drain() {
    // Let the requests that arrived together queue up before the first commit.
    await nextTurn();
    while (queue.length > 0) {
      if (queue[0]!.sliced) await commitSliced(queue.shift()!);
      else await commitGroup();
      await nextTurn();
    }
  }

  async function commitGroup() {
    try {
      await begin();
    } catch (error) {
      for (const write of queue.splice(0)) write.reject(error);
      return;
    }
    const done: { write: QueuedWrite; value: unknown }[] = [];
    const startedAt = performance.now();
    while (queue.length > 0 && !queue[0]!.sliced && performance.now() - startedAt < maxGroupMs) {
      const write = queue.shift()!;
      try {
        execute('SAVEPOINT one_write');
        const value = write.work(session);
        execute('RELEASE one_write');
        done.push({ write, value });
      } catch (error) {
        const known = toStoreError(error);
        write.reject(known);
        if (known instanceof StoreFull || known instanceof Unavailable) {
          // The engine may have ended the whole transaction: what was done in it counts no more.
          rollBack('ROLLBACK');
          for (const { write: other } of done) other.reject(known);
          return;
        }
        rollBack('ROLLBACK TO one_write; RELEASE one_write');
      }
    }
    try {
      execute('COMMIT');
      for (const { write, value } of done) write.resolve(value);
    } catch (error) {
      rollBack('ROLLBACK');
      for (const { write } of done) write.reject(toStoreError(error));
    }
  }

  async function commitSliced(write: QueuedWrite) {
    try {
      await begin();
    } catch (error) {
      write.reject(error);
      return;
    }
    try {
      const steps = write.sliced!(session);
      let step = steps.next();
      while (!step.done) {
        await nextTurn();
        step = steps.next();
      }
      execute('COMMIT');
      write.resolve(step.value);
    } catch (error) {
      rollBack('ROLLBACK');
      write.reject(toStoreError(error));
    }
  }

  async function begin() {
    const deadline = performance.now() + lockTimeoutMs;
    for (let pauseMs = 5; ; pauseMs = Math.min(pauseMs * 2, 100)) {
      try {
        execute('BEGIN IMMEDIATE');
        return;
      } catch (error) {
        const known = toStoreError(error);
        if (!(known instanceof Unavailable) || performance.now() + pauseMs > deadline) throw known;
        await wait(pauseMs);
      }
    }
  }

  /** A full disk or I/O error may have ended the transaction already: then there is nothing to roll back. */
  function rollBack(sql: string) {
    try {
      execute(sql);
    } catch {
      // The first error is the one the caller hears of.
    }
  }

  return {
    write: <T>(work: (session: Session) => T) => enqueue({ work }) as Promise<T>,
    writeInSlices: <T>(sliced: (session: Session) => Generator<void, T>) =>
      enqueue({ work: () => undefined, sliced }) as Promise<T>,
    async close() {
      closed = true;
      await draining;
    },
  };
}
