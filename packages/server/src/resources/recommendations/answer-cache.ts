/**
 * Answers that hold nothing about a visitor, kept ready as text. Each is good for exactly one state of catalogue and
 * model, and until its own end: a product that is sold out, hidden or deleted changes the state, one that is no longer
 * new ends the answers that call it so, and what is past is never given again.
 */
export interface ReadyAnswer {
  /** JSON of the answer without its braces and its request's id, which differs each time. */
  text: string;
  filledBy: string;
  products: readonly string[];
  /** Milliseconds since 1970 at which something in it stops being true; absent when only the state can do that. */
  goodUntil?: number;
}

export interface AnswerState {
  /** `ShopCatalogue.cardRevision`. */
  cards: number;
  modelVersion: number | undefined;
}

export interface AnswerCache {
  get(name: string, state: AnswerState, now: Date): ReadyAnswer | undefined;
  set(name: string, state: AnswerState, answer: ReadyAnswer): void;
}

/** At about 3 KB an answer. */
const defaultMaxAnswers = 6000;

/** Over all shops; the least recently used leave first. */
export function createAnswerCache(maxAnswers = defaultMaxAnswers): AnswerCache {
  const held = new Map<string, { state: AnswerState; answer: ReadyAnswer }>();
  return {
    get(name, { cards, modelVersion }, now) {
      const entry = held.get(name);
      if (!entry) return undefined;
      held.delete(name);
      if (entry.state.cards !== cards || entry.state.modelVersion !== modelVersion) return undefined;
      if (now.getTime() > (entry.answer.goodUntil ?? Infinity)) return undefined;
      held.set(name, entry);
      return entry.answer;
    },
    set(name, state, answer) {
      if (held.size >= maxAnswers) held.delete(held.keys().next().value!);
      held.set(name, { state, answer });
    },
  };
}
