import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { shopOrigin, startTestServer, type TestServer } from '../../test/running-server.js';
import type { CreatedShop } from '../resources/shops/service.js';
import { StoreFull, Unavailable } from '../stores/port/store-errors.js';
import type { Store } from '../stores/port/store.js';

/** The real store until `fault` is set; from then on every method of every repository throws it. */
let fault: Error | undefined;
function breakable(store: Store): Store {
  const wrap = <T extends object>(target: T): T =>
    new Proxy(target, {
      get(object, name) {
        const value: unknown = Reflect.get(object, name);
        if (typeof value === 'function') {
          return (...args: unknown[]): unknown => {
            if (fault) return Promise.reject(fault);
            return (value as (...given: unknown[]) => unknown).apply(object, args);
          };
        }
        return typeof value === 'object' && value !== null ? wrap(value) : value;
      },
    });
  return wrap(store);
}

let server: TestServer;
let shop: CreatedShop;
beforeAll(async () => {
  server = await startTestServer({ wrapStore: breakable });
  shop = await server.createShop('faults');
});
afterAll(async () => {
  fault = undefined;
  await server.close();
});
beforeEach(() => {
  fault = undefined;
});

const product = { key: 'mug', title: 'Mug', url: '/', price: 1 };

describe('a store that does not answer', () => {
  it('makes requests fail with 503 and a time to come back, and nothing of the inside shows', async () => {
    fault = new Unavailable('cannot reach mongodb://admin:hunter2@10.0.0.5');
    const { status, json, headers, text } = await server.asOwner(shop, 'PUT', '/v1/products/mug', product);
    expect([status, json.code]).toEqual([503, 'store-unavailable']);
    expect(headers.get('retry-after')).toBe('2');
    expect(text).not.toContain('hunter2');
    expect(server.logLines.join('')).toContain('store-unavailable');
    expect(server.logLines.join('')).not.toContain('hunter2');
  });

  it('is told to a page that was known before, readably', async () => {
    const ask = () =>
      server.request('GET', `/v1/settings?key=${shop.publishableKey}`, { headers: { origin: shopOrigin } });
    expect((await ask()).status).toBe(200);
    fault = new Unavailable('gone');
    server.clock.now = new Date(server.clock.now.getTime() + 60_000);
    const { status, headers } = await ask();
    expect([status, headers.get('access-control-allow-origin')]).toEqual([503, shopOrigin]);
  });

  it('makes the server not ready, while it stays alive; afterwards all is well again', async () => {
    const ask = async (path: string) => (await fetch(server.operationsUrl + path)).status;
    expect(await ask('/health/ready')).toBe(200);
    fault = new Unavailable('gone');
    expect([await ask('/health/ready'), await ask('/health/live')]).toEqual([503, 200]);
    fault = undefined;
    expect(await ask('/health/ready')).toBe(200);
    expect((await server.asOwner(shop, 'PUT', '/v1/products/mug', product)).status).toBe(200);
  });
});

describe('a full store', () => {
  it('answers 507', async () => {
    fault = new StoreFull('no room');
    const { json } = await server.asOwner(shop, 'PUT', '/v1/products/mug', product);
    expect(json).toMatchObject({ status: 507, code: 'store-full' });
  });
});

describe('a defect of ours', () => {
  it('answers 500 with the request id and without a word of what went wrong', async () => {
    fault = new TypeError('cannot read sk_abcdefghijklmnop of undefined');
    const { json, text, headers } = await server.asOwner(shop, 'PUT', '/v1/products/mug', product);
    expect(json).toMatchObject({
      status: 500,
      code: 'internal-error',
      instance: headers.get('x-request-id'),
    });
    expect(text).not.toContain('undefined');
    expect(server.logLines.join('')).not.toContain('sk_abcdefghijklmnop');
  });
});

describe('the operations port', () => {
  it('serves metrics by route template', async () => {
    await server.asOwner(shop, 'GET', '/v1/products/some-key');
    const text = await (await fetch(`${server.operationsUrl}/metrics`)).text();
    expect(text).toMatch(/shelfwise_http_request_seconds_count\{method="GET",route="\/v1\/products\/:key"/);
    expect(text).not.toContain('some-key');
    expect((await fetch(`${server.operationsUrl}/nothing`)).status).toBe(404);
  });
});
