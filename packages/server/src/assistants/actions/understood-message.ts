import type { Entity } from '@shelfwise/core/language';

/** The message being answered, as an engine understood it. */
export interface UnderstoodMessage {
  /** The shopper's latest message. */
  text: string;
  entities: readonly Entity[];
  slots: Readonly<Record<string, unknown>>;
  /** Names and confidences of the intents, best first; empty when the engine does not report them. */
  intentRanking: readonly { name: string; confidence: number }[];
}
