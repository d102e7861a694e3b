import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BatchResult, InventoryDetail, OrderInput, PageEvent } from '@shelfwise/core/wire';
import { consentingVisitor, createApi, plainProduct, viewEvent } from '../harness/api.js';
import { createDeployment, type Deployment } from '../harness/server-process.js';

/** Kills the server under load, again and again; then sends all that was acknowledged once more. */
describe('kill -9 of the server during ingest', () => {
  let deployment: Deployment;
  let api: ReturnType<typeof createApi>;
  const startingStock = 1_000_000;

  beforeAll(async () => {
    deployment = await createDeployment();
    api = createApi(deployment.url, await deployment.createShop('durable'), deployment.origin);
    const setUp = await deployment.start();
    const products = Array.from({ length: 20 }, (_, i) => `p${i}`);
    await api.putProducts(products.map((key) => plainProduct(key)));
    await api.owner('POST', '/v1/stock-levels', {
      levels: products.map((product) => ({ product, stockLevel: startingStock })),
    });
    await setUp.stop();
  });
  afterAll(async () => deployment.remove());

  /** Eight clients send until the server is killed, three times over; answers what it acknowledged. */
  async function sendAndKill<T>(enough: number, send: () => Promise<T | null>): Promise<T[]> {
    const acknowledged: T[] = [];
    for (let round = 0; round < 3; round++) {
      const server = await deployment.start();
      const before = acknowledged.length;
      let isAlive = true;
      const clients = Array.from({ length: 8 }, async () => {
        while (isAlive) {
          const sent = await send().catch(() => null);
          if (sent !== null) acknowledged.push(sent);
        }
      });
      while (acknowledged.length < before + enough) await new Promise((resolve) => setTimeout(resolve, 5));
      await server.kill();
      isAlive = false;
      await Promise.all(clients);
    }
    return acknowledged;
  }

  it('loses no event that was acknowledged', async () => {
    const acknowledged = await sendAndKill<PageEvent[]>(40, async () => {
      const events = Array.from({ length: 20 }, (_, i) => viewEvent(`p${i}`));
      const answer = await api.sendEvents(events);
      return answer.status === 200 && answer.body.accepted === 20 ? events : null;
    });
    const server = await deployment.start();
    let known = 0;
    for (const events of acknowledged) known += (await api.sendEvents(events)).body.duplicates;
    expect(known).toBe(acknowledged.length * 20);
    expect(await server.stop()).toBe(0);
  });

  it('loses no order and no link of a visitor that was acknowledged, and moves stock once for each order', async () => {
    const product = 'p7';
    interface Sale {
      order: Partial<OrderInput>;
      link: PageEvent;
      visitor: ReturnType<typeof consentingVisitor>;
    }
    const tried: Sale[] = [];
    const record = (order: Partial<OrderInput>) =>
      api.owner<BatchResult>('POST', '/v1/orders', { orders: [order] });
    const acknowledged = await sendAndKill<Sale>(15, async () => {
      const order = {
        key: `order-${randomUUID()}`,
        placedAt: new Date().toISOString(),
        lines: [{ product, quantity: 1, unitPrice: 500 }],
      };
      const link: PageEvent = { type: 'purchase', id: randomUUID(), at: Date.now(), order: order.key };
      const sale: Sale = { order, link, visitor: consentingVisitor(randomUUID()) };
      tried.push(sale);
      const report = () => record(order);
      const tell = () => api.sendEvents([link], sale.visitor);
      // The page may be sooner than the shop's server: then its link waits for the order.
      const steps = tried.length % 2 === 0 ? [report, tell] : [tell, report];
      for (const step of steps) if ((await step()).body.accepted !== 1) return null;
      return sale;
    });

    const server = await deployment.start();
    for (const { order, link, visitor } of acknowledged) {
      expect((await record(order)).body).toEqual({ accepted: 0, duplicates: 1, rejected: [] });
      expect((await api.sendEvents([link], visitor)).body).toMatchObject({ accepted: 0, duplicates: 1 });
    }
    // What was cut off may be there or not; sent once more, every order counts exactly once.
    for (const { order } of tried) expect((await record(order)).status).toBe(200);
    const { body } = await api.owner<InventoryDetail>('GET', `/v1/inventory/${product}`);
    expect(body.item.stockLevel).toBe(startingStock - tried.length);
    expect(await server.stop()).toBe(0);
  });
});
