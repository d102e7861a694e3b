interface Waiting {
  isLong: boolean;
  begin(): void;
}

/**
 * The places where jobs run. A job waits for one before it takes its lease and before its time limit begins.
 * Places are given in the order of asking, except that long jobs together leave one of several places free: a
 * short job, of any shop, must not wait for a long one.
 */
export class Slots {
  private readonly longPlaces: number;
  private readonly waiting: Waiting[] = [];
  private readonly used = { all: 0, long: 0 };

  constructor(private readonly places: number) {
    this.longPlaces = Math.max(1, places - 1);
  }

  /**
   * Resolves with a function that gives the place back, any number of times. Rejects when the signal is
   * aborted.
   */
  take(isLong: boolean, signal: AbortSignal): Promise<() => void> {
    return new Promise((resolve, reject) => {
      signal.throwIfAborted();
      const giveUp = () => {
        this.waiting.splice(this.waiting.indexOf(mine), 1);
        reject(signal.reason as Error);
      };
      const mine: Waiting = {
        isLong,
        begin: () => {
          signal.removeEventListener('abort', giveUp);
          resolve(this.enter(isLong));
        },
      };
      signal.addEventListener('abort', giveUp);
      this.waiting.push(mine);
      this.beginNext();
    });
  }

  private beginNext(): void {
    while (this.used.all < this.places) {
      const next = this.waiting.findIndex(({ isLong }) => !isLong || this.used.long < this.longPlaces);
      if (next < 0) return;
      const [first] = this.waiting.splice(next, 1);
      first!.begin();
    }
  }

  private enter(isLong: boolean): () => void {
    this.used.all += 1;
    if (isLong) this.used.long += 1;
    let isHeld = true;
    return () => {
      if (!isHeld) return;
      isHeld = false;
      this.used.all -= 1;
      if (isLong) this.used.long -= 1;
      this.beginNext();
    };
  }
}

/** A place of one run, which it leaves while it waits between two attempts and takes again. */
export class Place {
  private release: (() => void) | undefined;

  constructor(
    private readonly slots: Slots,
    private readonly isLong: boolean,
    private readonly signal: AbortSignal,
  ) {}

  async take(): Promise<void> {
    this.release = await this.slots.take(this.isLong, this.signal);
  }

  leave(): void {
    this.release?.();
    this.release = undefined;
  }
}
