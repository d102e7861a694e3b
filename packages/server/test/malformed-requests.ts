import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { operations } from '../src/http/openapi/routes.js';
import type { CreatedShop } from '../src/resources/shops/service.js';
import { exampleBodies } from './example-bodies.js';
import { shopOrigin, type TestServer } from './running-server.js';

/**
 * Fires requests that nobody meant at every route: any JSON, near-misses of the right form, any bytes, any query, any
 * path parameter, with and without a right key. The answer may be a refusal, never a failure of ours.
 */

/** Field names of the API, so that generated objects reach past the first check. */
const fieldNames = [
  ...[
    'key',
    'events',
    'visitor',
    'consent',
    'token',
    'product',
    'products',
    'orders',
    'lines',
    'levels',
    'movements',
  ],
  ...[
    'terms',
    'entries',
    'placement',
    'cart',
    'recent',
    'limit',
    'cursor',
    'text',
    'messageId',
    'conversation',
    'type',
  ],
  ...[
    'id',
    'at',
    'settings',
    'timeZone',
    'facts',
    'assistant',
    'allowedOrigins',
    'job',
    'alert',
    'days',
    'customer',
  ],
];
const oddStrings = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(
    '',
    '\u0000',
    '\ud800',
    '__proto__',
    'constructor',
    "' OR 1=1 --",
    '%00',
    '../..',
    '$where',
    'mug',
    'NaN',
  ),
  fc.noShrink(fc.constant('x'.repeat(3000))),
);
const oddValues = fc.oneof(
  oddStrings,
  fc.double(),
  fc.constantFrom(null, true, -1, 0, 2 ** 53, -(2 ** 63), 1e308, [], {}, [[]]),
);
const { tree: oddTree } = fc.letrec((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    oddValues,
    fc.array(tie('tree'), { maxLength: 4 }),
    fc.dictionary(fc.oneof(fc.constantFrom(...fieldNames), oddStrings), tie('tree'), { maxKeys: 6 }),
  ),
}));

/** The right form with one part of it replaced: reaches what only a nearly right request reaches. */
function withOnePartReplaced(value: unknown, steps: readonly number[], odd: unknown): unknown {
  const [step, ...rest] = steps;
  if (step === undefined || typeof value !== 'object' || value === null) return odd;
  const names = Object.keys(value);
  if (names.length === 0) return odd;
  const name = names[step % names.length]!;
  const replaced = withOnePartReplaced((value as Record<string, unknown>)[name], rest, odd);
  return Array.isArray(value)
    ? value.map((member: unknown, index) => (String(index) === name ? replaced : member))
    : { ...value, [name]: replaced };
}

const contentTypes = fc.constantFrom(
  'application/json',
  'text/plain',
  'text/html',
  'application/json; charset=x',
  '',
);

function target(path: string, parameter: string): string {
  return path.replace(/\{\w+\}/, () => {
    try {
      return encodeURIComponent(parameter);
    } catch {
      // A lone surrogate cannot be encoded: send a byte that is no UTF-8 instead.
      return '%FF';
    }
  });
}

export function describeMalformedRequests(store: string, start: () => Promise<TestServer>): void {
  describe(`malformed requests to a server on ${store}`, () => {
    let server: TestServer;
    let shop: CreatedShop;
    let session: string;
    beforeAll(async () => {
      server = await start();
      shop = await server.createShop('fuzzed');
      const answer = await server.asOwner(shop, 'POST', '/v1/embed-sessions', { subject: 'fuzz' });
      session = (answer.json as { token: string }).token;
      await server.asOwner(shop, 'PUT', '/v1/products/mug', { key: 'mug', title: 'Mug', url: '/', price: 1 });
    });
    afterAll(() => server.close());

    const authorizations = () =>
      fc.constantFrom(
        undefined,
        `Bearer ${shop.secretKey}`,
        `Bearer ${session}`,
        'Bearer es_x.y.z',
        'Bearer',
      );

    it.each(['/v1/orders', '/v1/products'])('GET %s refuses a cursor that no page gave', async (path) => {
      const cursors = path === '/v1/orders' ? ['abc', '', '1.zzz', '0', '%00'] : ['', '%00', 'x'.repeat(201)];
      for (const cursor of cursors) {
        const answer = await server.asOwner(shop, 'GET', `${path}?cursor=${cursor}`);
        const json = answer.json as { errors: { pointer: string }[] };
        expect(json).toMatchObject({ status: 400, code: 'invalid-request' });
        expect(json.errors[0]?.pointer).toBe('/cursor');
      }
    });

    it('are made from an example of every body that the API takes', () => {
      const examples = exampleBodies('mug', { now: server.clock.now });
      const taken = operations.filter(({ body }) => body !== undefined);
      const names = taken.map(({ method, path }) => `${method.toUpperCase()} ${path}`);
      expect(names.filter((name) => examples[name] === undefined)).toEqual([]);
    });

    it.each(
      operations.map(
        (operation) => [`${operation.method.toUpperCase()} ${operation.path}`, operation] as const,
      ),
    )('%s answers none with a failure of its own', async (name, operation) => {
      await fc.assert(
        fc.asyncProperty(
          fc.record({
            odd: oddTree,
            steps: fc.array(fc.nat(10), { maxLength: 5 }),
            isNearlyRight: fc.boolean(),
            isRaw: fc.boolean(),
            withKey: fc.boolean(),
            parameter: oddStrings,
            query: fc.dictionary(
              fc.constantFrom(...fieldNames),
              fc.constantFrom(
                '',
                '0',
                '-1',
                '1e9',
                'x',
                '\u0000',
                '[]',
                '1.5',
                '1.zzz',
                `1.${'0'.repeat(24)}`,
              ),
            ),
            authorization: authorizations(),
            contentType: contentTypes,
            origin: fc.constantFrom(undefined, shopOrigin, 'null'),
          }),
          async (request) => {
            const { odd, steps, isNearlyRight, isRaw, withKey } = request;
            const { parameter, query, authorization, contentType, origin } = request;
            const example = exampleBodies('mug', { now: server.clock.now })[name];
            const body = isNearlyRight ? withOnePartReplaced(example, steps, odd) : odd;
            const keyed =
              withKey && typeof body === 'object' && body !== null && !Array.isArray(body)
                ? { ...body, key: shop.publishableKey }
                : body;
            const isGet = operation.method === 'get' || operation.method === 'delete';
            const search = new URLSearchParams(
              isGet && withKey ? { ...query, key: shop.publishableKey, wait: '0' } : query,
            );
            const { status } = await server.request(
              operation.method.toUpperCase(),
              `${target(operation.path, parameter)}?${search.toString()}`,
              {
                headers: {
                  ...(authorization && { authorization }),
                  ...(origin && { origin }),
                  ...(!isGet && { 'content-type': contentType }),
                },
                ...(!isGet && { body: isRaw ? JSON.stringify(body).slice(1) : JSON.stringify(keyed) }),
              },
            );
            expect(status).toBeLessThan(500);
          },
        ),
        { numRuns: 30 },
      );
    });
  });
}
