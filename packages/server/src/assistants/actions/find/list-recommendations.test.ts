import type { ProductCard } from '@shelfwise/core/wire';
import { expect, test } from 'vitest';
import type { ActionTools } from '../action.js';
import type { ActionContext } from '../action-context.js';
import { listRecommendations } from './list-recommendations.js';

/** A row of which most is only similar, as shops have it where little was bought together. */
const items = [
  { product: 'towel', title: 'Tea Towel', reason: { code: 'bought-with', product: 'Blue Cup' } },
  { product: 'cup-red', title: 'Red Cup', reason: { code: 'similar-to', product: 'Blue Cup' } },
] as ProductCard[];

test.each(['similar', 'related', 'new'] as const)(
  'products bought together are shown alone where most of the row is %s',
  async (filledBy) => {
    const recommendations: ActionTools['recommendations'] = {
      recommend: async (_shop, { placement }) => ({
        requestId: 'r',
        placement,
        filledBy,
        personal: false,
        items,
      }),
    };
    const { messages } = await listRecommendations(
      { cart: [], recent: [] } as unknown as ActionContext,
      { recommendations } as ActionTools,
      'bought-together',
      { found: { how: 'named', product: { key: 'cup', title: 'Blue Cup' } as never } },
    );
    expect(messages).toMatchObject([
      { sentences: [{ response: 'utter_row_bought_together', values: { product: 'Blue Cup' } }] },
      { items: [{ product: 'towel' }] },
    ]);
  },
);
