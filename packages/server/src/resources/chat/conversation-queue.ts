import { Problem } from '../../http/problem.js';
import { KeyedQueue, QueueFull } from '../../outside/calling/keyed-queue.js';

/** More waiting turns than this come from a machine. */
const maxWaiting = 5;

/** Turns of one conversation one after the other: a second message waits for the answer to the first. */
export class ConversationQueue {
  private readonly turns = new KeyedQueue({ maxWaiting });

  /** Resolves when it is this turn's time, to a function that ends the turn. */
  async enter(name: string): Promise<() => void> {
    try {
      return await this.turns.enter(name);
    } catch (error) {
      if (!(error instanceof QueueFull)) throw error;
      throw new Problem('too-many-requests', 'Wait for the answer first.');
    }
  }
}
