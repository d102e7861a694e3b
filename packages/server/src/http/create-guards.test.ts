import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browser, shopOrigin, startTestServer, type TestServer } from '../../test/running-server.js';
import type { CreatedShop } from '../resources/shops/service.js';
import { ShopService } from '../resources/shops/service.js';

let server: TestServer;
let shop: CreatedShop;
let other: CreatedShop;
beforeAll(async () => {
  server = await startTestServer();
  shop = await server.createShop('first');
  other = await server.createShop('second', ['https://other.example']);
});
afterAll(() => server.close());

const settings = (key: string, headers: Record<string, string> = {}) =>
  server.request('GET', `/v1/settings?key=${key}`, { headers });
const products = (headers: Record<string, string>) => server.request('GET', '/v1/products', { headers });

describe('a page', () => {
  it('is let in with its publishable key from an allowed origin, which may read the answer', async () => {
    const { status, headers } = await settings(shop.publishableKey, { origin: shopOrigin });
    expect(status).toBe(200);
    expect(headers.get('access-control-allow-origin')).toBe(shopOrigin);
    expect(headers.get('vary')).toMatch(/Origin/);
    expect(headers.get('access-control-allow-credentials')).toBeNull();
  });

  it.each(['https://evil.example', 'https://shop.example.evil.example', 'http://shop.example', 'null'])(
    'is refused from %s, which may not read why',
    async (origin) => {
      const { status, json, headers } = await settings(shop.publishableKey, { origin });
      expect([status, json.code]).toEqual([403, 'origin-not-allowed']);
      expect(headers.get('access-control-allow-origin')).toBeNull();
    },
  );

  it("is refused from another shop's origin", async () => {
    const { status, headers } = await settings(other.publishableKey, { origin: shopOrigin });
    expect(status).toBe(403);
    expect(headers.get('access-control-allow-origin')).toBeNull();
  });

  it('is refused when nothing says where it is, unless the browser says "same origin"', async () => {
    expect((await settings(shop.publishableKey)).json.code).toBe('origin-not-allowed');
    expect((await settings(shop.publishableKey, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await settings(shop.publishableKey, { 'sec-fetch-site': 'same-origin' })).status).toBe(200);
  });

  it('may be at any name of the server itself, as the owner’s preview is, and at no stranger’s origin', async () => {
    // The public address of this server, which names no host and port 0.
    for (const host of ['localhost', '127.0.0.1', '[::1]']) {
      const own = await settings(shop.publishableKey, { origin: `http://${host}:0` });
      expect(own.status, host).toBe(200);
    }
    for (const site of ['same-origin', 'same-site', 'cross-site']) {
      const stranger = { origin: 'http://stranger.example', 'sec-fetch-site': site };
      expect((await settings(shop.publishableKey, stranger)).json.code, site).toBe('origin-not-allowed');
    }
  });

  it('is told that its key is missing, unknown or of the wrong kind', async () => {
    const from = { origin: shopOrigin };
    expect((await server.request('GET', '/v1/settings', { headers: from })).json).toMatchObject({
      status: 401,
      code: 'missing-key',
    });
    const unknown = await settings(`pk_${'x'.repeat(32)}`, from);
    expect(unknown.json).toMatchObject({ status: 401, code: 'unknown-key' });
    expect(unknown.headers.get('access-control-allow-origin')).toBe(shopOrigin);
    expect((await settings(shop.secretKey)).json).toMatchObject({ status: 403, code: 'wrong-key-kind' });
  });

  it('never works with a secret key, and the log says to rotate it without repeating it', async () => {
    const { json } = await settings(shop.secretKey, { origin: shopOrigin });
    expect(json).toMatchObject({ status: 403, code: 'secret-key-in-browser' });
    expect(server.logLines.some((line) => line.includes('rotate'))).toBe(true);
    expect(server.logLines.join('')).not.toContain(shop.secretKey);
  });

  it('gets an answer to its preflight by origin alone', async () => {
    const ask = {
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization',
    };
    const known = await server.request('OPTIONS', '/v1/inventory', {
      headers: { origin: shopOrigin, ...ask },
    });
    expect(known.status).toBe(204);
    expect(known.headers.get('access-control-allow-origin')).toBe(shopOrigin);
    expect(known.headers.get('access-control-allow-headers')).toBe(
      'Authorization, Content-Type, X-Request-Id',
    );
    const stranger = await server.request('OPTIONS', '/v1/inventory', {
      headers: { origin: 'https://evil.example', ...ask },
    });
    expect(stranger.headers.get('access-control-allow-origin')).toBeNull();
  });
});

describe("the owner's server", () => {
  it('is let in with its secret key', async () => {
    expect((await products({ authorization: `Bearer ${shop.secretKey}` })).status).toBe(200);
    expect((await products({ authorization: `bearer ${shop.secretKey}` })).status).toBe(200);
  });

  it.each([
    ['nothing', undefined, 401, 'missing-key'],
    ['Basic', 'Basic c2s6', 401, 'missing-key'],
    ['an empty key', 'Bearer ', 401, 'missing-key'],
    ['two keys', 'Bearer sk_a sk_b', 401, 'missing-key'],
    ['an unknown key', `Bearer sk_${'y'.repeat(32)}`, 401, 'unknown-key'],
    ['a word', 'Bearer hello', 401, 'unknown-key'],
    ['a made-up session', 'Bearer es_abc', 401, 'invalid-token'],
  ])('is refused with %s', async (_what, authorization, status, code) => {
    const { json, headers } = await products(authorization === undefined ? {} : { authorization });
    expect(json).toMatchObject({ status, code });
    expect(headers.get('content-type')).toMatch('application/problem+json');
  });

  it('is refused with a publishable key', async () => {
    const { json } = await products({ authorization: `Bearer ${shop.publishableKey}` });
    expect(json).toMatchObject({ status: 403, code: 'wrong-key-kind' });
  });

  it('is refused when a browser sends the secret key, even from an allowed origin', async () => {
    const { json } = await products({ authorization: `Bearer ${shop.secretKey}`, origin: shopOrigin });
    expect(json).toMatchObject({ status: 403, code: 'secret-key-in-browser' });
  });

  it('rotates keys with an overlap, after which the former one is refused as revoked', async () => {
    const rotated = await server.createShop('rotated');
    const service = new ShopService({ store: server.store, clock: () => server.clock.now });
    const { key } = await service.rotate(rotated.shop, 'secret', 1);
    const use = async (secret: string) => (await products({ authorization: `Bearer ${secret}` })).json;
    expect((await use(rotated.secretKey)).code).toBeUndefined();
    expect((await use(key)).code).toBeUndefined();
    const start = server.clock.now;
    server.clock.now = new Date(start.getTime() + 3600_001);
    expect(await use(rotated.secretKey)).toMatchObject({ status: 401, code: 'revoked-key' });
    expect((await use(key)).code).toBeUndefined();
    server.clock.now = start;
  });
});

describe('an embed session', () => {
  const mint = async (body: object) =>
    (await server.asOwner(shop, 'POST', '/v1/embed-sessions', { subject: 'ann', ...body })).json;

  it('opens what its scopes name, and nothing else', async () => {
    const { token } = await mint({ scopes: ['inventory:read'] });
    const headers = { authorization: `Bearer ${token}`, origin: shopOrigin };
    expect((await server.request('GET', '/v1/inventory', { headers })).status).toBe(200);
    expect((await server.request('GET', '/v1/alerts', { headers })).json.code).toBe('missing-scope');
    expect((await products(headers)).json.code).toBe('wrong-key-kind');
  });

  it('works on an allowed origin only', async () => {
    const { token } = await mint({});
    const headers = { authorization: `Bearer ${token}`, origin: 'https://other.example' };
    expect((await server.request('GET', '/v1/inventory', { headers })).json.code).toBe('origin-not-allowed');
  });

  it('ends when its time is up, and with the key that made it', async () => {
    const short = await server.createShop('short');
    const { json } = await server.asOwner(short, 'POST', '/v1/embed-sessions', {
      subject: 'ann',
      minutes: 30,
    });
    const headers = { authorization: `Bearer ${json.token}` };
    const read = async () => (await server.request('GET', '/v1/inventory', { headers })).json;
    expect((await read()).code).toBeUndefined();
    const start = server.clock.now;
    server.clock.now = new Date(start.getTime() + 31 * 60_000);
    expect(await read()).toMatchObject({ status: 401, code: 'expired-token' });
    server.clock.now = start;
    const service = new ShopService({ store: server.store, clock: () => server.clock.now });
    await service.rotate(short.shop, 'secret', 0);
    server.clock.now = new Date(start.getTime() + 6000);
    expect(await read()).toMatchObject({ status: 401, code: 'invalid-token' });
    server.clock.now = start;
  });

  it('lasts at most thirty minutes, and a customer token at most a day', async () => {
    expect((await mint({ minutes: 31 })).code).toBe('invalid-request');
    const tooLong = { customer: 'c1', hours: 25 };
    const { json } = await server.asOwner(shop, 'POST', '/v1/customer-tokens', tooLong);
    expect(json.errors).toMatchObject([{ pointer: '/hours' }]);
  });
});

describe('a body', () => {
  const post = (body: string | Uint8Array, headers: Record<string, string> = {}) =>
    server.request('POST', '/v1/events', {
      headers: { origin: shopOrigin, 'content-type': 'text/plain;charset=UTF-8', ...headers },
      body,
    });

  it('that is not JSON is malformed, and the page may read that', async () => {
    for (const body of ['{"key":', 'null null', '']) {
      const { json, headers } = await post(body);
      expect(json).toMatchObject({ status: 400, code: 'malformed-json' });
      expect(headers.get('access-control-allow-origin')).toBe(shopOrigin);
    }
    const { json } = await post(new Uint8Array([0x22, 0xff, 0xfe, 0x22]));
    expect(json.code).toBe('malformed-json');
  });

  it('of a page may hold 51 KiB and not one byte more', async () => {
    const filled = (bytes: number) => {
      const start = `{"key":"${shop.publishableKey}","events":[{}],"x":"`;
      return `${start}${'a'.repeat(bytes - start.length - 2)}"}`;
    };
    expect((await post(filled(51 * 1024))).status).toBe(200);
    expect((await post(filled(51 * 1024 + 1))).json).toMatchObject({ status: 413, code: 'body-too-large' });
  });

  it('of 10 MB is refused, whether its length is declared or not', async () => {
    const large = 'a'.repeat(10 * 1024 * 1024);
    const declared = await server.request('POST', '/v1/products', {
      headers: { authorization: `Bearer ${shop.secretKey}`, 'content-type': 'application/json' },
      body: large,
    });
    expect(declared.json.code).toBe('body-too-large');
    const chunks = new ReadableStream({
      start(controller) {
        for (let i = 0; i < 10; i++) controller.enqueue(new Uint8Array(1024 * 1024));
        controller.close();
      },
    });
    const streamed = await fetch(`${server.url}/v1/products`, {
      method: 'POST',
      headers: { authorization: `Bearer ${shop.secretKey}`, 'content-type': 'application/json' },
      body: chunks,
      duplex: 'half',
    } as RequestInit);
    expect(streamed.status).toBe(413);
    await streamed.text();
  });

  it.each(['application/x-www-form-urlencoded', 'text/html', 'application/json; charset=iso-8859-1'])(
    'as %s is refused',
    async (type) => {
      expect((await post('{}', { 'content-type': type })).json).toMatchObject({ status: 415 });
    },
  );
});

describe('every answer', () => {
  it('repeats a well-formed request id and replaces any other', async () => {
    const ask = (id: string) => server.request('GET', '/openapi.json', { headers: { 'x-request-id': id } });
    expect((await ask('order-42.a:b')).headers.get('x-request-id')).toBe('order-42.a:b');
    for (const id of ['a b', '<script>', 'x'.repeat(65), '']) {
      expect((await ask(id)).headers.get('x-request-id')).toMatch(/^[\da-f-]{36}$/);
    }
  });

  it('to an unknown address is not found, to a wrong method 405 with the right ones', async () => {
    expect((await server.request('GET', '/v1/nothing')).json).toMatchObject({
      status: 404,
      code: 'not-found',
    });
    const wrong = await server.request('DELETE', '/v1/orders');
    expect(wrong.json).toMatchObject({ status: 405, code: 'method-not-allowed' });
    expect(wrong.headers.get('allow')).toMatch(/POST/);
  });
});

describe('the log', () => {
  it('names routes by template and holds no key, query, visitor, order or address', async () => {
    const before = server.logLines.length;
    await server.asOwner(shop, 'GET', '/v1/orders/private-order-77');
    await settings(shop.publishableKey, { origin: 'https://evil.example' });
    const lines = server.logLines.slice(before).join('');
    expect(lines).toContain('/v1/orders/:key');
    for (const secret of ['private-order-77', shop.secretKey, shop.publishableKey, '127.0.0.1', browser]) {
      expect(lines).not.toContain(secret);
    }
  });
});
