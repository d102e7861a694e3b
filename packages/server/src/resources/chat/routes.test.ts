import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import Koa from 'koa';
import {
  chatResponse,
  chatStreamEvents,
  conversationMessages,
  type BotMessage,
  type ChatResponse,
  type ChatStreamEventName,
} from '@shelfwise/core/wire';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestShop, type TestShop } from '../../../test/chat-shop.js';
import { readJson } from '../../http/body.js';
import type { Guards } from '../../http/guards.js';
import { problems } from '../../http/problem-middleware.js';
import type { ShopDocument } from '../../stores/documents.js';
import { createFaqService } from '../faq/service.js';
import { chatRoutes } from './routes.js';
import { createSecrets } from '../../http/secrets.js';
import { createCustomerTokenService, type CustomerTokenService } from '../customer-tokens/service.js';
import { createChatService, keptDays, sessionMinutes } from './service.js';

let now = new Date('2026-11-22T12:00:00Z');
let parts: TestShop;
let otherShop: ShopDocument;
let server: Server;
let address: string;
let customerTokens: CustomerTokenService;
const key = 'pk_0123456789abcdef';
const otherKey = 'pk_other_0123456789abcdef';

beforeAll(async () => {
  parts = await openTestShop({ now: () => now });
  otherShop = await parts.store.shops.create({ name: 'other', settings: parts.shop.settings });
  await createFaqService({ store: parts.store, clock: () => now }).upsertMany(
    parts.shop.id,
    [{ key: 'wrap', question: 'Do you offer gift wrapping?', answer: 'Yes, for £2.50.' }],
    'test',
  );
  customerTokens = createCustomerTokenService({
    secrets: createSecrets('k1:0123456789012345678901234567890123456789'),
    clock: () => now,
  });
  const chat = createChatService({
    ...parts,
    verifyCustomerToken: (shopId, token) => customerTokens.verifyCustomerToken(shopId, token),
  });
  // Keys, origins and limits are the guards' own tests: here only which shop is asked matters.
  const guards = {
    page: async (ctx, next) => {
      const body = ctx.method === 'POST' ? await readJson(ctx, 51 * 1024) : { ...ctx.query };
      const shop = (body as { key: string }).key === otherKey ? otherShop : parts.shop;
      Object.assign(ctx.state, { shop, actor: 'page', keyId: shop.id, body });
      await next();
    },
  } as Guards;
  const app = new Koa();
  app.use(problems(parts.log)).use(chatRoutes({ chat, guards }).routes());
  server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await parts.close();
});

function post(path: string, body: object, headers: Record<string, string> = {}) {
  return fetch(address + path, {
    method: 'POST',
    body: JSON.stringify({ key, ...body }),
    headers: { 'content-type': 'text/plain', ...headers },
  });
}

async function say(body: object): Promise<ChatResponse> {
  const response = await post('/v1/chat/messages', { messageId: randomUUID(), ...body });
  expect(response.status).toBe(200);
  return chatResponse.parse(await response.json());
}

const textOf = (messages: BotMessage[]) =>
  messages.map((message) => ('text' in message ? message.text : '')).join(' ');
const productsOf = (messages: BotMessage[]) =>
  messages.flatMap((message) =>
    message.type === 'products' ? message.items.map((item) => item.product) : [],
  );

describe('what shoppers ask', () => {
  test.each([
    ['how long does delivery take?', /2 to 4 days/],
    ['hwo long does delivry take', /2 to 4 days/],
    ['how much is postage', /£4\.95.*£40\.00/],
    ['do you ship to France?', /Yes, we deliver to France/i],
    ['do you ship to Japan?', /do not deliver to Japan/i],
    ['I want my money back', /30 days/],
    ['do you do gift wrapping', /£2\.50/],
    ['asdfghjkl qwrtzp', /didn't understand/],
    ['you are an idiot', /sorry/i],
    ['hello', /hello|hi there/i],
    ['thanks!', /welcome|glad/i],
    ['/restart', /./],
  ])('“%s” is answered with %s', async (text, expected) => {
    expect(textOf((await say({ text })).messages)).toMatch(expected);
  });

  test('a search keeps to colour and price', async () => {
    const { messages } = await say({ text: 'do you have red mugs under £5?' });
    expect(productsOf(messages)).toEqual(['mug-red']);
  });

  test('a search that finds nothing within the price says so and shows what comes near', async () => {
    const { messages } = await say({ text: 'do you have red mugs under £2?' });
    expect(textOf(messages)).toBe('I have no “red mugs” up to £2.00. They start at £4.25: ');
    expect(productsOf(messages)).toContain('mug-red');
  });

  test('“what goes with this?” is answered with products, never the one on the page', async () => {
    const { messages } = await say({ text: 'what goes with this?', page: { product: 'teapot' } });
    expect(productsOf(messages).length).toBeGreaterThan(0);
    expect(productsOf(messages)).not.toContain('teapot');
  });

  test('a question about the product on the page is answered from the catalogue', async () => {
    const { messages } = await say({ text: 'is this in stock?', page: { product: 'teapot' } });
    expect(textOf(messages)).toMatch(/Regency Teapot: £14\.95\. It is in stock/);
  });

  test('a fact that the owner has not set is not invented', async () => {
    const { messages } = await say({ text: 'how can I pay?' });
    expect(textOf(messages)).toMatch(/no information about ways to pay/);
    expect(messages).toContainEqual({
      type: 'quick-replies',
      replies: [{ title: 'Talk to a person', payload: '/ask_human' }],
    });
  });

  test('HTML in a message comes back as plain text, if at all', async () => {
    const { messages } = await say({ text: '<img src=x onerror=alert(1)> mugs' });
    expect(messages.every((message) => message.type !== 'text' || typeof message.text === 'string')).toBe(
      true,
    );
  });
});

describe('a conversation', () => {
  test('asks for order number and e-mail, lets a question interrupt, and shows the status', async () => {
    const { store, shop, secrets } = parts;
    const order = {
      key: '536365',
      placedAt: now,
      currency: 'GBP',
      lines: [],
      status: 'shipped' as const,
      shipments: [{ carrier: 'Royal Mail', tracking: 'RM1' }],
      emailDigest: secrets.digest(shop.id, 'email', 'jane@example.com'),
      revision: 1,
      updatedAt: now,
    };
    await store.orders.recordMany(shop.id, [
      { order, interactions: [], withdrawnEventIds: [], movements: [], sales: [] },
    ]);
    const first = await say({ text: 'where is my order?' });
    expect(textOf(first.messages)).toMatch(/order number/);
    const { conversation } = first;
    const second = await say({ conversation, text: '536365' });
    expect(textOf(second.messages)).toMatch(/e-mail address or postcode/);
    const aside = await say({ conversation, text: 'how long does delivery take?' });
    expect(textOf(aside.messages)).toMatch(/2 to 4 days.*e-mail address or postcode/);
    const wrong = await say({ conversation, text: 'eve@example.com' });
    expect(textOf(wrong.messages)).toMatch(/found no order/);
    await say({ conversation, text: 'where is my order 536365' });
    const right = await say({ conversation, text: 'Jane@Example.com' });
    expect(right.messages).toEqual([
      {
        type: 'order-status',
        order: '536365',
        status: 'shipped',
        shipments: [{ carrier: 'Royal Mail', tracking: 'RM1' }],
      },
    ]);
  });

  test('belongs to a customer who shows their token, not to a browser that was theirs once', async () => {
    const { store, shop } = parts;
    const consent = { analytics: true, personalization: true, functionality: true };
    const browser = { key: 'b'.repeat(22), consent };
    const guest = await store.visitors.touch(shop.id, browser.key, consent, now);
    const ids = await store.visitors.ensureCustomers(shop.id, ['ann'], now);
    await store.visitors.merge(shop.id, guest.id, ids.get('ann')!);
    const { token } = await customerTokens.mint(shop.id, 'ann', 1);
    const owner = async (visitor: object) => {
      const { conversation } = await say({ text: 'hello', visitor });
      return (await store.conversations.findByKey(shop.id, conversation))?.userId;
    };
    expect(await owner(browser)).toBeUndefined();
    expect(await owner({ ...browser, token: 'made-up' })).toBeUndefined();
    expect(await owner({ ...browser, token })).toBe(ids.get('ann'));
  });

  test('answers a message that is sent again with what it said the first time', async () => {
    const messageId = randomUUID();
    const first = await say({ messageId, text: 'hello' });
    const again = await say({ messageId, text: 'hello' });
    expect(again).toEqual(first);
    const both = await Promise.all([1, 2].map(() => say({ messageId, text: 'hello' })));
    expect(both).toEqual([first, first]);
  });

  test('refuses another message under the id of one that was sent', async () => {
    const messageId = randomUUID();
    const first = await say({ messageId, text: 'hello' });
    const { conversation } = first;
    for (const body of [{ text: 'where is my order?' }, { payload: '/ask_human' }])
      for (const name of [undefined, conversation]) {
        const response = await post('/v1/chat/messages', { messageId, conversation: name, ...body });
        expect(response.status).toBe(409);
        expect(await response.json()).toMatchObject({
          code: 'conflict',
          errors: [{ pointer: '/messageId' }],
        });
      }
    expect(await say({ messageId, conversation, text: 'hello' })).toEqual(first);
  });

  describe('and who speaks in it', () => {
    const consent = { analytics: true, personalization: true, functionality: true };
    const person = (letter: string) => ({ key: letter.repeat(22), consent });
    const customer = async (name: string, letter: string) => ({
      ...person(letter),
      token: (await customerTokens.mint(parts.shop.id, name, 1)).token,
    });
    const history = async (conversation: string, visitor?: object) => {
      const path = `/v1/chat/conversations/${conversation}/messages`;
      const response = visitor
        ? await post(path, { wait: 0, visitor })
        : await fetch(`${address}${path}?key=${key}&wait=0`);
      return response.status;
    };

    test('is not gone on with, nor shown, to the next person at the browser', async () => {
      const { store, shop, secrets } = parts;
      const order = {
        key: '600100',
        placedAt: now,
        currency: 'GBP',
        lines: [],
        status: 'shipped' as const,
        shipments: [],
        customerKey: 'ann',
        emailDigest: secrets.digest(shop.id, 'email', 'ann@example.com'),
        revision: 1,
        updatedAt: now,
      };
      await store.orders.recordMany(shop.id, [
        { order, interactions: [], withdrawnEventIds: [], movements: [], sales: [] },
      ]);
      const ann = await customer('ann', 'a');
      const guest = person('g');
      const asked = [
        await say({ text: 'where is my order 600100', visitor: ann }),
        await say({ text: 'where is my order 600100', visitor: guest }),
      ];
      asked[1] = await say({
        text: 'ann@example.com',
        conversation: asked[1]!.conversation,
        visitor: guest,
      });
      for (const { conversation, messages } of asked) {
        expect(messages).toMatchObject([{ type: 'order-status', order: '600100' }]);
        for (const visitor of [person('b'), await customer('bob', 'b')]) {
          const next = await say({ text: 'where is my order?', conversation, visitor });
          expect(next.conversation).not.toBe(conversation);
          expect(next.messages.map(({ type }) => type)).not.toContain('order-status');
          expect(await history(conversation, visitor)).toBe(404);
          const own = await fetch(
            `${address}/v1/chat/conversations/${next.conversation}/messages?key=${key}&wait=0`,
          );
          expect(await own.text()).not.toMatch(/600100|ann@example/);
        }
      }
      // Without the token, nobody is told what a customer said.
      expect(await history(asked[0]!.conversation)).toBe(404);
      expect(await history(asked[0]!.conversation, { consent })).toBe(404);
      expect(await history(asked[0]!.conversation, await customer('ann', 'z'))).toBe(200);
      expect(await history(asked[1].conversation, guest)).toBe(200);
    });

    test('goes on when its visitor signs in, there or on another page, and ends when they sign out', async () => {
      const { store, shop } = parts;
      const at = async (visitor: object, conversation?: string) =>
        (await say({ text: 'hello', visitor, ...(conversation !== undefined && { conversation }) }))
          .conversation;
      const unnamed = await at({ consent });
      expect(await at(person('u'), unnamed)).toBe(unnamed);
      const here = await at(await customer('uma', 'u'), unnamed);
      expect(here).toBe(unnamed);
      expect(await at(person('u'), here)).not.toBe(here);

      const guest = await store.visitors.touch(shop.id, person('k').key, consent, now);
      const before = await at(person('k'));
      const ids = await store.visitors.ensureCustomers(shop.id, ['kay'], now);
      await store.visitors.merge(shop.id, guest.id, ids.get('kay')!);
      expect(await history(before, await customer('kay', 'l'))).toBe(200);
      expect(await history(before, await customer('liz', 'l'))).toBe(404);
      expect(await at(await customer('kay', 'l'), before)).toBe(before);
      expect(await at(person('l'), before)).not.toBe(before);
    });

    test('refuses a message of one person that is sent again by another', async () => {
      const messageId = randomUUID();
      await say({ messageId, text: 'hello', visitor: person('m') });
      const response = await post('/v1/chat/messages', { messageId, text: 'hello', visitor: person('n') });
      expect(response.status).toBe(409);
      expect(await response.text()).not.toContain('assistant');
    });
  });

  test('takes a quick reply that was offered, and no other', async () => {
    const { conversation } = await say({ text: 'how can I pay?' });
    const offered = await say({ conversation, payload: '/ask_human' });
    expect(offered.messages[0]).toMatchObject({ type: 'hand-off', email: 'help@tea.example' });
    const response = await post('/v1/chat/messages', {
      messageId: randomUUID(),
      conversation,
      payload: '/restart',
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      code: 'invalid-request',
      errors: [{ pointer: '/payload' }],
    });
  });

  test('of another shop is not found, and not gone on with', async () => {
    const { conversation } = await say({ text: 'hello' });
    const path = `/v1/chat/conversations/${conversation}/messages?key=${otherKey}&wait=0`;
    expect((await fetch(address + path)).status).toBe(404);
    const elsewhere = await say({ key: otherKey, conversation, text: 'hello' });
    expect(elsewhere.conversation).not.toBe(conversation);
  });

  test('is kept for the visit without consent, and longer with it', async () => {
    const short = await say({ text: 'hello' });
    const long = await say({ text: 'hello', visitor: { consent: { functionality: true } } });
    const expiry = async (name: string) =>
      (await parts.store.conversations.findByKey(parts.shop.id, name))!.expiresAt.getTime() - now.getTime();
    expect(await expiry(short.conversation)).toBe(sessionMinutes * 60_000);
    expect(await expiry(long.conversation)).toBe(keptDays * 86_400_000);
    const before = now;
    now = new Date(now.getTime() + 2 * sessionMinutes * 60_000);
    const later = await say({ conversation: short.conversation, text: 'hello again' });
    expect(later.conversation).not.toBe(short.conversation);
    now = before;
  });

  test('can be read from any entry on, waits for news, and is erased on demand', async () => {
    const { conversation, seq } = await say({ text: 'hello' });
    const read = async (after: number, wait: number) =>
      fetch(
        `${address}/v1/chat/conversations/${conversation}/messages?key=${key}&after=${after}&wait=${wait}`,
      );
    const all = conversationMessages.parse(await (await read(0, 0)).json());
    expect(all.entries.map((entry) => entry.from)).toEqual(['shopper', 'assistant']);
    const waiting = read(seq, 20);
    await say({ conversation, text: 'thanks' });
    expect(conversationMessages.parse(await (await waiting).json()).entries[0]).toMatchObject({
      text: 'thanks',
    });
    expect((await post('/v1/chat/conversations/erase', { conversation })).status).toBe(204);
    expect((await read(0, 0)).status).toBe(404);
    expect((await post('/v1/chat/conversations/erase', { conversation })).status).toBe(204);
  });

  test('shows the end of a long one at once, and what is older from any entry on', async () => {
    const { conversation, seq } = await say({ text: 'hello' });
    const head = (await parts.store.conversations.findByKey(parts.shop.id, conversation))!;
    const more = Array.from({ length: 222 - seq }, (_, n) => ({
      at: now,
      from: 'shopper' as const,
      messageId: randomUUID(),
      text: `question ${n + 1 + seq}`,
    }));
    await parts.store.conversations.append(parts.shop.id, head.id, seq, more);
    const read = async (query: object) => {
      const response = await post(`/v1/chat/conversations/${conversation}/messages`, { wait: 0, ...query });
      expect(response.status).toBe(200);
      return conversationMessages.parse(await response.json());
    };
    const newest = await read({ latest: 100 });
    expect(newest.entries.map((entry) => entry.seq)).toEqual(Array.from({ length: 100 }, (_, n) => 123 + n));
    expect(newest.entries.at(-1)).toMatchObject({ text: 'question 222' });
    expect((await read({ after: 220, latest: 100 })).entries.map((entry) => entry.seq)).toEqual([221, 222]);
    expect((await read({ after: 22 })).entries[0]!.seq).toBe(23);
    const path = `/v1/chat/conversations/${conversation}/messages?key=${key}&wait=0&latest=1`;
    const one = conversationMessages.parse(await (await fetch(address + path)).json());
    expect(one.entries.map((entry) => entry.seq)).toEqual([222]);
  });

  test('records which engine answered, and what stays without an answer', async () => {
    const { conversation } = await say({ text: 'zzyzx blorp gleeb' });
    const head = await parts.store.conversations.findByKey(parts.shop.id, conversation);
    const events = await parts.store.conversations.listEvents(parts.shop.id, head!.id, 0, 10);
    expect(events[1]).toMatchObject({ engine: 'embedded', fallback: true, intent: 'nlu_fallback' });
    const unanswered = await parts.store.conversations.listUnanswered(parts.shop.id, new Date(0), 50);
    expect(unanswered.map(({ text }) => text)).toContain('zzyzx blorp gleeb');
  });
});

describe('POST /v1/chat/messages as a stream', () => {
  test('tells acceptance, pieces, whole messages and the end, in this order', async () => {
    const response = await post(
      '/v1/chat/messages',
      { messageId: randomUUID(), text: 'how long does delivery take?' },
      { accept: 'text/event-stream' },
    );
    expect(response.headers.get('content-type')).toMatch(/^text\/event-stream/);
    const events = (await response.text())
      .trim()
      .split('\n\n')
      .map((block) => /^event: (\w+)\ndata: (.*)$/.exec(block)!)
      .map(([, name, data]) => ({ name, data: JSON.parse(data!) }));
    for (const { name, data } of events) {
      expect(chatStreamEvents[name as ChatStreamEventName].strict().parse(data)).toEqual(data);
    }
    expect(events[0]!.name).toBe('accepted');
    expect(events.at(-1)!.name).toBe('done');
    const said = events.filter(({ name }) => name === 'delta').map(({ data }) => data.text);
    const whole = events.find(({ name }) => name === 'message')!.data.message.text;
    expect(said.length).toBeGreaterThan(1);
    expect(said.join('')).toBe(whole);
  });

  test('costs little more than the same answer in one piece, however long the words it repeats', async () => {
    const ask = async (accept: string) => {
      const before = process.cpuUsage();
      const text = `do you have red mugs under £2 ${'xyz'.repeat(600)}`;
      const response = await post('/v1/chat/messages', { messageId: randomUUID(), text }, { accept });
      expect(await response.text()).toContain('xyz'.repeat(600));
      const { user, system } = process.cpuUsage(before);
      return user + system;
    };
    const cheapest = async (accept: string) =>
      Math.min(await ask(accept), await ask(accept), await ask(accept));
    expect(await cheapest('text/event-stream')).toBeLessThan(10 * (await cheapest('application/json')));
  });

  test('ends with a problem when the turn cannot be answered', async () => {
    const response = await post(
      '/v1/chat/messages',
      { messageId: randomUUID(), payload: '/never_offered' },
      { accept: 'text/event-stream' },
    );
    expect(await response.text()).toMatch(/event: problem\ndata: .*invalid-request/);
  });
});

describe('bad requests', () => {
  test.each([
    [{}, '/messageId'],
    [{ messageId: randomUUID() }, '/text'],
    [{ messageId: randomUUID(), text: 'x'.repeat(2001) }, '/text'],
    [{ messageId: randomUUID(), text: 5 }, '/text'],
  ])('%j is refused and points at %s', async (body, pointer) => {
    const response = await post('/v1/chat/messages', body);
    expect(response.status).toBe(400);
    expect(JSON.stringify(await response.json())).toContain(`"${pointer}"`);
  });
});
