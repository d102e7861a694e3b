import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { anOrder, openOrdersShop, startOrdersServer, type OrdersShop } from '../../../test/orders-shop.js';
import type { TestServer } from '../../../test/running-server.js';
import { rebuildDailySales } from '../../jobs/rebuild-daily-sales.js';

let server: TestServer;
let { shop, mugId, report, sales, recount } = {} as OrdersShop;
beforeAll(async () => {
  server = await startOrdersServer();
});
afterAll(() => server.close());
beforeEach(async () => {
  ({ shop, mugId, report, sales, recount } = await openOrdersShop(server));
});

describe('the days on which orders count', () => {
  it("are days of the shop's time zone", async () => {
    // 23:30 UTC is 00:30 in London in summer.
    await report([anOrder({ placedAt: '2026-06-14T23:30:00Z' })]);
    expect((await sales()).map(({ day }) => day)).toEqual(['2026-06-15']);
    await server.asOwner(shop, 'PATCH', '/v1/shop', { timeZone: 'America/New_York' });
    await recount();
    expect((await sales()).filter(({ quantity }) => quantity > 0)).toMatchObject([{ day: '2026-06-14' }]);
  });

  it('are recounted while orders arrive and change: none is lost or counted twice, and marks stay', async () => {
    const late = (key: string, quantity = 3) =>
      anOrder({
        key,
        placedAt: '2026-06-14T23:30:00Z',
        lines: [{ product: 'mug', quantity, unitPrice: 450 }],
      });
    await report(Array.from({ length: 450 }, (_, index) => late(`K${index}`)));
    await server.store.dailySales.markStockedOut(shop.shop.id, [{ productId: mugId, day: '2026-06-15' }]);
    await server.asOwner(shop, 'PATCH', '/v1/shop', { timeZone: 'America/New_York' });
    const arriving = Array.from({ length: 20 }, (_, index) =>
      report([late(`K${index * 20}`, 4), late(`N${index}`)]),
    );
    await Promise.all([recount(), ...arriving]);
    await recount();
    const counted = (await sales()).filter(({ quantity }) => quantity !== 0);
    expect(counted).toMatchObject([
      { day: '2026-06-14', quantity: 470 * 3 + 20, revenue: (470 * 3 + 20) * 450 },
    ]);
    expect((await sales()).filter(({ stockedOut }) => stockedOut)).toMatchObject([{ day: '2026-06-15' }]);
  });

  it('are recounted until the settings have settled, and not afterwards', async () => {
    const isDue = (now: Date) => rebuildDailySales.isDue(server.store, shop.shop.id, null, now);
    await server.asOwner(shop, 'PATCH', '/v1/shop', { wholesaleFrom: 48 });
    const { updatedAt } = (await server.store.shops.findById(shop.shop.id))!;
    const later = new Date(updatedAt.getTime() + 60_000);
    expect(await isDue(updatedAt)).toBe(false);
    await recount();
    expect(await isDue(later)).toBe(true);
    const before = server.clock.now;
    server.clock.now = later;
    await recount();
    server.clock.now = before;
    expect(await isDue(later)).toBe(false);
  });

  it('keep wholesale lines apart, also when the wholesale limit changes later', async () => {
    const lines = [
      { product: 'mug', quantity: 60, unitPrice: 300 },
      { product: 'mug', quantity: 2, unitPrice: 450 },
    ];
    await report([anOrder({ lines })]);
    expect(await sales()).toMatchObject([{ quantity: 62, wholesaleQuantity: 0, revenue: 18_900 }]);
    await server.asOwner(shop, 'PATCH', '/v1/shop', { wholesaleFrom: 48 });
    await recount();
    expect(await sales()).toMatchObject([{ quantity: 2, wholesaleQuantity: 60, revenue: 18_900 }]);
  });
});
