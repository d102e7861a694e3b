import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import Koa from 'koa';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestShop, type TestShop } from '../../../test/chat-shop.js';
import { Problem } from '../../http/problem.js';
import { problems } from '../../http/problem-middleware.js';
import { rasaActionRoutes } from './routes.js';
import { RasaActionService } from './service.js';
import { fromRasa, rasaMessage } from '../../outside/rasa/rasa-messages.js';
import { SenderIds } from '../../outside/calling/sender-ids.js';
import { override } from '../../../test/override.js';

let parts: TestShop;
let server: Server;
let address: string;
let refusals = 0;
let mostRefusals = Infinity;
let lists = 0;

beforeAll(async () => {
  parts = await openTestShop();
  const { store, assistants, secrets, clock, log, shop } = parts;
  await store.shops.updateSettings(shop.id, {
    ...shop.settings,
    assistant: { kind: 'rasa', secret: secrets.seal(shop.id, 'between-us') },
  });
  const app = new Koa();
  app.use(problems(log));
  const counted = {
    take: async () => {
      if (refusals >= mostRefusals) throw new Problem('too-many-requests');
      refusals += 1;
    },
    giveBack: async () => void (refusals -= 1),
  };
  app.use(
    rasaActionRoutes({
      rasaActions: new RasaActionService({
        store: { shops: override(store.shops, { list: () => ((lists += 1), store.shops.list()) }) },
        actions: assistants.actions,
        secrets,
        clock,
      }),
      log,
      refusals: counted,
    }).routes(),
  );
  server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/rasa/actions/webhook`;
});
afterAll(async () => {
  server.close();
  await parts.close();
});

interface CallOptions {
  shopId?: string;
  senderId?: string;
  token?: string;
}

/** A call as Rasa 3.6 makes it, without the fields that our actions do not read. */
function call(
  nextAction: string,
  text: string,
  { shopId = parts.shop.id, senderId, token = 'between-us' }: CallOptions = {},
) {
  return fetch(`${address}?token=${token}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      next_action: nextAction,
      sender_id: senderId ?? new SenderIds(parts.secrets).seal(shopId, 'conversation-0123456789'),
      tracker: {
        sender_id: 'x',
        slots: { order_number: null },
        latest_message: {
          text,
          intent: { name: 'search_product', confidence: 0.9 },
          entities: [{ entity: 'color', value: 'red', start: 0, end: 3, extractor: 'RegexEntityExtractor' }],
          metadata: { shelfwise: { product: 'teapot', cart: [], recent: [] } },
        },
      },
      domain: {},
      version: '3.6.21',
    }),
  });
}

test('an action answers in the shape of an action server, and our client of Rasa reads it back', async () => {
  const response = await call('action_search_products', 'red mugs under £5');
  expect(response.status).toBe(200);
  const body = (await response.json()) as { events: unknown[]; responses: { custom?: unknown }[] };
  expect(body.events).toEqual([]);
  const back = body.responses.flatMap((item) => fromRasa(rasaMessage.parse(item)));
  expect(back.map((message) => message.type)).toEqual(['text', 'products']);
  expect(back[1]).toMatchObject({ items: [{ product: 'mug-red' }] });
});

test('an action reads the page from the metadata', async () => {
  const response = await call('action_product_question', 'is it in stock?');
  expect(JSON.stringify(await response.json())).toContain('Regency Teapot');
});

test('an action that does not exist is reported by name, as Rasa expects it', async () => {
  const response = await call('action_dance', 'dance');
  expect(response.status).toBe(404);
  expect(await response.json()).toMatchObject({ action_name: 'action_dance' });
});

test.each([
  ['a wrong secret', { token: 'guess' }],
  ['no secret', { token: '' }],
  ['a shop that does not exist', { shopId: 'f'.repeat(24) }],
  ['a sender that is not ours', { senderId: 'default' }],
  ['a sender that names a shop in plain words', { senderId: `${'a'.repeat(24)}.conversation-0123456789` }],
])('%s is refused, all alike', async (_title, options) => {
  const response = await call('action_search_products', 'mugs', options);
  expect(response.status).toBe(401);
  expect(await response.json()).toMatchObject({ code: 'unknown-key' });
});

test('a stranger’s body is not read, and refusals are counted', async () => {
  const response = await fetch(`${address}?token=guess`, {
    method: 'POST',
    body: 'x'.repeat(2_000_000),
  }).catch(() => undefined);
  // Neither "unsupported media type" nor "malformed": only the secret was looked at.
  expect(response?.status ?? 401).toBe(401);
  expect(refusals).toBeGreaterThan(0);
});

test('a stranger over the limit costs no read of the shops, and a caller with the secret is not counted', async () => {
  const before = refusals;
  expect((await call('action_search_products', 'mugs')).status).toBe(200);
  expect(refusals).toBe(before);
  mostRefusals = refusals;
  lists = 0;
  expect((await call('action_search_products', 'mugs', { token: 'guess' })).status).toBe(429);
  expect(lists).toBe(0);
  mostRefusals = Infinity;
});

test('a body over a megabyte is refused', async () => {
  const response = await call('action_search_products', 'x'.repeat(1024 * 1024));
  expect(response.status).toBe(413);
});

test('a body that is not a call is refused', async () => {
  const response = await fetch(`${address}?token=between-us`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"next_action":5}',
  });
  expect(response.status).toBe(400);
});
