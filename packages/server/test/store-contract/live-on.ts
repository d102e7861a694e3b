import type { Id } from '../../src/stores/port/documents.js';
import type { Store } from '../../src/stores/port/store.js';
import { anInteraction, anOrder, aProduct, at, aWrite } from './context.js';

const consent = { analytics: true, personalization: true, functionality: true };

/**
 * Goes on with a shop, in two steps: what the second does removes, replaces, and makes again by other ids and under
 * other keys what the first made. For tests.
 */
export async function liveOn(store: Store, shop: Id): Promise<() => Promise<void>> {
  const { alerts, audit, conversations, faq, interactions, inventory, models, orders, products, visitors } =
    store;
  const now = at('22T12:00:00');
  const later = new Date(now.getTime() + 1);
  const touch = (key: string) => visitors.touch(shop, key, consent, now);

  await products.upsertMany(shop, [
    aProduct('tea'),
    aProduct('pot', { aliases: [{ type: 'sku', value: 'P' }] }),
  ]);
  const stubs = await products.ensureStubs(shop, ['p', 'gone', 'again'], 100);
  const idOf = async (key: string) => (await products.findByKey(shop, key))!.id;
  const [tea, pot, stub] = [await idOf('tea'), await idOf('pot'), stubs.get('p')!.id];
  const [guest, customer, erased] = [
    await touch('guest'),
    await touch('customer:bea'),
    await touch('erased'),
  ];
  await interactions.appendMany(shop, [
    anInteraction(guest.id, tea),
    anInteraction(erased.id, tea),
    anInteraction(customer.id, stub, { eventId: 'of both' }),
    anInteraction(customer.id, pot, { eventId: 'of both' }),
    anInteraction(customer.id, stub),
  ]);
  await visitors.merge(shop, guest.id, customer.id);
  const talk = { assistant: 'embedded', startedAt: now, lastAt: now, expiresAt: now } as const;
  const { id: talkId } = await conversations.create(shop, {
    ...talk,
    key: `talk-${erased.id}`,
    userId: erased.id,
  });
  await conversations.append(shop, talkId, 0, [{ at: now, from: 'shopper', messageId: 'm', text: 'hi' }], {
    slots: {},
  });
  await inventory.setLevels(
    shop,
    [tea, pot, stub].map((productId) => ({ productId, stockLevel: 10, asOf: at('19T10:00:00') })),
    'owner',
  );
  await inventory.applyMovements(
    shop,
    [pot, stub].map((productId) => ({
      productId,
      quantity: -1,
      reason: 'sale',
      reference: 'of both',
      at: at('20T10:00:00'),
    })),
  );
  const sold = async (revision: number, quantity: number) => {
    const held = await orders.findByKey(shop, 'corrected');
    const already = held?.lines[0]?.quantity ?? 0;
    const change = quantity - already;
    // A copy may have put another person under this key since.
    const buyer = await touch('customer:bea');
    await orders.recordMany(shop, [
      aWrite(
        anOrder('corrected', {
          userId: buyer.id,
          revision,
          lines: [{ productId: tea, quantity, unitPrice: 5 }],
        }),
        {
          ...(held && { replaces: held.revision, withdrawnEventIds: ['order:corrected'] }),
          interactions: [
            anInteraction(buyer.id, tea, {
              eventId: 'order:corrected',
              interactionType: 'purchase',
              quantity,
            }),
          ],
          movements: [
            {
              productId: tea,
              quantity: -change,
              reason: 'sale',
              reference: `corrected/${revision}`,
              at: at('20T10:00:00'),
            },
          ],
          sales: [
            {
              productId: tea,
              day: '2026-11-20',
              quantity: change,
              wholesaleQuantity: 0,
              revenue: change * 5,
            },
          ],
        },
      ),
    ]);
  };
  await sold(((await orders.findByKey(shop, 'corrected'))?.revision ?? 0) + 1, 3);
  const question = { key: 'asked', question: 'Q?', variations: [], answer: 'A' };
  await faq.upsertMany(shop, [question, { ...question, key: 'removed' }]);
  const alert = {
    kind: 'no-orders',
    severity: 'info',
    values: { lastAt: '2026-11-01T00:00:00.000Z' },
    since: now,
  } as const;
  await alerts.openMany(shop, [{ ...alert, key: 'comes-back' }]);
  const first = await models.put(shop, 'demand', new Uint8Array(10).fill(1), {
    metrics: {},
    status: 'serving',
  });
  await models.put(shop, 'demand', new Uint8Array(20).fill(2), {
    metrics: {},
    status: 'serving',
  });

  return async () => {
    await visitors.erase(shop, erased.id);
    // Signed out, the same browser is somebody new.
    const anew = await touch('guest');
    await interactions.appendMany(shop, [anInteraction(anew.id, tea), anInteraction(anew.id, pot)]);
    await products.removeStubs(shop, later, 100);
    await products.ensureStubs(shop, ['again'], 100);
    await interactions.moveProducts(shop, [{ from: stub, into: pot }]);
    await inventory.mergeMany(shop, [{ from: stub, into: pot }]);
    await products.removeEmptied(shop, [{ from: stub, into: pot }], later);
    await sold((await orders.findByKey(shop, 'corrected'))!.revision + 1, 1);
    for (const key of ['asked', 'removed']) await faq.delete(shop, key);
    await faq.upsertMany(shop, [question]);
    await alerts.resolveMany(shop, ['comes-back'], now);
    await alerts.openMany(shop, [{ ...alert, key: 'comes-back' }]);
    const serving = await models.findServing(shop, 'demand');
    if (serving?.version !== first.version)
      await models.unseat(shop, 'demand', serving!.version, 'damaged', first.version);
    await models.put(shop, 'demand', new Uint8Array(30).fill(3), { metrics: {}, status: 'kept' });
    await models.prune(shop, 'demand', 1);
    await audit.append({ shopId: shop, at: now, actor: 'owner', action: 'test' });
  };
}
