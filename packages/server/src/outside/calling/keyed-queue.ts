import PQueue from 'p-queue';

export class QueueFull extends Error {
  override name = 'QueueFull';
}

/** One piece of work at a time for each key, in the order of arrival. Keys without work take no memory. */
export class KeyedQueue {
  private readonly queues = new Map<string, PQueue>();
  private readonly maxWaiting: number;

  /** `maxWaiting`: how many may wait for one key while another one is at work. */
  constructor({ maxWaiting = Infinity }: { maxWaiting?: number } = {}) {
    this.maxWaiting = maxWaiting;
  }

  /** Resolves when it is this caller's turn, to a function that ends the turn. Throws `QueueFull`. */
  async enter(key: string): Promise<() => void> {
    const queue = this.queues.get(key) ?? this.open(key);
    if (queue.size >= this.maxWaiting) throw new QueueFull();
    return new Promise((begin) => {
      void queue.add(() => new Promise<void>(begin));
    });
  }

  async run<T>(key: string, work: () => Promise<T>): Promise<T> {
    const leave = await this.enter(key);
    try {
      return await work();
    } finally {
      leave();
    }
  }

  /** Whether work of this key is under way or waits. */
  has(key: string): boolean {
    return this.queues.has(key);
  }

  /** Resolves when all work that was added has ended. */
  async settled(): Promise<void> {
    await Promise.all([...this.queues.values()].map((queue) => queue.onIdle()));
  }

  /** Keys with work. */
  get size(): number {
    return this.queues.size;
  }

  private open(key: string): PQueue {
    const queue = new PQueue({ concurrency: 1 });
    queue.on('idle', () => this.queues.delete(key));
    this.queues.set(key, queue);
    return queue;
  }
}
