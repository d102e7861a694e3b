import { randomUUID } from 'node:crypto';
import { conversationMessages } from '@shelfwise/core/wire';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { key, otherKey, textOf, openChatServer, type ChatServer } from '../../../test/chat-http.js';
import { keptDays, sessionMinutes } from './conversation-access.js';

/** A conversation over many messages: what it keeps, and how it is read again. */

let chat: ChatServer;
beforeAll(async () => {
  chat = await openChatServer();
});
afterAll(() => chat.close());

describe('a conversation', () => {
  test('asks for order number and e-mail, lets a question interrupt, and shows the status', async () => {
    const { store, shop, secrets } = chat;
    const order = {
      key: '536365',
      placedAt: chat.clock.now,
      currency: 'GBP',
      lines: [],
      status: 'shipped' as const,
      shipments: [{ carrier: 'Royal Mail', tracking: 'RM1' }],
      emailDigest: secrets.digest(shop.id, 'email', 'jane@example.com'),
      revision: 1,
      updatedAt: chat.clock.now,
    };
    await store.orders.recordMany(shop.id, [
      { order, interactions: [], withdrawnEventIds: [], movements: [], sales: [] },
    ]);
    const first = await chat.say({ text: 'where is my order?' });
    expect(textOf(first.messages)).toMatch(/order number/);
    const { conversation } = first;
    const second = await chat.say({ conversation, text: '536365' });
    expect(textOf(second.messages)).toMatch(/e-mail address or postcode/);
    const aside = await chat.say({ conversation, text: 'how long does delivery take?' });
    expect(textOf(aside.messages)).toMatch(/2 to 4 days.*e-mail address or postcode/);
    const wrong = await chat.say({ conversation, text: 'eve@example.com' });
    expect(textOf(wrong.messages)).toMatch(/found no order/);
    await chat.say({ conversation, text: 'where is my order 536365' });
    const right = await chat.say({ conversation, text: 'Jane@Example.com' });
    expect(right.messages).toEqual([
      {
        type: 'order-status',
        order: '536365',
        status: 'shipped',
        shipments: [{ carrier: 'Royal Mail', tracking: 'RM1' }],
      },
      { type: 'text', text: 'Order 536365 was placed on 22 November 2026 and has been sent.' },
    ]);
  });

  test('belongs to a customer who shows their token, not to a browser that was theirs once', async () => {
    const { store, shop } = chat;
    const consent = { analytics: true, personalization: true, functionality: true };
    const browser = { key: 'b'.repeat(22), consent };
    const guest = await store.visitors.touch(shop.id, browser.key, consent, chat.clock.now);
    const ids = await store.visitors.ensureCustomers(shop.id, ['ann'], chat.clock.now);
    await store.visitors.merge(shop.id, guest.id, ids.get('ann')!);
    const { token } = await chat.customerTokens.mint(shop.id, 'ann', 1);
    const owner = async (visitor: object) => {
      const { conversation } = await chat.say({ text: 'hello', visitor });
      return (await store.conversations.findByKey(shop.id, conversation))?.userId;
    };
    expect(await owner(browser)).toBeUndefined();
    expect(await owner({ ...browser, token: 'made-up' })).toBeUndefined();
    expect(await owner({ ...browser, token })).toBe(ids.get('ann'));
  });

  test('answers a message that is sent again with what it said the first time', async () => {
    const messageId = randomUUID();
    const first = await chat.say({ messageId, text: 'hello' });
    const again = await chat.say({ messageId, text: 'hello' });
    expect(again).toEqual(first);
    const both = await Promise.all([1, 2].map(() => chat.say({ messageId, text: 'hello' })));
    expect(both).toEqual([first, first]);
  });

  test('refuses another message under the id of one that was sent', async () => {
    const messageId = randomUUID();
    const first = await chat.say({ messageId, text: 'hello' });
    const { conversation } = first;
    for (const body of [{ text: 'where is my order?' }, { payload: '/ask_human' }])
      for (const name of [undefined, conversation]) {
        const response = await chat.post('/v1/chat/messages', { messageId, conversation: name, ...body });
        expect(response.status).toBe(409);
        expect(await response.json()).toMatchObject({
          code: 'conflict',
          errors: [{ pointer: '/messageId' }],
        });
      }
    expect(await chat.say({ messageId, conversation, text: 'hello' })).toEqual(first);
  });

  test('takes a quick reply that was offered, and no other', async () => {
    const { conversation } = await chat.say({ text: 'how can I pay?' });
    const offered = await chat.say({ conversation, payload: '/ask_human' });
    expect(offered.messages[0]).toMatchObject({ type: 'hand-off', email: 'help@tea.example' });
    const response = await chat.post('/v1/chat/messages', {
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
    const { conversation } = await chat.say({ text: 'hello' });
    const path = `/v1/chat/conversations/${conversation}/messages?key=${otherKey}&wait=0`;
    expect((await fetch(chat.address + path)).status).toBe(404);
    const elsewhere = await chat.say({ key: otherKey, conversation, text: 'hello' });
    expect(elsewhere.conversation).not.toBe(conversation);
  });

  test('is kept for the visit without consent, and longer with it', async () => {
    const short = await chat.say({ text: 'hello' });
    const long = await chat.say({ text: 'hello', visitor: { consent: { functionality: true } } });
    const expiry = async (name: string) =>
      (await chat.store.conversations.findByKey(chat.shop.id, name))!.expiresAt.getTime() -
      chat.clock.now.getTime();
    expect(await expiry(short.conversation)).toBe(sessionMinutes * 60_000);
    expect(await expiry(long.conversation)).toBe(keptDays * 86_400_000);
    const before = chat.clock.now;
    chat.clock.now = new Date(chat.clock.now.getTime() + 2 * sessionMinutes * 60_000);
    const later = await chat.say({ conversation: short.conversation, text: 'hello again' });
    expect(later.conversation).not.toBe(short.conversation);
    chat.clock.now = before;
  });

  test('can be read from any entry on, waits for news, and is erased on demand', async () => {
    const { conversation, seq } = await chat.say({ text: 'hello' });
    const read = async (after: number, wait: number) =>
      fetch(
        `${chat.address}/v1/chat/conversations/${conversation}/messages?key=${key}&after=${after}&wait=${wait}`,
      );
    const all = conversationMessages.parse(await (await read(0, 0)).json());
    expect(all.entries.map((entry) => entry.from)).toEqual(['shopper', 'assistant']);
    const waiting = read(seq, 20);
    await chat.say({ conversation, text: 'thanks' });
    expect(conversationMessages.parse(await (await waiting).json()).entries[0]).toMatchObject({
      text: 'thanks',
    });
    expect((await chat.post('/v1/chat/conversations/erase', { conversation })).status).toBe(204);
    expect((await read(0, 0)).status).toBe(404);
    expect((await chat.post('/v1/chat/conversations/erase', { conversation })).status).toBe(204);
  });

  test('shows the end of a long one at once, and what is older from any entry on', async () => {
    const { conversation, seq } = await chat.say({ text: 'hello' });
    const head = (await chat.store.conversations.findByKey(chat.shop.id, conversation))!;
    const more = Array.from({ length: 222 - seq }, (_, n) => ({
      at: chat.clock.now,
      from: 'shopper' as const,
      messageId: randomUUID(),
      text: `question ${n + 1 + seq}`,
    }));
    await chat.store.conversations.append(chat.shop.id, head.id, seq, more);
    const read = async (query: object) => {
      const response = await chat.post(`/v1/chat/conversations/${conversation}/messages`, {
        wait: 0,
        ...query,
      });
      expect(response.status).toBe(200);
      return conversationMessages.parse(await response.json());
    };
    const newest = await read({ latest: 100 });
    expect(newest.entries.map((entry) => entry.seq)).toEqual(Array.from({ length: 100 }, (_, n) => 123 + n));
    expect(newest.entries.at(-1)).toMatchObject({ text: 'question 222' });
    expect((await read({ after: 220, latest: 100 })).entries.map((entry) => entry.seq)).toEqual([221, 222]);
    expect((await read({ after: 22 })).entries[0]!.seq).toBe(23);
    const path = `/v1/chat/conversations/${conversation}/messages?key=${key}&wait=0&latest=1`;
    const one = conversationMessages.parse(await (await fetch(chat.address + path)).json());
    expect(one.entries.map((entry) => entry.seq)).toEqual([222]);
  });

  test('records which engine answered, and what stays without an answer', async () => {
    const { conversation } = await chat.say({ text: 'zzyzx blorp gleeb' });
    const head = await chat.store.conversations.findByKey(chat.shop.id, conversation);
    const events = await chat.store.conversations.listEvents(chat.shop.id, head!.id, 0, 10);
    expect(events[1]).toMatchObject({ engine: 'embedded', fallback: true, intent: 'nlu_fallback' });
    const unanswered = await chat.store.conversations.listUnanswered(chat.shop.id, new Date(0), 50);
    expect(unanswered.map(({ text }) => text)).toContain('zzyzx blorp gleeb');
  });
});
