import { Problem } from '../../http/problem.js';

/** Turns of one conversation one after the other: a second message waits for the answer to the first. */
export interface ConversationQueue {
  /** Resolves when it is this turn's time; call what it answers when the turn is over. */
  enter(name: string): Promise<() => void>;
}

/** More waiting turns than this come from a machine. */
const maxWaiting = 5;

export function createConversationQueue(): ConversationQueue {
  const lines = new Map<string, { length: number; tail: Promise<void> }>();
  return {
    async enter(name) {
      const line = lines.get(name) ?? { length: 0, tail: Promise.resolve() };
      if (line.length > maxWaiting) throw new Problem('too-many-requests', 'Wait for the answer first.');
      const before = line.tail;
      let open!: () => void;
      line.tail = new Promise((resolve) => (open = resolve));
      line.length++;
      lines.set(name, line);
      await before;
      let isOver = false;
      return () => {
        if (isOver) return;
        isOver = true;
        open();
        if (--line.length === 0) lines.delete(name);
      };
    },
  };
}
