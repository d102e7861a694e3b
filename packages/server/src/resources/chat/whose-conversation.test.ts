import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { key, openChatServer, type ChatServer } from '../../../test/chat-http.js';

/** Several people may use one browser: who may continue and read a conversation. */

let chat: ChatServer;
beforeAll(async () => {
  chat = await openChatServer();
});
afterAll(() => chat.close());

describe('a conversation and who speaks in it', () => {
  const consent = { analytics: true, personalization: true, functionality: true };
  const person = (letter: string) => ({ key: letter.repeat(22), consent });
  const customer = async (name: string, letter: string) => ({
    ...person(letter),
    token: (await chat.customerTokens.mint(chat.shop.id, name, 1)).token,
  });
  const history = async (conversation: string, visitor?: object) => {
    const path = `/v1/chat/conversations/${conversation}/messages`;
    const response = visitor
      ? await chat.post(path, { wait: 0, visitor })
      : await fetch(`${chat.address}${path}?key=${key}&wait=0`);
    return response.status;
  };

  test('is neither continued by nor shown to the next person at the browser', async () => {
    const { store, shop, secrets } = chat;
    const order = {
      key: '600100',
      placedAt: chat.clock.now,
      currency: 'GBP',
      lines: [],
      status: 'shipped' as const,
      shipments: [],
      customerKey: 'ann',
      emailDigest: secrets.digest(shop.id, 'email', 'ann@example.com'),
      revision: 1,
      updatedAt: chat.clock.now,
    };
    await store.orders.recordMany(shop.id, [
      { order, interactions: [], withdrawnEventIds: [], movements: [], sales: [] },
    ]);
    const ann = await customer('ann', 'a');
    const guest = person('g');
    const asked = [
      await chat.say({ text: 'where is my order 600100', visitor: ann }),
      await chat.say({ text: 'where is my order 600100', visitor: guest }),
    ];
    asked[1] = await chat.say({
      text: 'ann@example.com',
      conversation: asked[1]!.conversation,
      visitor: guest,
    });
    for (const { conversation, messages } of asked) {
      expect(messages).toMatchObject([{ type: 'order-status', order: '600100' }, { type: 'text' }]);
      for (const visitor of [person('b'), await customer('bob', 'b')]) {
        const next = await chat.say({ text: 'where is my order?', conversation, visitor });
        expect(next.conversation).not.toBe(conversation);
        expect(next.messages.map(({ type }) => type)).not.toContain('order-status');
        expect(await history(conversation, visitor)).toBe(404);
        const own = await fetch(
          `${chat.address}/v1/chat/conversations/${next.conversation}/messages?key=${key}&wait=0`,
        );
        expect(await own.text()).not.toMatch(/600100|ann@example/);
      }
    }
    // Without the token, a customer's messages are not shown.
    expect(await history(asked[0]!.conversation)).toBe(404);
    expect(await history(asked[0]!.conversation, { consent })).toBe(404);
    expect(await history(asked[0]!.conversation, await customer('ann', 'z'))).toBe(200);
    expect(await history(asked[1].conversation, guest)).toBe(200);
  });

  test('goes on when its visitor signs in, there or on another page, and ends when they sign out', async () => {
    const { store, shop } = chat;
    const at = async (visitor: object, conversation?: string) =>
      (await chat.say({ text: 'hello', visitor, ...(conversation !== undefined && { conversation }) }))
        .conversation;
    const unnamed = await at({ consent });
    expect(await at(person('u'), unnamed)).toBe(unnamed);
    const here = await at(await customer('uma', 'u'), unnamed);
    expect(here).toBe(unnamed);
    expect(await at(person('u'), here)).not.toBe(here);

    const guest = await store.visitors.touch(shop.id, person('k').key, consent, chat.clock.now);
    const before = await at(person('k'));
    const ids = await store.visitors.ensureCustomers(shop.id, ['kay'], chat.clock.now);
    await store.visitors.merge(shop.id, guest.id, ids.get('kay')!);
    expect(await history(before, await customer('kay', 'l'))).toBe(200);
    expect(await history(before, await customer('liz', 'l'))).toBe(404);
    expect(await at(await customer('kay', 'l'), before)).toBe(before);
    expect(await at(person('l'), before)).not.toBe(before);
  });

  test('refuses a message of one person that is sent again by another', async () => {
    const messageId = randomUUID();
    await chat.say({ messageId, text: 'hello', visitor: person('m') });
    const response = await chat.post('/v1/chat/messages', { messageId, text: 'hello', visitor: person('n') });
    expect(response.status).toBe(409);
    expect(await response.text()).not.toContain('assistant');
  });
});

test('a turn reads its conversation and its customer once', async () => {
  const { store, shop } = chat;
  const token = (await chat.customerTokens.mint(shop.id, 'ann', 1)).token;
  const visitor = { token, consent: { analytics: false, personalization: false, functionality: false } };
  const { conversation } = await chat.say({ text: 'hello', visitor });
  const reads = vi.spyOn(store.conversations, 'findByKey');
  const customers = vi.spyOn(store.visitors, 'findByKey');
  await chat.say({ text: 'thank you', conversation, visitor });
  expect(reads).toHaveBeenCalledTimes(1);
  expect(customers.mock.calls.length).toBeLessThanOrEqual(1);
  reads.mockRestore();
  customers.mockRestore();
});
