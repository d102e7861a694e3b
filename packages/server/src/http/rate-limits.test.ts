import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shopOrigin, startTestServer, type TestServer } from '../../test/running-server.js';
import { override } from '../../test/override.js';

let server: TestServer;
let keyLookUps = 0;
beforeAll(async () => {
  server = await startTestServer({
    env: {
      SHELFWISE_PAGE_REQUESTS_PER_MINUTE: '3',
      SHELFWISE_OWNER_REQUESTS_PER_MINUTE: '2',
      SHELFWISE_CHAT_MESSAGES_PER_MINUTE: '2',
      SHELFWISE_TRUSTED_PROXIES: '127.0.0.1',
    },
    wrapStore: (store) => ({
      ...store,
      apiKeys: override(store.apiKeys, {
        findByHash: (hash) => {
          keyLookUps += 1;
          return store.apiKeys.findByHash(hash);
        },
      }),
    }),
  });
});
afterAll(() => server.close());

describe('rate limits', () => {
  it('count a page by key and address, and say what is left and when to come back', async () => {
    const shop = await server.createShop('limited');
    const ask = (address: string) =>
      server.request('GET', `/v1/settings?key=${shop.publishableKey}`, {
        headers: { origin: shopOrigin, 'x-forwarded-for': address },
      });
    const first = await ask('203.0.113.7');
    expect(first.headers.get('ratelimit-policy')).toBe('"page";q=3;w=60');
    expect(first.headers.get('ratelimit')).toMatch(/^"page";r=2;t=\d+$/);
    await ask('203.0.113.7');
    expect((await ask('203.0.113.7')).status).toBe(200);
    const refused = await ask('203.0.113.7');
    expect(refused.json).toMatchObject({ status: 429, code: 'too-many-requests' });
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(refused.headers.get('access-control-allow-origin')).toBe(shopOrigin);
    expect((await ask('203.0.113.8')).status).toBe(200);
    // What a client writes in front of the proxy's own entry changes nothing.
    expect((await ask('198.51.100.1, 203.0.113.7')).status).toBe(429);
  });

  it('count all addresses of an IPv6 network as one client, and mapped IPv4 addresses each', async () => {
    const shop = await server.createShop('networks');
    const ask = async (address: string) => {
      const { status } = await server.request('GET', `/v1/settings?key=${shop.publishableKey}`, {
        headers: { origin: shopOrigin, 'x-forwarded-for': address },
      });
      return status;
    };
    for (const last of ['1', '2:3:4', 'ffff']) expect(await ask(`2001:db8:0:1::${last}`)).toBe(200);
    expect(await ask('2001:0db8:0000:0001:9999::1')).toBe(429);
    expect(await ask('2001:db8:0:2::1')).toBe(200);
    for (const _time of [1, 2, 3]) expect(await ask('::ffff:203.0.113.77')).toBe(200);
    expect(await ask('203.0.113.77')).toBe(429);
    expect(await ask('::ffff:203.0.113.78')).toBe(200);
  });

  it('count the owner by key', async () => {
    const [one, two] = [await server.createShop('one'), await server.createShop('two')];
    const statuses: number[] = [];
    for (let i = 0; i < 3; i++) statuses.push((await server.asOwner(one, 'GET', '/v1/shop')).status);
    expect(statuses).toEqual([200, 200, 429]);
    expect((await server.asOwner(two, 'GET', '/v1/shop')).status).toBe(200);
  });

  it('count chat messages by address, and by visitor wherever they write from', async () => {
    const shop = await server.createShop('chatty');
    const say = async (address: string, key: string) => {
      const { status } = await server.request('POST', '/v1/chat/messages', {
        headers: { origin: shopOrigin, 'content-type': 'text/plain', 'x-forwarded-for': address },
        body: { key: shop.publishableKey, messageId: randomUUID(), text: 'hello', visitor: { key } },
      });
      return status;
    };
    const [ann, bob, eve] = ['a', 'b', 'e'].map((letter) => letter.repeat(22)) as [string, string, string];
    expect(await say('203.0.113.1', ann)).toBe(200);
    expect(await say('203.0.113.1', bob)).toBe(200);
    expect(await say('203.0.113.1', eve)).toBe(429);
    expect(await say('203.0.113.2', ann)).toBe(200);
    expect(await say('203.0.113.3', ann)).toBe(429);
    expect(await say('203.0.113.3', eve)).toBe(200);
  });

  it('slow down who guesses keys', async () => {
    const guess = (n: number) =>
      server.request('GET', '/v1/products', {
        headers: {
          authorization: `Bearer sk_${String(n).padStart(32, '0')}`,
          'x-forwarded-for': '192.0.2.1',
        },
      });
    const statuses = new Set<number>();
    for (let n = 0; n < 61; n++) statuses.add((await guess(n)).status);
    expect([...statuses]).toEqual([401, 429]);
    const before = keyLookUps;
    for (let n = 100; n < 110; n++) expect((await guess(n)).status).toBe(429);
    expect(keyLookUps).toBe(before);
  });

  it('do not count a key that is right, and let a familiar one in from where others guessed', async () => {
    const shop = await server.createShop('familiar');
    const ask = (address: string, key: string) =>
      server.request('GET', `/v1/settings?key=${key}`, {
        headers: { origin: shopOrigin, 'x-forwarded-for': address },
      });
    expect((await ask('192.0.2.8', shop.publishableKey)).status).toBe(200);
    for (let n = 0; n < 61; n++) await ask('192.0.2.9', `pk_${String(n).padStart(32, '0')}`);
    expect((await ask('192.0.2.9', `pk_${'9'.repeat(32)}`)).status).toBe(429);
    expect((await ask('192.0.2.9', shop.publishableKey)).status).toBe(200);
  });
});
