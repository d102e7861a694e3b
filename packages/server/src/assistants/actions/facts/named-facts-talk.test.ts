import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestShop, type TestShop } from '../../../../test/chat-shop.js';
import { startTalk } from '../../../../test/talk.js';

/** Short questions about delivery, refunds and payment. */

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

test.each(['do you ship to the US', 'can you post it to the us?'])(
  '“%s” is answered with no',
  async (text) => {
    expect((await startTalk(parts).say(text)).said).toMatch(/^utter_does_not_deliver_to\(country\(USA?\)\)/);
  },
);

describe('the country that was asked about', () => {
  test.each(['and how much to there', 'and how long does it take to get there'])(
    'stays for “%s”',
    async (text) => {
      const talk = startTalk(parts);
      await talk.say('France?');
      expect((await talk.say(text)).said).toMatch(
        /^utter_delivers_to\(country\(France\)\).*utter_delivery_(?:cost|time)_open\(country\(France\)\)/,
      );
    },
  );

  test('is named along with the other question', async () => {
    expect((await startTalk(parts).say('do you ship to France and how much')).said).toMatch(
      /^utter_delivers_to\(country\(France\)\).*utter_delivery_cost_open/,
    );
  });
});

test.each(['how long till i get my refund', 'when will my money be back'])(
  '“%s” is answered with the time of a refund, not of a return',
  async (text) => {
    expect((await startTalk(parts).say(text)).text).toMatch(/5 working days/);
  },
);

test('how long a refund takes is not made up', async () => {
  const shop = await openTestShop();
  const { said } = await startTalk(shop).say('how long till i get my refund');
  expect(said).toContain('utter_no_information(subject_refund_time)');
  await shop.close();
});

test('who pays the postage is understood after a returns answer', async () => {
  const shop = await openTestShop();
  const talk = startTalk(shop);
  await talk.say('how do returns work');
  expect((await talk.say('who pays postage')).said).toContain('utter_returns_free');
  await shop.close();
});

test.each(['its been 3 weeks', 'it was supposed to come yesterday'])(
  '“%s” is about an order',
  async (text) => {
    const talk = startTalk(parts);
    await talk.say('my order hasnt arrived');
    const { said } = await talk.say(text);
    expect(said).toContain('utter_ask_order_status_form_order_number');
    expect(said).not.toContain('not_understood');
  },
);

test.each([
  ['can i get an invoice', /^utter_not_known$/],
  ['is there a minimum order', /^utter_not_known$/],
  ['is my card safe here', /^utter_no_information\(subject_payment_safety\)/],
])('“%s” is not answered with a list of cards', async (text, answer) => {
  expect((await startTalk(parts).say(text)).said).toMatch(answer);
});
