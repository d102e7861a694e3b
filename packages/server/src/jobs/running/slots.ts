/**
 * The places where jobs run. A job waits for one before it takes its lease and its time begins. Short jobs must not
 * stand behind a long one, of whatever shop: long jobs together leave a place free, where there is more than one.
 * First come, first served otherwise.
 */
export interface Slots {
  /** Resolves with the way to give the place back; doing so twice is harmless. Rejects when the signal is aborted. */
  take(isLong: boolean, signal: AbortSignal): Promise<() => void>;
}

interface Waiting {
  isLong: boolean;
  begin(): void;
}

export function createSlots(places: number): Slots {
  const longPlaces = Math.max(1, places - 1);
  const waiting: Waiting[] = [];
  const used = { all: 0, long: 0 };

  function beginNext(): void {
    while (used.all < places) {
      const next = waiting.findIndex(({ isLong }) => !isLong || used.long < longPlaces);
      if (next < 0) return;
      const [first] = waiting.splice(next, 1);
      first!.begin();
    }
  }

  function enter(isLong: boolean): () => void {
    used.all += 1;
    if (isLong) used.long += 1;
    let isHeld = true;
    return () => {
      if (!isHeld) return;
      isHeld = false;
      used.all -= 1;
      if (isLong) used.long -= 1;
      beginNext();
    };
  }

  return {
    take: (isLong, signal) =>
      new Promise((resolve, reject) => {
        signal.throwIfAborted();
        const giveUp = () => {
          waiting.splice(waiting.indexOf(mine), 1);
          reject(signal.reason as Error);
        };
        const mine: Waiting = {
          isLong,
          begin() {
            signal.removeEventListener('abort', giveUp);
            resolve(enter(isLong));
          },
        };
        signal.addEventListener('abort', giveUp);
        waiting.push(mine);
        beginNext();
      }),
  };
}
