import type { MessageLoaders } from '../internal/messages.js';
import type { CardMessages } from '../parts/product-card/card-messages.js';
import type { messages } from './messages/en.js';

/** A row's own texts and those of its cards. */
export type RecsMessages = typeof messages & CardMessages;

export const recsMessages: MessageLoaders<typeof messages> = {
  en: () => import('./messages/en.js'),
  de: () => import('./messages/de.js'),
  fr: () => import('./messages/fr.js'),
  es: () => import('./messages/es.js'),
  nl: () => import('./messages/nl.js'),
  ar: () => import('./messages/ar.js'),
};
