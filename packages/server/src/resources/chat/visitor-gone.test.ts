import { randomUUID } from 'node:crypto';
import { chatRequest } from '@shelfwise/core/wire';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestShop, type TestShop } from '../../../test/chat-shop.js';
import type { Id } from '../../stores/port/documents.js';
import { ChatService } from './service.js';
import { override } from '../../../test/override.js';

const now = new Date('2026-11-22T12:00:00Z');
const consent = { analytics: true, personalization: true, functionality: true };
let parts: TestShop;
beforeAll(async () => {
  parts = await openTestShop({ now: () => now });
});
afterAll(() => parts.close());

const touch = (key: string) => parts.store.visitors.touch(parts.shop.id, key, consent, now);

/** Says something new as this visitor, of whom `meanwhile` happens right after they were looked up. */
async function beginAs(key: string, meanwhile: (id: Id) => Promise<void>) {
  const { store, shop } = parts;
  let happened = false;
  const findByKey: typeof store.visitors.findByKey = async (shopId, wanted) => {
    const visitor = await store.visitors.findByKey(shopId, wanted);
    if (visitor && !happened) {
      happened = true;
      await meanwhile(visitor.id);
    }
    return visitor;
  };
  const chat = new ChatService({
    ...parts,
    store: { ...store, visitors: override(store.visitors, { findByKey }) },
  });
  const visitor = { key, consent };
  const request = { key: 'pk_0123456789abcdef', messageId: randomUUID(), text: 'hello', visitor };
  let conversation = '';
  for await (const step of chat.send(shop, chatRequest.parse(request)))
    if (step.type === 'done') ({ conversation } = step);
  expect(happened).toBe(true);
  return store.conversations.findByKey(shop.id, conversation);
}

test('a conversation that begins while its visitor is erased is nobody’s', async () => {
  const key = 'e'.repeat(22);
  await touch(key);
  const talk = await beginAs(key, (id) => parts.store.visitors.erase(parts.shop.id, id));
  expect(talk).not.toBeNull();
  expect(talk).not.toHaveProperty('userId');
});

test('a conversation that begins while its visitor is merged into another is the other’s', async () => {
  const key = 'm'.repeat(22);
  await touch(key);
  const other = await touch('o'.repeat(22));
  const talk = await beginAs(key, (id) => parts.store.visitors.merge(parts.shop.id, id, other.id));
  expect(talk?.userId).toBe(other.id);
});
