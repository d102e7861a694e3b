import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestShop, type TestShop } from '../../../test/chat-shop.js';
import { startTalk } from '../../../test/talk.js';

/** Conversations about an order, and how they end. */

const asksContact = /e-mail address or postcode did you order with/;
let parts: TestShop;
beforeAll(async () => {
  parts = await openTestShop();
  const { store, shop, secrets } = parts;
  const order = {
    key: '536365',
    placedAt: new Date('2026-11-20T12:00:00Z'),
    currency: 'GBP',
    lines: [],
    status: 'shipped' as const,
    shipments: [],
    postcodeDigest: secrets.digest(shop.id, 'postcode', 'LS1 4AP'),
    revision: 1,
    updatedAt: new Date('2026-11-20T12:00:00Z'),
  };
  await store.orders.recordMany(shop.id, [
    { order, interactions: [], withdrawnEventIds: [], movements: [], sales: [] },
  ]);
});
afterAll(() => parts.close());

const isShown = ({ messages }: { messages: { type: string }[] }) =>
  messages.some(({ type }) => type === 'order-status');

test('what is answered to it never stands among the questions without an answer', async () => {
  const { store, shop } = parts;
  const talk = startTalk(parts);
  await talk.say('where is my order');
  await talk.say('blorp frump');
  await talk.say('HW-MWU1T52VAE12');
  await talk.say('ann at mail dot com');
  await talk.say('LS14AP');
  await talk.say('jane@example.com');
  const asked = await store.conversations.listUnanswered(shop.id, new Date(0), 100);
  expect(asked.map(({ text }) => text)).toEqual([]);
});

describe('the question about an order', () => {
  test('is asked once more after another question, then let go', async () => {
    const talk = startTalk(parts);
    await talk.say('where is my order');
    const asked = await talk.say('12345');
    expect(asked.text).toMatch(asksContact);
    expect(asked.offers).toEqual(['Talk to a person']);
    expect((await talk.say('how long does delivery take?')).text).toMatch(asksContact);
    for (const other of ['do you have mugs', 'how much is delivery?', 'thank you', 'blorp frump']) {
      expect((await talk.say(other)).text).not.toMatch(asksContact);
    }
  });

  test('goes on where the shopper comes back to it', async () => {
    const talk = startTalk(parts);
    await talk.say('where is my order 536365');
    await talk.say('how long does delivery take?');
    expect(isShown(await talk.say('LS1 4AP'))).toBe(true);
  });

  test.each(['can I speak to someone', 'the wrong colour was sent'])('ends with “%s”', async (text) => {
    const talk = startTalk(parts);
    await talk.say('where is my order 536365');
    const { text: answer, messages } = await talk.say(text);
    expect(answer).not.toMatch(asksContact);
    expect(messages.at(-1)!.type).toBe('hand-off');
  });

  test('is asked once more when number and address do not match', async () => {
    const talk = startTalk(parts);
    await talk.say('where is my order 536365');
    const wrong = await talk.say('eve@example.com');
    expect(wrong.text).toMatch(/do not match.*did you order with/s);
    expect(isShown(await talk.say('ls1 4ap'))).toBe(true);
  });

  test('takes a number put right', async () => {
    const talk = startTalk(parts);
    await talk.say('where is my order 536356');
    await talk.say('LS1 4AP');
    await talk.say('my order number is 536365');
    expect(isShown(await talk.say('LS1 4AP'))).toBe(true);
  });

  test('ends after a second mismatch', async () => {
    const talk = startTalk(parts);
    await talk.say('where is my order 536365');
    await talk.say('eve@example.com');
    const { text, offers } = await talk.say('eve@example.org');
    expect(text).toMatch(/found no order/);
    expect(offers).toEqual(['Talk to a person']);
  });

  test('is remembered once it was answered', async () => {
    const talk = startTalk(parts);
    await talk.say('where is my order 536365');
    await talk.say('LS1 4AP');
    expect(isShown(await talk.say('has it been sent'))).toBe(true);
  });
});
