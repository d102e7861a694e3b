import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exampleBodies } from '../../test/example-bodies.js';
import { shopOrigin, startTestServer, type TestServer } from '../../test/running-server.js';
import type { CreatedShop } from '../resources/shops/service.js';
import { operations } from './openapi/routes.js';

/**
 * Two shops in one server. The first holds one of everything, all of it marked; the second asks every route that the
 * API describes for the first one's things, by their right names. It may learn nothing of them and change none.
 */

const marker = 'first-shops-own';
let server: TestServer;
let first: CreatedShop;
let second: CreatedShop;
let session: string;
let conversation: string;
let token: string;

beforeAll(async () => {
  server = await startTestServer();
  first = await server.createShop('first');
  second = await server.createShop('second');
  const product = { key: marker, title: marker, url: `/${marker}`, price: 700 };
  await server.asOwner(first, 'PUT', `/v1/products/${marker}`, product);
  await server.asOwner(first, 'POST', '/v1/stock-levels', { levels: [{ product: marker, stockLevel: 42 }] });
  const order = {
    key: marker,
    placedAt: server.clock.now.toISOString(),
    customer: marker,
    lines: [{ product: marker, quantity: 1, unitPrice: 700 }],
  };
  await server.asOwner(first, 'POST', '/v1/orders', { orders: [order] });
  const entry = { key: marker, question: `${marker}?`, answer: marker };
  await server.asOwner(first, 'POST', '/v1/faq', { entries: [entry] });
  await server.store.alerts.openMany(first.shop.id, [
    {
      key: marker,
      kind: 'no-orders',
      severity: 'info',
      values: { lastAt: marker },
      since: server.clock.now,
    },
  ]);
  const chat = await server.asPage(first, '/v1/chat/messages', { messageId: randomUUID(), text: marker });
  conversation = chat.json.conversation as string;
  expect(chat.status).toBe(200);
  const minted = await server.asOwner(second, 'POST', '/v1/embed-sessions', { subject: 'second' });
  session = minted.json.token as string;
  token = (await server.asOwner(first, 'POST', '/v1/customer-tokens', { customer: marker })).json
    .token as string;
  // The shop's first chat message trains the default assistant, which takes a while on a busy machine.
});
afterAll(() => server.close());

/** What the second shop says in its requests: the right form, the first shop's names. */
const bodies = () => exampleBodies(marker, { now: server.clock.now, conversation, token });

/** Everything the first shop can be asked for, to be compared before and after. */
async function snapshot(): Promise<string> {
  const answers: string[] = [];
  for (const path of [
    `/v1/products/${marker}`,
    `/v1/orders/${marker}`,
    `/v1/inventory/${marker}`,
    '/v1/alerts',
    '/v1/faq',
    '/v1/shop',
  ]) {
    answers.push((await server.asOwner(first, 'GET', path)).text);
  }
  const { text } = await server.request(
    'GET',
    `/v1/chat/conversations/${conversation}/messages?key=${first.publishableKey}&wait=0`,
    { headers: { origin: shopOrigin } },
  );
  return [...answers, text].join('\n');
}

describe('another shop', () => {
  const behindKeys = operations.filter(({ who }) => who !== 'open');
  // Reads first: afterwards the second shop holds things of its own under the same names.
  const asked = [
    ...behindKeys.filter(({ method }) => method === 'get'),
    ...behindKeys.filter(({ method }) => method !== 'get'),
  ];

  it.each(
    asked.map((operation) => [`${operation.method.toUpperCase()} ${operation.path}`, operation] as const),
  )(
    'learns nothing from %s and changes nothing',
    async (name, { who, path, method }) => {
      const isRead = method === 'get';
      const before = isRead ? '' : await snapshot();
      const address = path.replace('{conversation}', conversation).replace(/\{\w+\}/, marker);
      const query =
        method === 'get'
          ? `?key=${second.publishableKey}&wait=0&product=${marker}&search=${marker}&placement=similar`
          : '';
      const credentials = who === 'page' ? ['page'] : [second.secretKey, session];
      for (const credential of credentials) {
        const { text, status } = await server.request(method.toUpperCase(), address + query, {
          headers: {
            ...(credential === 'page' ? { origin: shopOrigin } : { authorization: `Bearer ${credential}` }),
            'content-type': 'application/json',
          },
          ...(method !== 'get' &&
            method !== 'delete' && {
              body: { ...bodies()[name], ...(who === 'page' && { key: second.publishableKey }) },
            }),
        });
        expect(status).toBeLessThan(500);
        // A refusal may repeat the name that it sent itself; its own new product does.
        const beyondRefusals = text.replace(/"(detail|error|action_name)":"(?:[^"\\]|\\.)*"/g, '');
        if (method !== 'put') expect(beyondRefusals).not.toContain(marker);
        if (path.includes('{') && method === 'get' && who !== 'page') expect([403, 404]).toContain(status);
      }
      if (!isRead) expect(await snapshot()).toBe(before);
    },
    60_000,
  );
});
