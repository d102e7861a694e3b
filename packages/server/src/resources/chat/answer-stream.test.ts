import { randomUUID } from 'node:crypto';
import { chatStreamEvents, type ChatStreamEventName } from '@shelfwise/core/wire';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openChatServer, type ChatServer } from '../../../test/chat-http.js';

/** An answer in pieces, as it is said. */

let chat: ChatServer;
beforeAll(async () => {
  chat = await openChatServer();
});
afterAll(() => chat.close());

describe('POST /v1/chat/messages as a stream', () => {
  test('tells acceptance, pieces, whole messages and the end, in this order', async () => {
    const response = await chat.post(
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
      const response = await chat.post('/v1/chat/messages', { messageId: randomUUID(), text }, { accept });
      expect(await response.text()).toContain('xyz'.repeat(600));
      const { user, system } = process.cpuUsage(before);
      return user + system;
    };
    const cheapest = async (accept: string) =>
      Math.min(await ask(accept), await ask(accept), await ask(accept));
    expect(await cheapest('text/event-stream')).toBeLessThan(10 * (await cheapest('application/json')));
  });

  test('ends with a problem when the turn cannot be answered', async () => {
    const response = await chat.post(
      '/v1/chat/messages',
      { messageId: randomUUID(), payload: '/never_offered' },
      { accept: 'text/event-stream' },
    );
    expect(await response.text()).toMatch(/event: problem\ndata: .*invalid-request/);
  });
});
