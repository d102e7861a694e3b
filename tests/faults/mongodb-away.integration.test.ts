import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BatchResult, ProblemDocument } from '@shelfwise/core/wire';
import { createApi, plainProduct, viewEvent } from '../harness/api.js';
import { createDeployment, until, type Deployment } from '../harness/server-process.js';
import { startMongodb, type TestMongo } from '../stores/start-mongodb.js';

/** The database dies under a running server, and comes back: the server says so, and needs nobody. */
describe('MongoDB, gone in mid-flight', () => {
  let mongodb: TestMongo;
  let deployment: Deployment;
  beforeAll(async () => {
    // A database that is given by its address is not ours to end.
    delete process.env.MONGODB_TEST_URL;
    mongodb = await startMongodb();
    deployment = await createDeployment({ MONGODB_URL: mongodb.url('away') });
  });
  afterAll(async () => {
    await deployment?.remove();
    await mongodb?.stop();
  });

  it('is a problem with a time to come back, and over by itself', async () => {
    const api = createApi(deployment.url, await deployment.createShop('away'), deployment.origin);
    const server = await deployment.start();
    const ready = async () => (await fetch(`${server.operationsUrl}/health/ready`)).status;
    await api.putProducts([plainProduct('mug'), plainProduct('cup')]);
    const events = [viewEvent('mug'), viewEvent('cup')];
    expect((await api.sendEvents(events)).body.accepted).toBe(2);
    const rowBefore = await api.recommend({ placement: 'bestsellers' });
    expect(rowBefore.body.items).toHaveLength(2);

    await mongodb.kill();
    const refused = await api.owner<ProblemDocument>('PUT', '/v1/products/pot', plainProduct('pot'));
    expect([refused.status, refused.body.code]).toEqual([503, 'store-unavailable']);
    expect(JSON.stringify(refused.body)).not.toMatch(/mongodb:|127\.0\.0\.1/);
    const order = {
      key: 'while-away',
      placedAt: new Date().toISOString(),
      lines: [{ product: 'mug', quantity: 1, unitPrice: 500 }],
    };
    const turnedAway = await Promise.all([
      api.sendEvents([viewEvent('mug')]),
      api.owner('POST', '/v1/orders', { orders: [order] }),
      api.page('/v1/chat/messages', { messageId: randomUUID(), text: 'how long does delivery take?' }),
    ]);
    expect(turnedAway.map(({ status }) => status)).toEqual([503, 503, 503]);
    expect(await ready()).toBe(503);
    expect((await fetch(`${server.operationsUrl}/health/live`)).status).toBe(200);

    await mongodb.restart();
    await until(async () => (await ready()) === 200, 60_000, 'readiness after the database came back');
    expect((await api.sendEvents(events)).body.duplicates).toBe(2);
    // Refused was not half done: the same order counts once now.
    const placed = await api.owner<BatchResult>('POST', '/v1/orders', { orders: [order] });
    expect(placed.body).toMatchObject({ accepted: 1, duplicates: 0 });
    expect((await api.owner('PUT', '/v1/products/pot', plainProduct('pot'))).status).toBe(200);
    expect((await api.recommend({ placement: 'bestsellers' })).status).toBe(200);
    expect(server.process.exitCode).toBeNull();
    expect(await server.stop()).toBe(0);
  });
});
