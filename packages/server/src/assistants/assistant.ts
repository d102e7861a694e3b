import type { AssistantKind, BotMessage, VisitorClaim } from '@shelfwise/core/wire';
import type { ShopDocument } from '../stores/port/documents.js';

/** The assistant port: one turn of a conversation. Adapters: `embedded/`, `rasa/`. */

export interface UserMessage {
  /** The typed words, at most 2,000 characters; empty when a quick reply was chosen. */
  text: string;
  /**
   * The payload of a quick reply that we offered (`/intent{"entity":"value"}`); never free text of the
   * shopper.
   */
  payload?: string;
}

/** What the assistant may know about the shopper and the page they are on. */
export interface ShopperContext {
  shop: ShopDocument;
  /**
   * Unguessable. Engines that are not ours know the conversation by another name
   * (`outside/calling/sender-ids.ts`).
   */
  conversationKey: string;
  /**
   * The shop's customer, proven by the token that came with this message. Nothing else opens a customer's
   * data.
   */
  customer?: string;
  /** Pseudonym of the shopper's network address, to count guesses by. It is not stored. */
  client?: string;
  /** As the page sent it, because recommendations follow its consent. */
  visitor?: VisitorClaim;
  /** Key of the product that the page shows. */
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
  /** Whether the owner sees the question as unanswered (`unanswered.ts`). */
  fallback: boolean;
  /** The engine's state of the conversation, to pass in with the next turn. */
  tracker: unknown;
}

export interface Assistant {
  readonly kind: AssistantKind;
  /**
   * Yields messages as they are ready; the generator's return value is the outcome. Throws
   * `AssistantUnavailable` when the engine gives no answer: the chat service then asks the embedded
   * assistant.
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
