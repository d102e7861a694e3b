import { randomUUID } from 'node:crypto';
import { type BotMessage } from '@shelfwise/core/wire';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { textOf, openChatServer, type ChatServer } from '../../../test/chat-http.js';

/** What shoppers ask over HTTP, and what is no request. */

let chat: ChatServer;
beforeAll(async () => {
  chat = await openChatServer();
});
afterAll(() => chat.close());

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
    expect(textOf((await chat.say({ text })).messages)).toMatch(expected);
  });

  test('a search keeps to colour and price', async () => {
    const { messages } = await chat.say({ text: 'do you have red mugs under £5?' });
    expect(productsOf(messages)).toEqual(['mug-red']);
  });

  test('a search that finds nothing within the price says so and shows what comes near', async () => {
    const { messages } = await chat.say({ text: 'do you have red mugs under £2?' });
    expect(textOf(messages)).toBe('I have no “red mugs” up to £2.00. They start at £4.25: ');
    expect(productsOf(messages)).toContain('mug-red');
  });

  test('“what goes with this?” is answered with products, never the one on the page', async () => {
    const { messages } = await chat.say({ text: 'what goes with this?', page: { product: 'teapot' } });
    expect(productsOf(messages).length).toBeGreaterThan(0);
    expect(productsOf(messages)).not.toContain('teapot');
  });

  test('a question about the product on the page is answered from the catalogue', async () => {
    const { messages } = await chat.say({ text: 'is this in stock?', page: { product: 'teapot' } });
    expect(textOf(messages)).toMatch(/Regency Teapot: £14\.95\. It is in stock/);
  });

  test('a fact that the owner has not set is not invented', async () => {
    const { messages } = await chat.say({ text: 'how can I pay?' });
    expect(textOf(messages)).toMatch(/no information about ways to pay/);
    expect(messages).toContainEqual({
      type: 'quick-replies',
      replies: [{ title: 'Talk to a person', payload: '/ask_human' }],
    });
  });

  test('HTML in a message comes back as plain text, if at all', async () => {
    const { messages } = await chat.say({ text: '<img src=x onerror=alert(1)> mugs' });
    expect(messages.every((message) => message.type !== 'text' || typeof message.text === 'string')).toBe(
      true,
    );
  });
});

describe('bad requests', () => {
  test.each([
    [{}, '/messageId'],
    [{ messageId: randomUUID() }, '/text'],
    [{ messageId: randomUUID(), text: 'x'.repeat(2001) }, '/text'],
    [{ messageId: randomUUID(), text: 5 }, '/text'],
  ])('%j is refused and points at %s', async (body, pointer) => {
    const response = await chat.post('/v1/chat/messages', body);
    expect(response.status).toBe(400);
    expect(JSON.stringify(await response.json())).toContain(`"${pointer}"`);
  });
});
