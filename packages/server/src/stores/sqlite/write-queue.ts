import { setImmediate as nextTurn, setTimeout as wait } from 'node:timers/promises';
import { StoreFull, Unavailable } from '../port/store-errors.js';
import type { Session } from './session.js';
import { toStoreError } from './errors.js';

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

/**
 * Group commit: writes that were requested in one turn of the event loop share one transaction and one fsync. The fsync
 * is the expensive part (about 1 ms with `synchronous = FULL`). A write is acknowledged only after the commit. Each
 * write has a savepoint, so a write that fails takes back its own changes and no others.
 *
 * While another process holds the lock, the queue waits with timers and never blocks the thread.
 */
export class WriteQueue {
  private readonly session: Session;
  private readonly execute: (sql: string) => void;
  private readonly lockTimeoutMs: number;
  private readonly queue: QueuedWrite[] = [];
  private draining: Promise<void> | undefined;
  private isClosed = false;

  constructor({ session, execute, lockTimeoutMs }: WriteQueueOptions) {
    this.session = session;
    this.execute = execute;
    this.lockTimeoutMs = lockTimeoutMs;
  }

  write<T>(work: (session: Session) => T): Promise<T> {
    return this.enqueue({ work }) as Promise<T>;
  }

  /** Runs work that has a transaction to itself and lets requests be answered between its slices. */
  writeInSlices<T>(sliced: (session: Session) => Generator<void, T>): Promise<T> {
    return this.enqueue({ work: () => undefined, sliced }) as Promise<T>;
  }

  /** Refuses new writes. Resolves when the queued ones are written. */
  async close(): Promise<void> {
    this.isClosed = true;
    await this.draining;
  }

  private enqueue(entry: Pick<QueuedWrite, 'work' | 'sliced'>): Promise<unknown> {
    return new Promise<unknown>((resolve, reject) => {
      if (this.isClosed) return reject(new Unavailable('The store is closed.'));
      this.queue.push({ ...entry, resolve, reject });
      this.draining ??= this.drain().finally(() => (this.draining = undefined));
    });
  }

  private async drain(): Promise<void> {
    // Let the requests that arrived together this.queue up before the first commit.
    await nextTurn();
    while (this.queue.length > 0) {
      if (this.queue[0]!.sliced) await this.commitSliced(this.queue.shift()!);
      else await this.commitGroup();
      await nextTurn();
    }
  }

  private async commitGroup(): Promise<void> {
    try {
      await this.begin();
    } catch (error) {
      for (const write of this.queue.splice(0)) write.reject(error);
      return;
    }
    const done: { write: QueuedWrite; value: unknown }[] = [];
    const startedAt = performance.now();
    while (this.queue.length > 0 && !this.queue[0]!.sliced && performance.now() - startedAt < maxGroupMs) {
      const write = this.queue.shift()!;
      try {
        this.execute('SAVEPOINT one_write');
        const value = write.work(this.session);
        this.execute('RELEASE one_write');
        done.push({ write, value });
      } catch (error) {
        const known = toStoreError(error);
        write.reject(known);
        if (known instanceof StoreFull || known instanceof Unavailable) {
          // The engine may have ended the whole transaction: what was done in it counts no more.
          this.rollBack('ROLLBACK');
          for (const { write: other } of done) other.reject(known);
          return;
        }
        this.rollBack('ROLLBACK TO one_write; RELEASE one_write');
      }
    }
    try {
      this.execute('COMMIT');
      for (const { write, value } of done) write.resolve(value);
    } catch (error) {
      this.rollBack('ROLLBACK');
      for (const { write } of done) write.reject(toStoreError(error));
    }
  }

  private async commitSliced(write: QueuedWrite): Promise<void> {
    try {
      await this.begin();
    } catch (error) {
      write.reject(error);
      return;
    }
    try {
      const steps = write.sliced!(this.session);
      let step = steps.next();
      while (!step.done) {
        await nextTurn();
        step = steps.next();
      }
      this.execute('COMMIT');
      write.resolve(step.value);
    } catch (error) {
      this.rollBack('ROLLBACK');
      write.reject(toStoreError(error));
    }
  }

  private async begin(): Promise<void> {
    const deadline = performance.now() + this.lockTimeoutMs;
    for (let pauseMs = 5; ; pauseMs = Math.min(pauseMs * 2, 100)) {
      try {
        this.execute('BEGIN IMMEDIATE');
        return;
      } catch (error) {
        const known = toStoreError(error);
        if (!(known instanceof Unavailable) || performance.now() + pauseMs > deadline) throw known;
        await wait(pauseMs);
      }
    }
  }

  /** A full disk or I/O error may have ended the transaction already: then there is nothing to roll back. */
  private rollBack(sql: string): void {
    try {
      this.execute(sql);
    } catch {
      // The first error is the one the caller hears of.
    }
  }
}
