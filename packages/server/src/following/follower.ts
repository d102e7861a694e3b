import { LRUCache } from 'lru-cache';
import { timeToLive } from './time-to-live.js';

/**
 * What a process holds in memory of the store, by key. `get` returns a fresh value at once; otherwise it
 * reads the store, and concurrent callers share one read. Over `max` the least recently used
 * values leave one by one, so that the others stay warm.
 */
export interface FollowerOptions<V extends object, C> {
  clock: () => Date;
  /** Milliseconds, two or more, from the start of a read until the value must be read again. */
  staleAfterMs: number;
  /** The most that is held, in the unit of `sizeOf`; in values without it. */
  max: number;
  /** A value larger than `max` counts as `max`: it is held alone. */
  sizeOf?: (value: V) => number;
  /**
   * Reads the value, or brings the held one up to date. Undefined: the store has none, and nothing is held.
   */
  read: (key: string, held: V | undefined, context: C) => Promise<V | undefined>;
  /**
   * Called when `read` fails for a held value, which then serves for another `staleAfterMs`. Without it, the
   * caller of `get` receives the error. The first read of a value always passes its error on.
   */
  onReadFailed?: (error: unknown, key: string) => void;
}

export class Follower<V extends object, C = undefined> {
  private readonly values: LRUCache<string, V, unknown>;
  private readonly now: () => number;
  private readonly staleAfterMs: number;

  constructor({ clock, staleAfterMs, max, sizeOf = () => 1, read, onReadFailed }: FollowerOptions<V, C>) {
    const lifetime = timeToLive(clock, staleAfterMs);
    const { now } = lifetime.perf;
    this.now = now;
    this.staleAfterMs = staleAfterMs;
    this.values = new LRUCache<string, V, unknown>({
      maxSize: max,
      sizeCalculation: (value) => Math.min(Math.max(sizeOf(value), 1), max),
      ...lifetime,
      noDeleteOnStaleGet: true,
      // For `peek` and `forgetWhere`; `get` and `refresh` never return a stale value.
      allowStale: true,
      // A value that is dropped while it is read still reaches the callers that wait for it; it is not held.
      ignoreFetchAbort: true,
      fetchMethod: async (key, held, { options, context }) => {
        const startedAt = now();
        try {
          const value = await read(key, held, context as C);
          options.ttl = Math.max(1, lifetime.ttl - (now() - startedAt));
          return value;
        } catch (error) {
          if (held === undefined || !onReadFailed) throw error;
          onReadFailed(error, key);
          return held;
        }
      },
      // A failed read drops nothing: the value stays stale, and the next caller tries again.
      noDeleteOnFetchRejection: true,
    });
  }

  /** No promise is made while the value is fresh. */
  get(key: string, context: C): V | Promise<V | undefined> {
    return this.values.get(key, onlyFresh) ?? this.refresh(key, context);
  }

  /** Reads the store now, or joins the read under way. */
  async refresh(key: string, context: C): Promise<V | undefined> {
    const value = await this.values.fetch(key, { context, forceRefresh: true, allowStale: false });
    if (value === undefined) this.values.delete(key);
    return value;
  }

  /** The held value, however old; it does not count as use. */
  peek(key: string): V | undefined {
    return this.values.peek(key);
  }

  /**
   * Drops the value. A read under way still reaches its callers but is not held, because it may have begun
   * before the change.
   */
  forget(key: string): void {
    this.values.delete(key);
  }

  /** Makes a held value stale. A read under way is not held, because it may have begun before the change. */
  expire(key: string): void {
    const held = this.peek(key);
    if (held === undefined) this.values.delete(key);
    else this.values.set(key, held, { start: this.now() - this.staleAfterMs });
  }

  /** Forgets every held value that matches. A first read under way has no value yet and is not affected. */
  forgetWhere(matches: (value: V) => boolean): void {
    const keys: string[] = [];
    this.forEach((value, key) => matches(value) && keys.push(key));
    for (const key of keys) this.values.delete(key);
  }

  /** Visits the held values, the least recently used first; the visit does not count as use. */
  forEach(visit: (value: V, key: string) => void): void {
    this.values.rforEach((value, key) => visit(value, key));
  }

  clear(): void {
    this.values.clear();
  }

  /** In the unit of `sizeOf`; a first read under way counts as 1. */
  get size(): number {
    return this.values.calculatedSize;
  }
}

const onlyFresh = { allowStale: false };
