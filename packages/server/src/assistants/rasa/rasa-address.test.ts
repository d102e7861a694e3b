import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openTestShop, type TestShop } from '../../../test/chat-shop.js';
import { AssistantUnavailable } from '../assistant.js';

/** The operator's own Rasa, inside the network of the server. It records its requests. */
let rasa: Server;
let rasaUrl: string;
let asked: string[];
let parts: TestShop;

beforeEach(async () => {
  asked = [];
  rasa = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    response.setHeader('content-type', 'application/json').end('[{"text":"hello"}]');
  });
  await new Promise<void>((resolve) => rasa.listen(0, '127.0.0.1', resolve));
  rasaUrl = `http://127.0.0.1:${(rasa.address() as AddressInfo).port}`;
  parts = await openTestShop({ rasaUrl });
});
afterEach(async () => {
  rasa.closeAllConnections();
  rasa.close();
  await parts.close();
});

/** Asks the assistant of a shop that stored this address. */
async function ask(url?: string): Promise<void> {
  const { assistants, shop } = parts;
  const assistant = { kind: 'rasa' as const, ...(url !== undefined && { url }) };
  const stored = { ...shop, settings: { ...shop.settings, assistant } };
  const context = {
    shopId: shop.id,
    shop: stored,
    conversationKey: 'conversation-0123456789',
    cart: [],
    recent: [],
    now: new Date(0),
  };
  const turn = assistants.assistantFor(stored).reply({ text: 'hello' }, context, undefined);
  while (!(await turn.next()).done);
}

test.each([
  ['no address of its own', ''],
  ['the same address', '/'],
])('a shop with %s is answered by the operator’s Rasa', async (_what, suffix) => {
  await ask(suffix === '' ? undefined : rasaUrl + suffix);
  expect(asked).toEqual(['POST /webhooks/rest/webhook']);
});

test.each(['/model/train?x=', '/model/train#', '/model', '/?', '/#x', '/..;/'])(
  'a shop that adds %j to it reaches nothing',
  async (suffix) => {
    await expect(ask(rasaUrl + suffix)).rejects.toBeInstanceOf(AssistantUnavailable);
    expect(asked).toEqual([]);
  },
);

test('a shop with a user name in its address, another scheme or no address reaches nothing', async () => {
  const { host } = new URL(rasaUrl);
  for (const url of [`http://me:word@${host}`, `ftp://${host}`, 'not an address']) {
    await expect(ask(url)).rejects.toBeInstanceOf(AssistantUnavailable);
  }
  expect(asked).toEqual([]);
});
