import type { ProductCard } from '@shelfwise/core/wire';
import { expect, test } from 'vitest';
import type { ActionContext } from '../action.js';
import { recommendProducts } from './recommend-products.js';

/** A row of which most is only similar, as shops have it where little was bought together. */
const items = [
  { product: 'towel', title: 'Tea Towel', reason: { code: 'bought-with', product: 'Blue Cup' } },
  { product: 'cup-red', title: 'Red Cup', reason: { code: 'similar-to', product: 'Blue Cup' } },
] as ProductCard[];

test.each(['similar', 'related', 'new'] as const)(
  'what was bought together is told where most of the row is %s',
  async (filledBy) => {
    const recommend = recommendProducts(
      {
        recommend: async (_shop, { placement }) => ({
          requestId: 'r',
          placement,
          filledBy,
          personal: false,
          items,
        }),
      },
      async () => ({ how: 'named', product: { key: 'cup', title: 'Blue Cup' } as never }),
      async () => ({ messages: [] }),
    );
    const { messages } = await recommend({
      text: 'what goes with the blue cup',
      cart: [],
      recent: [],
      slots: {},
      entities: [],
    } as unknown as ActionContext);
    expect(messages).toMatchObject([
      { text: 'Often bought together with Blue Cup:' },
      { items: [{ product: 'towel' }] },
    ]);
  },
);
