/**
 * Turns that are being answered. A turn runs to its end whether anybody reads it or not: the page may be gone before the
 * answer is there, and what the engine said must be kept for when it asks again. Who asks for a running turn again is
 * told its steps from the first on.
 */
export interface RunningTurns<Step> {
  /** The running turn of this name, or the one that `begin` starts. */
  follow(name: string, begin: () => AsyncIterable<Step>): AsyncGenerator<Step, void>;
  /** Resolves when none of those that run now runs any more. */
  settled(): Promise<void>;
}

interface Running<Step> {
  steps: Step[];
  end?: { error?: unknown };
  /** Readers who wait for the next step or the end. */
  waiting: (() => void)[];
  over: Promise<void>;
}

export function createRunningTurns<Step>(onUnheard: (error: unknown) => void): RunningTurns<Step> {
  const turns = new Map<string, Running<Step>>();

  async function run(name: string, turn: Running<Step>, steps: AsyncIterable<Step>): Promise<void> {
    const wake = () => turn.waiting.splice(0).forEach((each) => each());
    try {
      for await (const step of steps) {
        turn.steps.push(step);
        wake();
      }
      turn.end = {};
    } catch (error) {
      turn.end = { error };
      if (turn.waiting.length === 0) onUnheard(error);
    } finally {
      turns.delete(name);
      wake();
    }
  }

  return {
    async *follow(name, begin) {
      let turn = turns.get(name);
      if (!turn) {
        turn = { steps: [], waiting: [], over: Promise.resolve() };
        turns.set(name, turn);
        turn.over = run(name, turn, begin());
      }
      for (let next = 0; ; next++) {
        while (next >= turn.steps.length && !turn.end) {
          const { waiting } = turn;
          await new Promise<void>((resolve) => waiting.push(resolve));
        }
        if (next < turn.steps.length) yield turn.steps[next]!;
        else if (turn.end && 'error' in turn.end) throw turn.end.error;
        else return;
      }
    },
    settled: async () => void (await Promise.all([...turns.values()].map(({ over }) => over))),
  };
}
