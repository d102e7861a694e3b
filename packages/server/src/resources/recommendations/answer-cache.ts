/**
 * Answers that hold nothing about a visitor, kept ready as text. Each is good for exactly one state of catalogue and
 * model: a product that is sold out, hidden or deleted changes the state, and its old answers are never given again.
 */
export interface ReadyAnswer {
  /** JSON of the answer without its braces and its request's id, which differs each time. */
  text: string;
  filledBy: string;
  products: readonly string[];
}

export interface AnswerState {
  /** `ShopCatalogue.cardRevision`. */
  cards: number;
  modelVersion: number | undefined;
}

export interface AnswerCache {
  get(name: string, state: AnswerState): ReadyAnswer | undefined;
  set(name: string, state: AnswerState, answer: ReadyAnswer): void;
}

/** At about 3 KB an answer. */
const defaultMaxAnswers = 6000;

/** Over all shops; the least recently used leave first. */
export function createAnswerCache(maxAnswers = defaultMaxAnswers): AnswerCache {
  const held = new Map<string, { state: AnswerState; answer: ReadyAnswer }>();
  return {
    get(name, { cards, modelVersion }) {
      const entry = held.get(name);
      if (!entry) return undefined;
      held.delete(name);
      if (entry.state.cards !== cards || entry.state.modelVersion !== modelVersion) return undefined;
      held.set(name, entry);
      return entry.answer;
    },
    set(name, state, answer) {
      if (held.size >= maxAnswers) held.delete(held.keys().next().value!);
      held.set(name, { state, answer });
    },
  };
}
