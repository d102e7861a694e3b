import type { ShopDocument } from '../../src/stores/port/documents.js';
import { aProduct, anInteraction, anOrder, aWrite } from './context.js';
import type { Store } from '../../src/stores/port/store.js';
import { testSettings } from './settings.js';

/** A shop with at least one document in every collection. For tests. */
export async function fillShop(store: Store, name: string, now: Date): Promise<ShopDocument> {
  const shop = await store.shops.create({ name, settings: testSettings });
  const consent = { analytics: true, personalization: true, functionality: true };
  await store.apiKeys.create(shop.id, { kind: 'publishable', hash: `h${shop.id}`, lastFour: '1234' });
  await store.products.upsertMany(
    shop.id,
    Array.from({ length: 5 }, (_, index) =>
      aProduct(`p${index}`, { aliases: [{ type: 'sku', value: `SKU${index}` }] }),
    ),
  );
  const products = [...(await store.products.resolveKeys(shop.id, ['p0', 'p1'])).values()];
  const productId = products[0]!.id;
  const visitor = await store.visitors.touch(shop.id, 'v1', consent, now);
  const signedIn = await store.visitors.touch(shop.id, 'v2', consent, now, 'ann');
  await store.visitors.merge(shop.id, visitor.id, signedIn.id);
  await store.interactions.appendMany(shop.id, [
    anInteraction(signedIn.id, productId, { sessionId: 's', quantity: 2, price: 100 }),
    anInteraction(signedIn.id, productId, { eventId: 'no UUID' }),
  ]);
  await store.inventory.setLevels(shop.id, [{ productId, stockLevel: 9, asOf: now }], 'owner');
  await store.orders.recordMany(shop.id, [
    aWrite(anOrder('o1', { userId: signedIn.id, lines: [{ productId, quantity: 2, unitPrice: 100 }] }), {
      movements: [{ productId, quantity: -2, reason: 'sale', reference: 'o1', at: now }],
      sales: [{ productId, day: '2026-11-20', quantity: 2, wholesaleQuantity: 0, revenue: 200 }],
    }),
  ]);
  const hence = new Date(now.getTime() + 3600_000);
  const link = { orderKey: 'o2', userId: signedIn.id, at: now, expiresAt: hence };
  await store.waitingLinks.add(shop.id, link, { shop: 10, visitor: 10 });
  await store.dailySales.markStockedOut(shop.id, [{ productId, day: '2026-11-21' }]);
  await store.forecasts.putMany(shop.id, [
    {
      productId,
      madeAt: now,
      startDay: '2026-11-23',
      horizon: 1,
      levels: [0.5],
      quantiles: [1],
      means: [1.2],
      weeks: { means: [], quantiles: [] },
      model: 'tsb',
    },
  ]);
  await store.models.put(shop.id, 'recommender', new Uint8Array(1_100_000).fill(7), {
    metrics: { mrr: 0.2 },
    status: 'serving',
  });
  const requestId = `r-${shop.id}`;
  await store.recommendationLog.appendRequests(shop.id, [
    { requestId, at: now, placement: 'related', filledBy: 'related', products: ['p0'] },
  ]);
  await store.recommendationLog.appendEvents(shop.id, [
    { eventId: `e-${shop.id}`, requestId, type: 'click', products: ['p0'], at: now },
  ]);
  const talk = await store.conversations.create(shop.id, {
    key: 'talk',
    userId: signedIn.id,
    assistant: 'embedded',
    startedAt: now,
    lastAt: now,
    expiresAt: now,
  });
  await store.conversations.append(
    shop.id,
    talk.id,
    0,
    [{ at: now, from: 'shopper', messageId: 'm', text: 'hi' }],
    { slots: {} },
  );
  await store.faq.upsertMany(shop.id, [{ key: 'f', question: 'Q?', variations: [], answer: 'A' }]);
  await store.alerts.openMany(shop.id, [
    {
      key: 'no-orders',
      kind: 'no-orders',
      severity: 'info',
      values: { lastAt: '2026-11-01T00:00:00.000Z' },
      since: now,
    },
  ]);
  await store.jobRuns.start(shop.id, 'watch-data', 1, now);
  await store.audit.append({ shopId: shop.id, at: now, actor: 'owner', action: 'test' });
  return shop;
}
