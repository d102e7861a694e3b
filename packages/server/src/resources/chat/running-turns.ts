/**
 * Turns that are being answered. A turn runs to its end whether or not anybody reads it: the page may be
 * closed before the answer is ready, and the answer must be stored for when the page asks again. A repeated
 * request for a running turn gets its steps from the first one on.
 */
export class RunningTurns<Step> {
  private readonly turns = new Map<string, Running<Step>>();
  private readonly onUnread: (error: unknown) => void;

  /** `onUnread` hears of failures that no reader is there to receive. */
  constructor(onUnread: (error: unknown) => void) {
    this.onUnread = onUnread;
  }

  /** The steps of the running turn of this name, or of the one that `begin` starts. */
  async *follow(name: string, begin: () => AsyncIterable<Step>): AsyncGenerator<Step, void> {
    const turn = this.turns.get(name) ?? this.start(name, begin());
    for (let next = 0; ; next++) {
      while (next >= turn.steps.length && !turn.end) {
        await new Promise<void>((resolve) => turn.waiting.push(resolve));
      }
      if (next < turn.steps.length) yield turn.steps[next]!;
      else if (turn.end && 'error' in turn.end) throw turn.end.error;
      else return;
    }
  }

  /** Resolves when all turns that run now have ended. */
  async settled(): Promise<void> {
    await Promise.all([...this.turns.values()].map(({ over }) => over));
  }

  private start(name: string, steps: AsyncIterable<Step>): Running<Step> {
    const turn: Running<Step> = { steps: [], waiting: [], over: Promise.resolve() };
    this.turns.set(name, turn);
    turn.over = this.run(name, turn, steps);
    return turn;
  }

  private async run(name: string, turn: Running<Step>, steps: AsyncIterable<Step>): Promise<void> {
    const wake = () => turn.waiting.splice(0).forEach((each) => each());
    try {
      for await (const step of steps) {
        turn.steps.push(step);
        wake();
      }
      turn.end = {};
    } catch (error) {
      turn.end = { error };
      if (turn.waiting.length === 0) this.onUnread(error);
    } finally {
      this.turns.delete(name);
      wake();
    }
  }
}

interface Running<Step> {
  steps: Step[];
  end?: { error?: unknown };
  /** Readers who wait for the next step or the end. */
  waiting: (() => void)[];
  over: Promise<void>;
}
