import type { AssistantKind, BotMessage, VisitorClaim } from '@shelfwise/core/wire';
import type { Id, ShopDocument } from '../stores/port/documents.js';

/** The assistant port: one turn of a conversation. Adapters: `embedded/`, `rasa/`. */

export interface UserMessage {
  /** What was typed, at most 2,000 characters; empty when a quick reply was chosen. */
  text: string;
  /** A payload we offered (`/intent{"entity":"value"}`); never free text of the shopper. */
  payload?: string;
}

/** What the assistant may know about where and who the shopper is. */
export interface ShopperContext {
  shopId: Id;
  shop: ShopDocument;
  /** Unguessable; Rasa knows it by another name (`rasa/sender-id.ts`). */
  conversationKey: string;
  /** The shop's customer, proven by the token that came with this message. Nothing else opens what is theirs. */
  customer?: string;
  /** Stands for the address that asks, so that guesses can be counted; a pseudonym, kept nowhere. */
  client?: string;
  /** As the page sent it: recommendations judge it by its consent. */
  visitor?: VisitorClaim;
  /** Product key of the page. */
  product?: string;
  cart: readonly string[];
  /** Product keys seen in this visit, oldest first. */
  recent: readonly string[];
  now: Date;
}

/** How a turn ended, for the conversation's record. */
export interface TurnOutcome {
  engine: AssistantKind;
  intent?: string;
  /** 0–1. */
  confidence?: number;
  /** The question stands before the owner (`unanswered.ts`). */
  fallback: boolean;
  /** The tracker to hand back with the next turn. */
  tracker: unknown;
}

export interface Assistant {
  readonly kind: AssistantKind;
  /**
   * Yields messages as they are known; the generator's return value is the outcome. Throws `AssistantUnavailable`
   * when the engine gives no answer: the chat service then asks the embedded one.
   */
  reply(
    message: UserMessage,
    context: ShopperContext,
    tracker: unknown,
  ): AsyncGenerator<BotMessage, TurnOutcome>;
}

export class AssistantUnavailable extends Error {
  override name = 'AssistantUnavailable';
}
