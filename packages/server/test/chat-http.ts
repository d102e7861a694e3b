import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import Koa from 'koa';
import { chatResponse, type ChatResponse } from '@shelfwise/core/wire';
import { readJson } from '../src/http/body.js';
import type { Guards } from '../src/http/guards.js';
import { problems } from '../src/http/problem-middleware.js';
import { createSecrets } from '../src/access/secrets.js';
import { chatRoutes } from '../src/resources/chat/routes.js';
import { ChatService } from '../src/resources/chat/service.js';
import { createCustomerTokenService } from '../src/access/customer-tokens.js';
import { FaqService } from '../src/resources/faq/service.js';
import { openTestShop } from './chat-shop.js';

/** The chat's routes on a real server, for two shops. For tests. */

export const key = 'pk_0123456789abcdef';
export const otherKey = 'pk_other_0123456789abcdef';

export async function openChatServer() {
  const clock = { now: new Date('2026-11-22T12:00:00Z') };
  const parts = await openTestShop({ now: () => clock.now });
  const otherShop = await parts.store.shops.create({ name: 'other', settings: parts.shop.settings });
  await new FaqService({ store: parts.store, clock: () => clock.now }).upsertMany(
    parts.shop.id,
    [{ key: 'wrap', question: 'Do you offer gift wrapping?', answer: 'Yes, for £2.50.' }],
    'test',
  );
  const customerTokens = createCustomerTokenService({
    secrets: createSecrets('k1:0123456789012345678901234567890123456789'),
    clock: () => clock.now,
  });
  const chat = new ChatService({
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
  const server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const post = (path: string, body: object, headers: Record<string, string> = {}) =>
    fetch(address + path, {
      method: 'POST',
      body: JSON.stringify({ key, ...body }),
      headers: { 'content-type': 'text/plain', ...headers },
    });
  return {
    ...parts,
    clock,
    customerTokens,
    address,
    post,
    /** Says it, and fails unless that is answered. */
    async say(body: object): Promise<ChatResponse> {
      const response = await post('/v1/chat/messages', { messageId: randomUUID(), ...body });
      if (response.status !== 200) throw new Error(`${response.status}: ${await response.text()}`);
      return chatResponse.parse(await response.json());
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await parts.close();
    },
  };
}
export type ChatServer = Awaited<ReturnType<typeof openChatServer>>;

export { textOf } from './talk.js';
