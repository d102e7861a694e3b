/**
 * Wakes long polls when a conversation gets new messages. Messages that another process writes are not
 * noticed: a poll then ends after its time and reads the store anyway.
 */
export class ConversationNews {
  private readonly readers = new Map<string, Set<() => void>>();
  private isClosed = false;

  announce(conversationId: string): void {
    for (const wake of this.readers.get(conversationId) ?? []) wake();
  }

  /** Resolves at the next announcement, after `waitMs`, or when the reader leaves. */
  wait(
    conversationId: string,
    waitMs: number,
    signal?: AbortSignal,
  ): { promise: Promise<void>; cancel(): void } {
    let wake!: () => void;
    const promise = new Promise<void>((resolve) => {
      const waiting = this.readers.get(conversationId) ?? new Set();
      this.readers.set(conversationId, waiting);
      const timer = setTimeout(() => wake(), this.isClosed ? 0 : waitMs);
      timer.unref();
      wake = () => {
        clearTimeout(timer);
        waiting.delete(wake);
        if (waiting.size === 0) this.readers.delete(conversationId);
        signal?.removeEventListener('abort', wake);
        resolve();
      };
      waiting.add(wake);
      signal?.addEventListener('abort', wake);
    });
    return { promise, cancel: wake };
  }

  /** For shutdown: wakes all readers, and lets none wait from now on. */
  close(): void {
    this.isClosed = true;
    for (const waiting of [...this.readers.values()]) for (const wake of [...waiting]) wake();
  }
}
