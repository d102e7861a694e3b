import type { Translation } from '../../internal/messages.js';
import type { messages as english } from './en.js';

export const messages = {
  'for-you': 'Seleccionado para usted',
  'bought-together': 'Se suelen comprar juntos',
  related: 'También le puede gustar',
  similar: 'Productos similares',
  'trending.title': 'Lo más popular ahora',
  bestsellers: 'Los más vendidos',
  'recently-viewed.title': 'Vistos recientemente',
  'buy-again': 'Volver a comprar',
  cart: 'Combina con su carrito',
  loading: 'Cargando productos',
  empty: 'No hay sugerencias por ahora.',
  error: 'No se pudieron cargar las sugerencias.',
  retry: 'Reintentar',
  previous: 'Mostrar los productos anteriores',
  next: 'Mostrar más productos',
} satisfies Translation<typeof english>;
