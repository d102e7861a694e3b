import type { Entity } from '@shelfwise/core/language';
import type { BotMessage } from '@shelfwise/core/wire';
import type { ShopperContext } from '../assistant.js';

/** Something the assistant does with the shop's data. Written once; the embedded engine and Rasa both call it by name. */
export type Action = (context: ActionContext) => Promise<ActionOutcome>;

export interface ActionContext extends ShopperContext {
  /** The shopper's latest message. */
  text: string;
  entities: readonly Entity[];
  slots: Readonly<Record<string, unknown>>;
  /** Names and confidences of the intents, best first; empty when the engine does not tell. */
  intentRanking: readonly { name: string; confidence: number }[];
}

export interface ActionOutcome {
  messages: BotMessage[];
  /** Slots to set; null empties one. */
  slots?: Record<string, unknown>;
  /** A form of the project that goes on from here: it asks for what is missing. */
  form?: string;
  /** Slots that the form needs to come to an end: an engine whose domain lacks one does not start the form. */
  formNeeds?: readonly string[];
  /**
   * The shopper was told that this is not known, or was passed on with no fact of the shop: the owner sees the question
   * (`unanswered.ts`). False: it was answered, though the message was not understood at first or a person is named too.
   */
  unanswered?: boolean;
}

/** What another action says to a message that was not understood at first: answered, unless it leaves something open. */
export const asAnswered = (outcome: ActionOutcome): ActionOutcome => ({ unanswered: false, ...outcome });

export const say = (text: string): BotMessage => ({ type: 'text', text });

export const offer = (...replies: [title: string, payload: string][]): BotMessage => ({
  type: 'quick-replies',
  replies: replies.map(([title, payload]) => ({ title, payload })),
});

export const offerPerson = offer(['Talk to a person', '/ask_human']);

/** The last value of an entity of this kind. */
export function entityValue(context: ActionContext, name: string): string | undefined {
  return context.entities.findLast((entity) => entity.entity === name)?.value;
}
