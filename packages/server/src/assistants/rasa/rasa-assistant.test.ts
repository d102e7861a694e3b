import { readFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { BotMessage } from '@shelfwise/core/wire';
import { pino } from 'pino';
import { afterEach, describe, expect, test } from 'vitest';
import type { ShopDocument } from '../../stores/port/documents.js';
import { testSettings } from '../../../test/store-contract/settings.js';
import { AssistantUnavailable, type ShopperContext, type UserMessage } from '../assistant.js';
import { createSecrets } from '../../access/secrets.js';
import { failuresBeforePause } from '../../outside/calling/outside-client.js';
import { guardText } from '../../outside/rasa/rasa-client.js';
import { RasaAssistant, type RasaAssistantOptions } from './rasa-assistant.js';
import { openShopper } from '../../outside/calling/sealed-shopper.js';
import { SenderIds } from '../../outside/calling/sender-ids.js';

/** Recorded answers of a real Rasa 3.6.21. */
const captures = JSON.parse(
  readFileSync(new URL('fixtures/captures.json', import.meta.url), 'utf8'),
) as Record<string, { status: number; contentType: string | null; body: string }>;

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
  server = undefined;
});

async function listen(listener: RequestListener): Promise<string> {
  server = createServer(listener);
  await new Promise<void>((resolve) => server!.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const shop: ShopDocument = {
  id: 'a'.repeat(24),
  name: 'tea',
  settings: testSettings,
  createdAt: new Date(0),
  updatedAt: new Date(0),
};
const context: ShopperContext = {
  shop,
  conversationKey: 'conversation-0123456789',
  product: 'mug',
  cart: ['pot'],
  recent: ['cup'],
  now: new Date(0),
};

const consent = { analytics: false, personalization: false, functionality: false };
const secrets = createSecrets(`k1:${'s'.repeat(40)}`);

const rasaAt = (url: string, options: Partial<RasaAssistantOptions> = {}) =>
  new RasaAssistant({
    url,
    secrets,
    log: pino({ level: 'silent' }),
    mayBeInternal: true,
    ...options,
  });

async function reply(
  assistant: ReturnType<typeof rasaAt>,
  message: UserMessage = { text: 'hello' },
  shopper: ShopperContext = context,
): Promise<BotMessage[]> {
  const messages: BotMessage[] = [];
  for await (const said of assistant.reply(message, shopper, undefined)) messages.push(said);
  return messages;
}

async function replyTo(name: string): Promise<BotMessage[]> {
  const capture = captures[name]!;
  const url = await listen((_request, response) => {
    response.writeHead(capture.status, { 'content-type': capture.contentType ?? 'text/plain' });
    response.end(capture.body);
  });
  return reply(rasaAt(url));
}

describe('what Rasa answers', () => {
  test('text and buttons become text and quick replies', async () => {
    const [text, buttons] = await replyTo('greet');
    expect(text).toEqual({
      type: 'text',
      text: 'Hello! Ask me about shipping, returns or our products.',
    });
    expect(buttons).toMatchObject({
      type: 'quick-replies',
      replies: [
        { title: 'Shipping', payload: '/ask_shipping' },
        { title: 'Returns', payload: '/ask_returns' },
        { title: 'Red shoes' },
      ],
    });
  });

  test('an image becomes an image', async () => {
    expect(await replyTo('returns')).toContainEqual({
      type: 'image',
      url: 'https://shop.example/img/returns.png',
    });
  });

  test('several messages stay several, in order', async () => {
    expect(await replyTo('action 200 three texts')).toEqual(
      ['1', '2', '3'].map((text) => ({ type: 'text', text })),
    );
  });

  test('a custom message of an unknown kind is dropped, and its text stays', async () => {
    const messages = await replyTo('search via action server');
    expect(messages[0]).toMatchObject({ type: 'text', text: 'Found 1 for red shoes: Runner' });
    expect(messages.every((message) => message.type !== 'products')).toBe(true);
  });

  test.each([
    'restart',
    'empty message',
    'action server down',
    'message without model',
    'action 200 empty text',
  ])('“%s”, which Rasa answers with an empty list, counts as no answer', async (name) => {
    await expect(replyTo(name)).rejects.toBeInstanceOf(AssistantUnavailable);
  });

  test.each(['empty body', 'no body', 'GET on webhook'])(
    'the error of “%s” counts as no answer',
    async (name) => {
      await expect(replyTo(name)).rejects.toBeInstanceOf(AssistantUnavailable);
    },
  );

  test.each([
    ['text that is not JSON', 'oops'],
    ['an object', '{"text":"hi"}'],
    ['numbers', '[1,2]'],
    ['a redirect page', '<html></html>'],
  ])('%s counts as no answer', async (_title, body) => {
    const url = await listen((_request, response) => response.end(body));
    await expect(reply(rasaAt(url))).rejects.toBeInstanceOf(AssistantUnavailable);
  });

  test('an image or a link without a web address is not shown', async () => {
    const url = await listen((_request, response) => {
      response.setHeader('content-type', 'application/json');
      response.end(
        JSON.stringify([{ text: 'hi', image: 'javascript:alert(1)', attachment: 'data:text/html,x' }]),
      );
    });
    expect(await reply(rasaAt(url))).toEqual([{ type: 'text', text: 'hi' }]);
  });
});

describe('what Rasa is sent', () => {
  const bodies: { sender: string; message: string; metadata: unknown }[] = [];
  const recording: RequestListener = (request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      bodies.push(JSON.parse(body));
      response.setHeader('content-type', 'application/json');
      response.end('[{"text":"ok"}]');
    });
  };

  test('is a sealed sender, and the page in the metadata', async () => {
    await reply(rasaAt(await listen(recording)));
    expect(bodies.at(-1)).toEqual({
      sender: new SenderIds(secrets).seal(shop.id, 'conversation-0123456789'),
      message: 'hello',
      metadata: { shelfwise: { product: 'mug', cart: ['pot'], recent: ['cup'] } },
    });
  });

  test('reveals neither shop nor conversation nor shopper; only this server can read the shopper', async () => {
    const visitor = { token: 'header.customer-ann.signature', consent };
    await reply(rasaAt(await listen(recording)), undefined, {
      ...context,
      customer: 'ann',
      client: 'pseudonym-of-an-address',
      visitor,
    });
    const { metadata } = bodies.at(-1)! as { metadata: { shelfwise: { who: string } } };
    expect(JSON.stringify(bodies.at(-1))).not.toMatch(/aaaa|conversation-|ann|pseudonym/);
    const { who } = metadata.shelfwise;
    const here = { shopId: shop.id, conversationKey: context.conversationKey };
    expect(openShopper(who, here, secrets)).toEqual({
      visitor,
      client: 'pseudonym-of-an-address',
    });
    expect(openShopper(who, { ...here, shopId: 'b'.repeat(24) }, secrets)).toEqual({});
    expect(openShopper(who, { ...here, conversationKey: 'another-conversation' }, secrets)).toEqual({});
  });

  test.each(['/restart', ' /restart', '//restart', '\u200b/restart', '/ /x{"a":1}'])(
    'words that begin like a payload (%j) are sent without that beginning',
    async (text) => {
      await reply(rasaAt(await listen(recording)), { text });
      expect(bodies.at(-1)!.message).not.toMatch(/^[\s/]/);
    },
  );

  test('a payload that we offered is sent unchanged', async () => {
    await reply(rasaAt(await listen(recording)), { text: 'Shipping', payload: '/ask_shipping' });
    expect(bodies.at(-1)!.message).toBe('/ask_shipping');
  });

  test('guardText(...) leaves slashes inside a sentence alone', () => {
    expect(guardText('and/or')).toBe('and/or');
    expect(guardText('///')).toBe('?');
  });
});

describe('a Rasa in trouble', () => {
  test('that is slower than the time limit counts as no answer', async () => {
    const url = await listen(() => undefined);
    await expect(reply(rasaAt(url, { timeoutMs: 50 }))).rejects.toBeInstanceOf(AssistantUnavailable);
  });

  test('that sends too much counts as no answer', async () => {
    const url = await listen((_request, response) => response.end(`["${'x'.repeat(5000)}"]`));
    await expect(reply(rasaAt(url, { maxResponseBytes: 1000 }))).rejects.toBeInstanceOf(AssistantUnavailable);
  });

  test('is not asked when a shop alone names an address inside this network', async () => {
    let calls = 0;
    const url = await listen((_request, response) => {
      calls++;
      response.end('[]');
    });
    await expect(reply(rasaAt(url, { mayBeInternal: false }))).rejects.toBeInstanceOf(AssistantUnavailable);
    expect(calls).toBe(0);
  });

  test('is left alone after failing in a row', async () => {
    let calls = 0;
    const url = await listen((_request, response) => {
      calls++;
      response.writeHead(500).end();
    });
    const rasa = rasaAt(url);
    for (let i = 0; i < failuresBeforePause + 2; i++)
      await expect(reply(rasa)).rejects.toBeInstanceOf(AssistantUnavailable);
    expect(calls).toBe(failuresBeforePause);
  });

  test('is not left alone for answering with an empty list: the server works', async () => {
    let calls = 0;
    const url = await listen((_request, response) => {
      calls++;
      response.setHeader('content-type', 'application/json').end('[]');
    });
    const rasa = rasaAt(url);
    for (let i = 0; i < failuresBeforePause + 2; i++)
      await expect(reply(rasa)).rejects.toBeInstanceOf(AssistantUnavailable);
    expect(calls).toBe(failuresBeforePause + 2);
  });

  test('gets the messages of one conversation one after the other', async () => {
    let running = 0;
    let most = 0;
    const url = await listen((_request, response) => {
      most = Math.max(most, ++running);
      setImmediate(() => {
        running--;
        response.setHeader('content-type', 'application/json');
        response.end('[{"text":"ok"}]');
      });
    });
    const rasa = rasaAt(url);
    await Promise.all([1, 2, 3].map(() => reply(rasa)));
    expect(most).toBe(1);
  });
});
