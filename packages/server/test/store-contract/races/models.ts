import { expect, test } from 'vitest';
import type { Id } from '../../../src/stores/port/documents.js';
import type { Store } from '../../../src/stores/port/store.js';
import { randomId } from '../context.js';
import { meet, type RaceContext } from './race-context.js';

export function racesOfModels(context: RaceContext): void {
  const put = (store: Store, shop: Id, parts: number) =>
    store.models.put(shop, 'recommender', new Uint8Array((parts - 1) * 1024 * 1024 + 1), {
      metrics: {},
      status: 'kept',
    });

  test('a slow model whose successor is cleaned up after is whole, or is not there', () =>
    meet(async () => {
      const shop = randomId();
      return {
        one: () => put(context.here, shop, 16),
        other: async () => {
          await put(context.there, shop, 1);
          await context.there.models.prune(shop, 'recommender', 2);
        },
        after: async () => {
          const { models } = context.here;
          for (const { version, bytes } of await models.list(shop, 'recommender', 9))
            expect(await models.read(shop, 'recommender', version)).toHaveLength(bytes);
        },
      };
    }, 2));
}
