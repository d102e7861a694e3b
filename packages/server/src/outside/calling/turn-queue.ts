/** One turn at a time for each name, in order of arrival: Rasa locks a conversation and polls the lock each second. */
export interface TurnQueue {
  run<T>(name: string, turn: () => Promise<T>): Promise<T>;
}

export function createTurnQueue(): TurnQueue {
  const tails = new Map<string, Promise<unknown>>();
  return {
    run(name, turn) {
      const before = tails.get(name) ?? Promise.resolve();
      const mine = before.then(turn, turn);
      const tail = mine.catch(() => undefined);
      tails.set(name, tail);
      void tail.then(() => {
        if (tails.get(name) === tail) tails.delete(name);
      });
      return mine;
    },
  };
}
