import type { Translation } from '../../internal/messages.js';
import type { messages as english } from './en.js';

export const messages = {
  'for-you': 'Sélectionnés pour vous',
  'bought-together': 'Souvent achetés ensemble',
  related: 'Vous aimerez peut-être aussi',
  similar: 'Articles similaires',
  'trending.title': 'Populaires en ce moment',
  bestsellers: 'Meilleures ventes',
  'recently-viewed.title': 'Vus récemment',
  'buy-again': 'Acheter à nouveau',
  cart: 'Va bien avec votre panier',
  loading: 'Chargement des articles',
  empty: 'Aucune suggestion pour le moment.',
  error: 'Impossible de charger les suggestions.',
  retry: 'Réessayer',
  previous: 'Afficher les articles précédents',
  next: 'Afficher d’autres articles',
} satisfies Translation<typeof english>;
