import path from 'node:path';
import Database from 'libsql';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ProblemDocument } from '@shelfwise/core/wire';
import { createApi, plainProduct, viewEvent, type Answer } from '../harness/api.js';
import { createDeployment, until, type Deployment } from '../harness/server-process.js';

/** What a running server says while its data file takes no writes, and that it goes on by itself afterwards. */
describe('a running server', () => {
  let deployment: Deployment;
  let api: ReturnType<typeof createApi>;
  beforeEach(async () => {
    deployment = await createDeployment();
    api = createApi(deployment.url, await deployment.createShop('faulty'), deployment.origin);
  });
  afterEach(async () => deployment.remove());

  const codeOf = ({ status, body }: Answer) => [status, (body as ProblemDocument).code];

  it('whose data file another program locks says so, answers reads, and writes again afterwards', async () => {
    const server = await deployment.start();
    await api.putProducts([plainProduct('mug')]);
    const other = new Database(path.join(deployment.directory, 'shelfwise.db'));
    other.exec('BEGIN IMMEDIATE');
    expect(codeOf(await api.putProducts([plainProduct('cup')]))).toEqual([503, 'store-unavailable']);
    expect((await api.owner('GET', '/v1/products/mug')).status).toBe(200);
    expect((await api.recommend({ placement: 'bestsellers' })).status).toBe(200);
    other.exec('ROLLBACK');
    other.close();
    expect((await api.putProducts([plainProduct('cup')])).body.accepted).toBe(1);
    expect(await server.stop()).toBe(0);
  });

  it('whose disk is full refuses writes, answers reads, and has all that it acknowledged when there is room', async () => {
    const setUp = await deployment.start();
    await api.putProducts([plainProduct('mug')]);
    await setUp.stop();

    const cramped = await deployment.start({ maxFileKib: 1500 });
    const acknowledged: ReturnType<typeof viewEvent>[] = [];
    let refusal: Answer | undefined;
    while (!refusal) {
      const events = Array.from({ length: 100 }, () => viewEvent('mug'));
      const answer = await api.sendEvents(events);
      if (answer.status === 200) acknowledged.push(...events);
      else refusal = answer;
    }
    // A limit on the file reaches the server as an error of writing, a full disk as a full one.
    expect([
      [503, 'store-unavailable'],
      [507, 'store-full'],
    ]).toContainEqual(codeOf(refusal));
    expect(JSON.stringify(refusal.body)).not.toContain(deployment.directory);
    expect((await api.owner('GET', '/v1/products/mug')).status).toBe(200);
    expect(await cramped.stop()).toBe(0);

    await deployment.start();
    expect(acknowledged.length).toBeGreaterThan(0);
    let known = 0;
    for (let start = 0; start < acknowledged.length; start += 100)
      known += (await api.sendEvents(acknowledged.slice(start, start + 100))).body.duplicates;
    expect(known).toBe(acknowledged.length);
    await until(async () => (await api.sendEvents([viewEvent('mug')])).body.accepted === 1, 10_000);
  });
});
