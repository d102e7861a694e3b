import type { MessageLoaders } from '../../internal/messages.js';
import type { messages } from './messages/en.js';

export type CardMessages = typeof messages;

export const cardMessages: MessageLoaders<typeof messages> = {
  en: () => import('./messages/en.js'),
  de: () => import('./messages/de.js'),
  fr: () => import('./messages/fr.js'),
  es: () => import('./messages/es.js'),
  nl: () => import('./messages/nl.js'),
  ar: () => import('./messages/ar.js'),
};
