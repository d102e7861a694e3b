import { rebuildDailySales } from '../src/jobs/rebuild-daily-sales.js';
import type { CreatedShop } from '../src/resources/shops/service.js';
import { jobContext } from './job-context.js';
import { startTestServer, type Answer, type TestServer } from './running-server.js';

export type OrdersShop = Awaited<ReturnType<typeof openOrdersShop>>;

/** At noon of the day on which `anOrder` is placed. */
export async function startOrdersServer(): Promise<TestServer> {
  const server = await startTestServer();
  server.clock.now = new Date('2026-06-15T12:00:00Z');
  return server;
}

let nextShop = 0;

/** A shop with two products, of which mugs are counted, and what its orders come to. */
export async function openOrdersShop(server: TestServer) {
  const shop: CreatedShop = await server.createShop(`shop-${nextShop++}`);
  const products = [
    { key: 'mug', title: 'Mug', url: '/mug', price: 450 },
    { key: 'jug', title: 'Jug', url: '/jug', price: 1200 },
  ];
  await server.asOwner(shop, 'POST', '/v1/products', { products });
  const levels = [{ product: 'mug', stockLevel: 100, asOf: '2026-06-15T08:00:00Z' }];
  await server.asOwner(shop, 'POST', '/v1/stock-levels', { levels });
  const { store } = server;
  const { id } = shop.shop;
  const mugId = (await store.products.findByKey(id, 'mug'))!.id;
  return {
    shop,
    mugId,
    report: async (orders: unknown[], mode = 'live'): Promise<Answer['json']> => {
      const answer = await server.asOwner(shop, 'POST', '/v1/orders', { mode, orders });
      return answer.json;
    },
    /** Of mugs. */
    stock: async () => (await store.inventory.findByProduct(id, mugId))?.stockLevel,
    /** Of mugs. */
    sales: () => store.dailySales.listByProduct(id, mugId),
    recount: () => rebuildDailySales.run(jobContext({ store, shopId: id, now: () => server.clock.now })),
    purchasesOf: async (customer: string) => {
      const visitor = await store.visitors.findByKey(id, `customer:${customer}`);
      return store.interactions.listByUser(id, visitor!.id, 50, ['purchase']);
    },
  };
}

export const anOrder = (fields: object = {}) => ({
  key: 'A1',
  placedAt: '2026-06-15T11:00:00Z',
  lines: [{ product: 'mug', quantity: 3, unitPrice: 450 }],
  ...fields,
});
