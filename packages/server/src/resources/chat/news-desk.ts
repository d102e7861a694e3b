/**
 * Wakes long polls of a conversation. What another process wrote is not heard here: a waiting poll ends after its time
 * and reads the store anyway.
 */
export interface NewsDesk {
  tell(conversationId: string): void;
  /** Resolves at the next news, after `waitMs`, or when the reader leaves. */
  wait(
    conversationId: string,
    waitMs: number,
    signal?: AbortSignal,
  ): { promise: Promise<void>; cancel(): void };
  /** The server is going: wakes who waits, and lets nobody wait from now on. */
  close(): void;
}

export function createNewsDesk(): NewsDesk {
  const readers = new Map<string, Set<() => void>>();
  let isClosed = false;
  return {
    tell(conversationId) {
      for (const wake of readers.get(conversationId) ?? []) wake();
    },
    wait(conversationId, waitMs, signal) {
      let wake!: () => void;
      const promise = new Promise<void>((resolve) => {
        const waiting = readers.get(conversationId) ?? new Set();
        readers.set(conversationId, waiting);
        const timer = setTimeout(() => wake(), isClosed ? 0 : waitMs);
        timer.unref();
        wake = () => {
          clearTimeout(timer);
          waiting.delete(wake);
          if (waiting.size === 0) readers.delete(conversationId);
          signal?.removeEventListener('abort', wake);
          resolve();
        };
        waiting.add(wake);
        signal?.addEventListener('abort', wake);
      });
      return { promise, cancel: wake };
    },
    close() {
      isClosed = true;
      for (const waiting of [...readers.values()]) for (const wake of [...waiting]) wake();
    },
  };
}
