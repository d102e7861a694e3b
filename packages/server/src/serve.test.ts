import { mkdtemp, rm } from 'node:fs/promises';
import { once } from 'node:events';
import http from 'node:http';
import { connect, createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadConfig } from './config.js';
import { StartError } from './http/listen.js';
import { createLogger } from './observability/logger.js';
import { ShopService } from './resources/shops/service.js';
import { serve } from './serve.js';
import { openStore } from './stores/open-store.js';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'shelfwise-serve-'));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

const config = (env: Record<string, string> = {}) =>
  loadConfig({
    SHELFWISE_DATA: directory,
    PORT: '0',
    SHELFWISE_OPERATIONS_PORT: '0',
    SHELFWISE_ROLE: 'api',
    ...env,
  });
const log = createLogger('silent');

describe('serve(config)', () => {
  it('says in one line which port is taken and how to choose another', async () => {
    const occupant = createServer();
    await new Promise<void>((resolve) => occupant.listen(0, '127.0.0.1', resolve));
    const { port } = occupant.address() as AddressInfo;
    const failure = await serve(config({ PORT: String(port) }), log).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(StartError);
    expect((failure as Error).message).toBe(
      `Port ${port} on 127.0.0.1 is taken: free it, or set PORT to another one.`,
    );
    const second = await serve(config({ SHELFWISE_OPERATIONS_PORT: String(port) }), log).catch(
      (error: unknown) => error,
    );
    expect((second as Error).message).toContain('SHELFWISE_OPERATIONS_PORT');
    occupant.close();
  });

  it('finishes a request that it accepted before it stops, and takes no more', async () => {
    const store = await openStore({ dataDirectory: directory });
    const { secretKey, shop } = await new ShopService({ store, clock: () => new Date() }).create({
      name: 'slow',
      currency: 'GBP',
      timeZone: 'Europe/London',
      origins: [],
    });
    const server = await serve(config(), log);
    const body = JSON.stringify({ key: 'mug', title: 'Mug', url: '/mug', price: 1 });
    const request = http.request({
      port: server.port,
      host: '127.0.0.1',
      method: 'PUT',
      path: '/v1/products/mug',
      headers: {
        authorization: `Bearer ${secretKey}`,
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
        expect: '100-continue',
      },
    });
    const answered = new Promise<http.IncomingMessage>((resolve, reject) => {
      request.once('response', resolve);
      request.once('error', reject);
    });
    // The server has read the head of the request when it asks for the body; now it is told to stop.
    await new Promise<void>((resolve) => {
      request.once('continue', resolve);
      request.flushHeaders();
    });
    const stopped = server.stop();
    request.end(body);
    const answer = await answered;
    expect(answer.statusCode).toBe(200);
    expect(answer.headers.connection).toBe('close');
    answer.resume();
    await stopped;
    expect(await store.products.findByKey(shop.id, 'mug')).toMatchObject({ title: 'Mug' });
    await expect(fetch(`http://127.0.0.1:${server.port}/openapi.json`)).rejects.toThrow();
    await store.close();
  });

  it('stops without waiting for who waits: a long poll is answered, a silent connection closed', async () => {
    const store = await openStore({ dataDirectory: directory });
    const { publishableKey, shop } = await new ShopService({ store, clock: () => new Date() }).create({
      name: 'polled',
      currency: 'GBP',
      timeZone: 'Europe/London',
      origins: ['https://shop.example'],
    });
    const now = new Date();
    const conversation = 'a-conversation-of-a-test';
    await store.conversations.create(shop.id, {
      key: conversation,
      assistant: 'embedded',
      startedAt: now,
      lastAt: now,
      expiresAt: new Date(now.getTime() + 3_600_000),
    });
    const server = await serve(config(), log, { graceMs: 600_000 });
    const silent = connect(server.port, '127.0.0.1');
    await once(silent, 'connect');
    const silentEnded = once(silent, 'close');
    silent.on('error', () => undefined).resume();

    const query = new URLSearchParams({ key: publishableKey, wait: '25' });
    const poll = http.request({
      port: server.port,
      host: '127.0.0.1',
      path: `/v1/chat/conversations/${conversation}/messages?${query.toString()}`,
      headers: { origin: 'https://shop.example', expect: '100-continue' },
    });
    const answered = once(poll, 'response') as Promise<[http.IncomingMessage]>;
    poll.flushHeaders();
    await once(poll, 'continue');
    poll.end();
    const stopped = server.stop();
    const [answer] = await answered;
    expect(answer.statusCode).toBe(200);
    expect(JSON.parse(await text(answer))).toMatchObject({ conversation, entries: [] });
    await Promise.all([stopped, silentEnded]);
    await store.close();
  });
});
