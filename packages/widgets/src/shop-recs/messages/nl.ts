import type { Translation } from '../../internal/messages.js';
import type { messages as english } from './en.js';

export const messages = {
  'for-you': 'Voor u uitgekozen',
  'bought-together': 'Vaak samen gekocht',
  related: 'Misschien ook iets voor u',
  similar: 'Vergelijkbare producten',
  'trending.title': 'Nu populair',
  bestsellers: 'Bestverkocht',
  'recently-viewed.title': 'Onlangs bekeken',
  'buy-again': 'Opnieuw kopen',
  cart: 'Past bij uw winkelwagen',
  loading: 'Producten worden geladen',
  empty: 'Er zijn nu geen suggesties.',
  error: 'De suggesties konden niet worden geladen.',
  retry: 'Opnieuw proberen',
  previous: 'Vorige producten tonen',
  next: 'Meer producten tonen',
} satisfies Translation<typeof english>;
