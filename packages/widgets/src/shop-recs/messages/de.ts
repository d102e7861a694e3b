import type { Translation } from '../../internal/messages.js';
import type { messages as english } from './en.js';

export const messages = {
  'for-you': 'Für Sie ausgewählt',
  'bought-together': 'Oft zusammen gekauft',
  related: 'Das könnte Ihnen auch gefallen',
  similar: 'Ähnliche Produkte',
  'trending.title': 'Gerade beliebt',
  bestsellers: 'Bestseller',
  'recently-viewed.title': 'Zuletzt angesehen',
  'buy-again': 'Noch einmal kaufen',
  cart: 'Passt zu Ihrem Warenkorb',
  loading: 'Produkte werden geladen',
  empty: 'Im Moment gibt es keine Empfehlungen.',
  error: 'Die Empfehlungen konnten nicht geladen werden.',
  retry: 'Erneut versuchen',
  previous: 'Vorherige Produkte anzeigen',
  next: 'Weitere Produkte anzeigen',
} satisfies Translation<typeof english>;
