import { afterEach, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../../../test/running-server.js';

let server: TestServer;
afterEach(() => server.close());

async function ask(job: string, times: number) {
  const shop = await server.createShop('tea');
  for (let i = 0; i < times; i++)
    expect((await server.asOwner(shop, 'POST', '/v1/jobs', { job })).status).toBe(202);
  const list = async () => (await server.asOwner(shop, 'GET', '/v1/jobs')).json.runs as { status: string }[];
  return { shop: shop.shop, list };
}

test('a process that only answers stores the request, once, for a process that runs jobs', async () => {
  server = await startTestServer({ env: { SHELFWISE_ROLE: 'api' } });
  const { list } = await ask('train-assistant', 3);
  expect(await list()).toMatchObject([{ job: 'train-assistant', status: 'requested', attempt: 0 }]);
});

test('a process that runs jobs begins at once', async () => {
  server = await startTestServer();
  const { list } = await ask('train-assistant', 1);
  await expect.poll(async () => (await list())[0]?.status).toBe('succeeded');
});

test('a failed attempt reports whether it was the last', async () => {
  server = await startTestServer({ env: { SHELFWISE_ROLE: 'api' } });
  const { shop, list } = await ask('watch-data', 1);
  for (const attempt of [1, 3]) {
    const run = await server.store.jobRuns.start(shop.id, 'watch-data', attempt, server.clock.now);
    await server.store.jobRuns.finish(shop.id, run.id, {
      status: 'failed',
      error: 'broken',
      finishedAt: server.clock.now,
    });
    server.clock.now = new Date(server.clock.now.getTime() + 1000);
  }
  expect(await list()).toMatchObject([
    { attempt: 3, lastAttempt: true },
    { attempt: 1, lastAttempt: false },
  ]);
});
