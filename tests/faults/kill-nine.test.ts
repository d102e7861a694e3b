import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PageEvent } from '@shelfwise/core/wire';
import { createApi, plainProduct, viewEvent } from '../harness/api.js';
import { createDeployment, type Deployment, type ShopKeys } from '../harness/server-process.js';

/** Kills the server while many pages send events; then sends all that was acknowledged once more. */
describe('kill -9 of the server during ingest', () => {
  let deployment: Deployment;
  let keys: ShopKeys;

  beforeAll(async () => {
    deployment = await createDeployment();
    keys = await deployment.createShop('durable');
  });
  afterAll(async () => deployment.remove());

  it('loses nothing that was acknowledged', async () => {
    const api = createApi(deployment.url, keys, deployment.origin);
    const acknowledged: PageEvent[][] = [];
    const setUp = await deployment.start();
    await api.putProducts(Array.from({ length: 20 }, (_, i) => plainProduct(`p${i}`)));
    await setUp.stop();

    for (let round = 0; round < 3; round++) {
      const server = await deployment.start();
      const alreadyAcknowledged = acknowledged.length;
      let isAlive = true;
      const pages = Array.from({ length: 8 }, async () => {
        while (isAlive) {
          const events = Array.from({ length: 20 }, (_, i) => viewEvent(`p${i}`));
          const answer = await api.sendEvents(events).catch(() => null);
          if (answer?.status === 200 && answer.body.accepted === 20) acknowledged.push(events);
        }
      });
      while (acknowledged.length < alreadyAcknowledged + 40)
        await new Promise((resolve) => setTimeout(resolve, 5));
      await server.kill();
      isAlive = false;
      await Promise.all(pages);
    }

    const server = await deployment.start();
    let known = 0;
    for (const events of acknowledged) known += (await api.sendEvents(events)).body.duplicates;
    expect(known).toBe(acknowledged.length * 20);
    expect(await server.stop()).toBe(0);
  });
});
