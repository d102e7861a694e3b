import type { BotMessage } from '@shelfwise/core/wire';
import { phrase, type Value, type Values } from './phrase.js';

/** A message of an action. `Wording` turns it into what the page shows. */
export type ActionMessage =
  TextMessage | RepliesMessage | HandOffMessage | Extract<BotMessage, { type: 'products' | 'order-status' }>;

/** One bubble of one or more sentences. Buttons of the responses follow it as quick replies. */
export interface TextMessage {
  type: 'text';
  sentences: readonly Value[];
  links?: readonly { title: Value; url: string }[];
}

/** Quick replies whose payloads follow from data; those that never change are buttons of a response. */
export interface RepliesMessage {
  type: 'quick-replies';
  replies: readonly { title: Value; payload: string }[];
}

export interface HandOffMessage {
  type: 'hand-off';
  sentences: readonly Value[];
  email?: string;
  phone?: string;
}

/** One response as a message of its own. */
export const say = (response: string, values?: Values): TextMessage => sayAll(phrase(response, values));

/** Several sentences in one bubble; those that are undefined are left out. */
export const sayAll = (...parts: readonly (Value | undefined)[]): TextMessage => ({
  type: 'text',
  sentences: parts.filter((part) => part !== undefined),
});
