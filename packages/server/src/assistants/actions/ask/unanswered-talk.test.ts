import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestShop, testFacts, type TestShop } from '../../../../test/chat-shop.js';
import { shopFaq } from '../../../../test/questions/shop-faq.js';
import { startTalk } from '../../../../test/talk.js';

/** Questions that the owner sees: those to which the assistant replied that it does not know. */

let parts: TestShop;
let withFaq: TestShop;
let silent: TestShop;
beforeAll(async () => {
  parts = await openTestShop();
  withFaq = await openTestShop({ faq: shopFaq });
  silent = await openTestShop({ settings: { facts: {} } });
});
afterAll(() => Promise.all([parts.close(), withFaq.close(), silent.close()]));

async function openQuestions({ store, shop }: TestShop): Promise<string[]> {
  const asked = await store.conversations.listUnanswered(shop.id, new Date(0), 500);
  return asked.map(({ text }) => text);
}

async function ask(shop: TestShop, texts: readonly string[], product?: string) {
  const talk = startTalk(shop, product === undefined ? {} : { page: { product } });
  for (const text of texts.slice(0, -1)) await talk.say(text);
  const { said } = await talk.say(texts.at(-1)!);
  return { said, isOpen: (await openQuestions(shop)).includes(texts.at(-1)!) };
}

describe('an answer of the shop is an answer', () => {
  test.each([
    ['my cup came smashed', /utter_complaint_answer/],
    ['can I speak to someone', /utter_hand_off/],
  ])('“%s”', async (text, answer) => {
    expect(await ask(withFaq, [text])).toEqual({ said: expect.stringMatching(answer), isOpen: false });
  });
  test('a complaint is answered by the settings for returns', async () => {
    const text = 'the plate arrived broken';
    expect(await ask(parts, [text])).toEqual({
      said: expect.stringMatching(/utter_returns_days\(30\)/),
      isOpen: false,
    });
  });
  test('the list of countries answers for a country', async () => {
    const told = await ask(parts, ['how long does delivery take?', 'hm Japan then']);
    expect(told).toEqual({
      said: expect.stringMatching(/utter_does_not_deliver_to\(country\(Japan\)\)/),
      isOpen: false,
    });
  });
});

describe('the owner sees what is not known, however it was asked', () => {
  test.each(['how big is the second one', 'hmm the 2nd, size?', 'second one how tall'])(
    'of a product in the list: “%s”',
    async (text) => {
      expect(await ask(parts, ['show me mugs', text])).toEqual({
        said: expect.stringMatching(/size_unknown/),
        isOpen: true,
      });
    },
  );
  test('of a colour', async () => {
    expect(await ask(parts, ['does it come in red?'], 'clock')).toEqual({
      said: expect.stringMatching(/color_unknown\(red\)/),
      isOpen: true,
    });
  });
  test('of another country', async () => {
    expect(await ask(parts, ['how long does delivery take?', 'hm France then'])).toEqual({
      said: expect.stringMatching(/utter_delivery_time_open/),
      isOpen: true,
    });
  });
  test('outside of the shop', async () => {
    const text = 'what is the weather tomorrow';
    expect(await ask(parts, [text])).toEqual({
      said: expect.stringMatching(/utter_out_of_scope/),
      isOpen: true,
    });
  });
  test.each(['i got somebody elses parcel', 'nobody answers my mails and i am furious'])(
    'a complaint that is only handed on: “%s”',
    async (text) => {
      expect((await ask(silent, [text])).isOpen).toBe(true);
    },
  );
  test('a request for a person where none can be named', async () => {
    expect((await ask(silent, ['can i talk to a person'])).isOpen).toBe(true);
    expect(testFacts.contact).toBeDefined();
    expect((await ask(parts, ['can i talk to a person'])).isOpen).toBe(false);
  });
});
