import { LRUCache } from 'lru-cache';
import { memoryLimits } from '../../following/memory-limits.js';

/** An answer that holds nothing about a visitor, kept ready as text. */
export interface ReadyAnswer {
  /** JSON of the answer without its braces and without the request's id. */
  text: string;
  filledBy: string;
  products: readonly string[];
  /**
   * Milliseconds since 1970 at which something in the answer stops being true, such as a product that is
   * called new. Absent when only a new state ends the answer.
   */
  goodUntil?: number;
}

/** The state that an answer was made from. It changes when a product is sold out, hidden or deleted. */
export interface AnswerState {
  /** `ShopCatalogue.cardRevision`. */
  cards: number;
  modelVersion: number | undefined;
}

/** Ready answers over all shops. Each is valid for exactly one state of catalogue and model. */
export class AnswerCache {
  private readonly answers: LRUCache<string, { state: AnswerState; answer: ReadyAnswer }>;

  constructor(max: number = memoryLimits.readyAnswers.max) {
    this.answers = new LRUCache({ max });
  }

  get(name: string, { cards, modelVersion }: AnswerState, now: Date): ReadyAnswer | undefined {
    const held = this.answers.get(name);
    if (held?.state.cards !== cards || held.state.modelVersion !== modelVersion) return undefined;
    return now.getTime() > (held.answer.goodUntil ?? Infinity) ? undefined : held.answer;
  }

  set(name: string, state: AnswerState, answer: ReadyAnswer): void {
    this.answers.set(name, { state, answer });
  }
}
