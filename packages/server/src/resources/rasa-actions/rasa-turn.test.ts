import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { BotMessage, VisitorClaim } from '@shelfwise/core/wire';
import Koa from 'koa';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestShop, type TestShop } from '../../../test/chat-shop.js';
import { httpServer } from '../../http/listen.js';
import { problems } from '../../http/problem-middleware.js';
import type { ActionCall } from '../../assistants/actions/action.js';
import type { TurnOutcome } from '../../assistants/assistant.js';
import { rasaActionRoutes } from './routes.js';
import { RasaActionService } from './service.js';
import { RasaAssistant } from '../../assistants/rasa/rasa-assistant.js';

/**
 * A whole turn: chat → Rasa → our actions → Rasa → chat. This Rasa only calls the actions that the message
 * names.
 */
let parts: TestShop;
let server: Server;
let rasa: Server;
let seen: ActionCall[];
const visitor: VisitorClaim = {
  key: 'v'.repeat(22),
  token: 'header.customer-ann.signature',
  consent: { analytics: true, personalization: true, functionality: true },
};

const listen = async (listening: Server) => {
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(listening.address() as AddressInfo).port}`;
};

beforeAll(async () => {
  parts = await openTestShop();
  const { store, assistants, secrets, clock, log, shop } = parts;
  await store.shops.updateSettings(shop.id, {
    ...shop.settings,
    assistant: { kind: 'rasa', secret: secrets.seal(shop.id, 'between-us') },
  });
  seen = [];
  const actions = {
    has: () => true,
    async run(name: string, call: ActionCall) {
      if (name === 'action_note') seen.push(call);
      if (name === 'action_note') return { messages: [{ type: 'text' as const, text: 'noted' }] };
      if (name === 'action_tell')
        return { messages: [{ type: 'text' as const, text: 'told' }], unanswered: false };
      return assistants.actions.run(name, call);
    },
  };
  const verifyCustomerToken = async (_shop: string, token?: string) =>
    token === visitor.token ? 'ann' : null;
  const app = new Koa();
  app.use(problems(log));
  const rasaActions = new RasaActionService({ store, actions, secrets, clock, verifyCustomerToken });
  app.use(rasaActionRoutes({ rasaActions, log }).routes());
  server = httpServer(app);
  const ours = await listen(server);
  rasa = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      const { sender, message, metadata } = JSON.parse(body) as Record<string, string>;
      const [names = '', intent] = message!.split(' ');
      const call = async (name: string): Promise<object[]> => {
        const answer = await fetch(`${ours}/rasa/actions/webhook?token=between-us`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({
            next_action: name,
            sender_id: sender,
            tracker: { slots: {}, latest_message: { text: message, intent: { name: intent }, metadata } },
          }),
        });
        return ((await answer.json()) as { responses: object[] }).responses;
      };
      void Promise.all(names.split('+').map(call)).then((responses) => {
        response.setHeader('content-type', 'application/json');
        response.end(JSON.stringify(responses.flat().map((said) => ({ recipient_id: sender, ...said }))));
      });
    });
  });
});
afterAll(async () => {
  for (const listening of [server, rasa]) {
    listening.closeAllConnections();
    listening.close();
  }
  await parts.close();
});

async function turn(text: string, customer?: string): Promise<TurnOutcome & { messages: BotMessage[] }> {
  const { secrets, log, clock, shop } = parts;
  const url = rasa.listening
    ? `http://127.0.0.1:${(rasa.address() as AddressInfo).port}`
    : await listen(rasa);
  const assistant = new RasaAssistant({ url, secrets, log, mayBeInternal: true });
  const context = {
    shop,
    conversationKey: 'conversation-0123456789',
    ...(customer !== undefined && { customer }),
    visitor,
    cart: [],
    recent: [],
    now: clock(),
  };
  const messages: BotMessage[] = [];
  const reply = assistant.reply({ text }, context, undefined);
  for (;;) {
    const step = await reply.next();
    if (step.done) return { ...step.value, messages };
    messages.push(step.value);
  }
}

test('a question that an action leaves open reaches the owner as unanswered, and the shopper sees no mark of it', async () => {
  const { fallback, messages } = await turn('action_payment ask_payment');
  expect(fallback).toBe(true);
  expect(messages.map(({ type }) => type)).toEqual(['text', 'quick-replies']);
  expect((await turn('action_shipping_time ask_shipping_time')).fallback).toBe(false);
});

test('a complaint that the FAQ answers counts as answered, although the answer names a person', async () => {
  const said = await turn('action_complaint my cup came broken');
  expect(said.messages.map(({ type }) => type)).toEqual(['text', 'text', 'hand-off']);
  expect(said.fallback).toBe(false);
  expect((await turn('action_complaint charged twice')).fallback).toBe(true);
});

test('a message that Rasa did not understand counts as unanswered', async () => {
  expect((await turn('action_not_understood nlu_fallback')).fallback).toBe(true);
});

test.each([
  ['action_note', true],
  ['action_note+action_tell', false],
  ['action_tell+action_note', false],
  ['action_tell+action_payment', true],
])('of a message that Rasa did not understand, “%s” decides as without Rasa', async (actions, isOpen) => {
  expect((await turn(`${actions} nlu_fallback`)).fallback).toBe(isOpen);
  expect((await turn(`${actions} ask`)).fallback).toBe(actions.includes('payment'));
});

test('actions know the visitor as they do without Rasa: a customer by their token, others by key and consent', async () => {
  await turn('action_note ask', 'ann');
  expect(seen.at(-1)).toMatchObject({ customer: 'ann', visitor });
  await turn('action_note ask');
  const { token: _, ...nobody } = visitor;
  expect(seen.at(-1)!.visitor).toEqual(nobody);
  expect(seen.at(-1)).not.toHaveProperty('customer');
});
