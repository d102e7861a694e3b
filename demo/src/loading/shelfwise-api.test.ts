import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { createShelfwiseApi, LoadError, type JobRun } from './shelfwise-api.js';

let server: Server;
afterEach(() => void server.close());

/** A server whose job runs look so, one answer after the other; the last one stays. */
async function apiAnswering(...answers: Partial<JobRun>[][]) {
  const startedAt = '2026-11-22T12:00:00.000Z';
  server = createServer((_request, response) => {
    const runs = (answers.length > 1 ? answers.shift()! : answers[0]!).map((run) => ({ startedAt, ...run }));
    response.end(JSON.stringify({ runs }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return createShelfwiseApi(address, 'sk_test', () => Promise.resolve());
}

const waitFor = (api: Awaited<ReturnType<typeof apiAnswering>>) => api.waitForJob('watch-data', new Date(0));

test('waitForJob(...) waits on after an attempt that will be followed by another', async () => {
  const failed = { status: 'failed', lastAttempt: false } as const;
  const api = await apiAnswering(
    [{ status: 'requested' }],
    [failed],
    [{ status: 'running' }, failed],
    [{ status: 'succeeded' }, failed],
  );
  await waitFor(api);
});

test('waitForJob(...) throws when the last attempt failed', async () => {
  const api = await apiAnswering([{ status: 'failed', lastAttempt: true, error: 'broken' }]);
  await expect(waitFor(api)).rejects.toThrow(new LoadError('The job watch-data failed: broken'));
});

test('waitForJob(...) throws when no other attempt comes', async () => {
  const api = await apiAnswering([{ status: 'failed', lastAttempt: false, error: 'broken' }]);
  await expect(waitFor(api)).rejects.toThrow('broken');
});
