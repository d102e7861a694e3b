import type { MessageLoaders } from '../internal/messages.js';
import type { CardMessages } from '../parts/product-card/card-messages.js';
import type { messages } from './messages/en.js';

/** The texts of the button and the panel, and of the cards in a conversation. */
export type ChatMessages = typeof messages & CardMessages;
/** The button needs none of the cards' texts. */
export type ChatButtonMessages = typeof messages;

export const chatMessages: MessageLoaders<typeof messages> = {
  en: () => import('./messages/en.js'),
  de: () => import('./messages/de.js'),
  fr: () => import('./messages/fr.js'),
  es: () => import('./messages/es.js'),
  nl: () => import('./messages/nl.js'),
  ar: () => import('./messages/ar.js'),
};
