import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import Koa from 'koa';
import type { BotMessage, ChatRequest } from '@shelfwise/core/wire';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SenderIds } from '../../packages/server/src/outside/calling/sender-ids.js';
import { rasaActionRoutes } from '../../packages/server/src/resources/rasa-actions/routes.js';
import { RasaActionService } from '../../packages/server/src/resources/rasa-actions/service.js';
import { problems } from '../../packages/server/src/http/problem-middleware.js';
import { ChatService } from '../../packages/server/src/resources/chat/service.js';
import type { ShopDocument } from '../../packages/server/src/stores/port/documents.js';
import { openTestShop, type TestShop } from '../../packages/server/test/chat-shop.js';
import { freePort } from '../harness/server-process.js';
import { startRasa, type RasaProcess } from './rasa-process.js';

/**
 * Our chat in front of a real Rasa: its answers come through, its custom action runs in this server, and when Rasa is killed
 * the embedded assistant goes on.
 */
const secret = 'between-us-and-rasa';
let parts: TestShop;
let rasa: RasaProcess;
let server: Server;
let shop: ShopDocument;

beforeAll(async () => {
  const port = await freePort();
  // The operator's own address: a shop could not name one inside this network.
  parts = await openTestShop({ rasaUrl: `http://127.0.0.1:${port}` });
  const { store, assistants, secrets, clock, log } = parts;
  const app = new Koa();
  app.use(problems(log));
  const rasaActions = new RasaActionService({ store, actions: assistants.actions, secrets, clock });
  app.use(rasaActionRoutes({ rasaActions, log }).routes());
  server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const actionsUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/rasa/actions/webhook`;
  rasa = await startRasa(port, actionsUrl, secret);
  shop = await store.shops.updateSettings(parts.shop.id, {
    ...parts.shop.settings,
    assistant: { kind: 'rasa', secret: secrets.seal(parts.shop.id, secret) },
  });
});

afterAll(async () => {
  await rasa?.close();
  server?.close();
  await parts?.close();
});

let conversation: string | undefined;

async function say(
  message: Partial<ChatRequest>,
): Promise<{ messages: BotMessage[]; engine: string | undefined }> {
  const messages: BotMessage[] = [];
  const request: ChatRequest = {
    key: 'pk_0123456789abcdef',
    messageId: randomUUID(),
    recent: [],
    visitor: { consent: { analytics: false, personalization: false, functionality: false } },
    ...(conversation !== undefined && { conversation }),
    ...message,
  };
  for await (const step of new ChatService(parts).send(shop, request)) {
    if (step.type === 'message') messages.push(step.message);
    else conversation = step.conversation;
  }
  const head = await parts.store.conversations.findByKey(shop.id, conversation!);
  const events = await parts.store.conversations.listEvents(shop.id, head!.id, 0, 200);
  return { messages, engine: events.at(-1)?.engine };
}

describe('a shop whose assistant is Rasa', () => {
  test('is answered by Rasa, buttons and images included', async () => {
    const greeting = await say({ text: 'hello there' });
    expect(greeting.engine).toBe('rasa');
    expect(greeting.messages[0]).toMatchObject({
      type: 'text',
      text: expect.stringContaining('Ask me about shipping'),
    });
    expect(greeting.messages[1]).toMatchObject({ type: 'quick-replies' });
    const returns = await say({ text: 'I want my money back' });
    expect(returns.messages.map((message) => message.type)).toEqual(['text', 'image']);
  });

  test('takes a button that Rasa offered', async () => {
    const { messages, engine } = await say({ payload: '/ask_shipping' });
    expect(engine).toBe('rasa');
    expect(messages).toEqual([
      { type: 'text', text: 'Standard shipping takes 3-5 working days and is free from 50 EUR.' },
    ]);
  });

  test('has its custom action run by this server, with cards of its own catalogue', async () => {
    const { messages, engine } = await say({ text: 'show me red shoes' });
    expect(engine).toBe('rasa');
    const products = messages.find((message) => message.type === 'products');
    expect(products?.items.map((item) => item.product)).toEqual(['shoes-red']);
  });

  test('cannot be steered by a shopper who types a payload', async () => {
    const { messages } = await say({ text: '/ask_returns' });
    // Without the slash the words are understood, or not, like any others; the intent is not fired.
    expect(messages.length).toBeGreaterThan(0);
    const head = await parts.store.conversations.findByKey(shop.id, conversation!);
    const sender = new SenderIds(parts.secrets).seal(shop.id, head!.key);
    const tracker = await fetch(`${rasa.url}/conversations/${sender}/tracker`);
    const { latest_message: latest } = (await tracker.json()) as { latest_message: { text: string } };
    expect(latest.text).toBe('ask_returns');
  });

  test('is answered by the embedded assistant once Rasa is gone', async () => {
    await rasa.kill();
    const { messages, engine } = await say({ text: 'how long does delivery take?' });
    expect(engine).toBe('embedded');
    expect(messages[0]).toMatchObject({ type: 'text', text: expect.stringContaining('2 to 4 days') });
  });
});
