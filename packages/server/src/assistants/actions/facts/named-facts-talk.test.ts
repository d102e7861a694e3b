import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestShop, type TestShop } from '../../../../test/chat-shop.js';
import { startTalk } from '../../../../test/talk.js';

/** What is asked of delivery, refunds and payment in a few words. */

let parts: TestShop;
beforeAll(async () => {
  parts = await openTestShop({
    faq: [
      {
        key: 'returns',
        question: 'Can I send something back?',
        variations: ['returns policy'],
        answer: 'You have 30 days; your money is back within 5 working days of its arrival.',
      },
    ],
  });
});
afterAll(() => parts.close());

test.each(['do you ship to the US', 'can you post it to the us?'])('“%s” is told no', async (text) => {
  expect((await startTalk(parts).say(text)).text).toMatch(/^We do not deliver to the US/);
});

describe('the country that was asked about', () => {
  test.each(['and how much to there', 'and how long does it take to get there'])(
    'stays for “%s”',
    async (text) => {
      const talk = startTalk(parts);
      await talk.say('France?');
      expect((await talk.say(text)).text).toMatch(
        /^Yes, we deliver to France\. .*For France the shop does not say/,
      );
    },
  );

  test('is told with what was asked besides', async () => {
    expect((await startTalk(parts).say('do you ship to France and how much')).text).toMatch(
      /^Yes, we deliver to France\. .*does not say what it costs/,
    );
  });
});

test.each(['how long till i get my refund', 'when will my money be back'])(
  '“%s” is told how long, and not until when things may be sent back',
  async (text) => {
    expect((await startTalk(parts).say(text)).text).toMatch(/5 working days/);
  },
);

test('how long a refund takes is not made up', async () => {
  const shop = await openTestShop();
  const { text } = await startTalk(shop).say('how long till i get my refund');
  expect(text).toMatch(/no information about how long a refund takes/);
  await shop.close();
});

test('who pays the postage is understood after a returns answer', async () => {
  const shop = await openTestShop();
  const talk = startTalk(shop);
  await talk.say('how do returns work');
  expect((await talk.say('who pays postage')).text).toMatch(/Sending it back is free/);
  await shop.close();
});

test.each(['its been 3 weeks', 'it was supposed to come yesterday'])(
  '“%s” is about an order',
  async (text) => {
    const talk = startTalk(parts);
    await talk.say('my order hasnt arrived');
    const { text: answer } = await talk.say(text);
    expect(answer).toMatch(/order number/);
    expect(answer).not.toMatch(/understand/);
  },
);

test.each([
  ['can i get an invoice', /don't know that/],
  ['is there a minimum order', /don't know that/],
  ['is my card safe here', /no information about how payments are protected/],
])('“%s” has no list of cards for an answer', async (text, answer) => {
  expect((await startTalk(parts).say(text)).text).toMatch(answer);
});
