import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mugsAndMore, openTestShop, testFacts, type TestShop } from '../../../../test/chat-shop.js';
import { shopFaq } from '../../../../test/questions/shop-faq.js';
import { startTalk } from '../../../../test/talk.js';

/** Questions about the shop itself, in the middle of a talk about its products. */

let parts: TestShop;
beforeAll(async () => {
  parts = await openTestShop({ more: mugsAndMore });
});
afterAll(() => parts.close());

describe('delivery to another country', () => {
  test.each([
    [
      'how long does delivery take?',
      'and to France?',
      /^utter_delivers_to\(country\(France\)\).*utter_delivery_days_between\(2, days\(4\), within, country\(United Kingdom\)\).*utter_delivery_time_open\(country\(France\)\)/,
    ],
    [
      'how much is delivery?',
      'and to Ireland?',
      /^utter_delivers_to\(country\(Ireland\)\).*utter_delivery_price\(£4\.95, within.*utter_delivery_free_from\(£40\.00\).*utter_delivery_cost_open\(country\(Ireland\)\)/,
    ],
    [
      'how long does delivery take?',
      'what about Japan?',
      /^utter_does_not_deliver_to\(country\(Japan\)\).*utter_delivery_countries\(country\(United Kingdom\) & country\(Ireland\) & country\(France\)\)/,
    ],
    ['do you ship to France?', 'and to the UK?', /^utter_delivers_to\(country\(United Kingdom\)\)/],
  ])('“%s”, “%s”', async (first, next, answer) => {
    const talk = startTalk(parts);
    await talk.say(first);
    expect((await talk.say(next)).said).toMatch(answer);
  });

  test('is taken from the FAQ where that names the country', async () => {
    const faq = [
      {
        key: 'abroad',
        question: 'Do you deliver abroad?',
        variations: ['international shipping'],
        answer: 'To Ireland and France delivery costs £9.95 and takes 4 to 8 working days.',
      },
    ];
    const shop = await openTestShop({ faq });
    const talk = startTalk(shop);
    await talk.say('how long does delivery take?');
    expect((await talk.say('and to France?')).text).toBe(faq[0]!.answer);
    await shop.close();
  });

  test('is not given the price of home where the owner’s note has another', async () => {
    const note = 'Outside the United Kingdom delivery costs £9.95 and takes 4 to 8 working days.';
    const shipping = { price: 395, countries: ['United Kingdom', 'France'], note };
    const shop = await openTestShop({ settings: { facts: { shipping } } });
    const talk = startTalk(shop);
    await talk.say('how much is delivery?');
    const { said, text } = await talk.say('and to France?');
    expect(said).toMatch(/^utter_delivers_to\(country\(France\)\)/);
    expect(said).not.toContain('utter_delivery_price');
    expect(text).toContain(note);
    await shop.close();
  });

  test('is not made up where the shop states nothing', async () => {
    const shop = await openTestShop({ settings: { facts: {} } });
    const talk = startTalk(shop);
    await talk.say('how long does delivery take?');
    const { said, offers } = await talk.say('and to France?');
    expect(said).toMatch(
      /^utter_no_information\(subject_to_place\(subject_delivery_time, country\(France\)\)\)/,
    );
    expect(offers).toEqual(['/ask_human']);
    await shop.close();
  });
});

describe('facts answer the question that was asked', () => {
  test.each([
    ['who pays for the return postage', /utter_returns_free/],
    [
      'can i pay with klarna',
      /^utter_not_a_payment\(payment_method\(klarna\)\).*utter_payment\(Visa & PayPal\)/,
    ],
    ['can i pay with paypal', /^utter_payment\(Visa & PayPal\)/],
    ['do you deliver to germany', /^utter_does_not_deliver_to\(country\(Germany\)\)/],
    ['this is a fucking joke', /utter_insult/],
  ])('“%s”', async (text, answer) => {
    const payment = { methods: ['Visa', 'PayPal'] };
    const shop = await openTestShop({ settings: { facts: { ...testFacts, payment } } });
    expect((await startTalk(shop).say(text)).said).toMatch(answer);
    await shop.close();
  });

  test('a size that the catalogue does not have is reported as unknown', async () => {
    const talk = startTalk(parts, { page: { product: 'teapot' } });
    expect((await talk.say('how big is it')).said).toMatch(/^size_unknown \| product_price\(Regency Teapot/);
  });

  test('“something nice” is a wish, no praise', async () => {
    expect((await startTalk(parts).say('something nice')).products.length).toBeGreaterThan(0);
  });

  test('collecting is picking up', async () => {
    const shop = await openTestShop({ faq: shopFaq });
    for (const text of ['can i collect in store', 'can i collect from your shop'])
      expect((await startTalk(shop).say(text)).text).toMatch(/Collection is not possible/);
    await shop.close();
  });
});

describe('an entry of the FAQ', () => {
  const faq = [
    { key: 'candles', question: 'candle', variations: ['clock'], answer: 'Trim the wick.' },
    {
      key: 'cost',
      question: 'How much is it?',
      variations: ['how much is delivery'],
      answer: 'Free at home.',
    },
  ];

  test('does not answer a bare product word', async () => {
    const shop = await openTestShop({ faq });
    expect((await startTalk(shop).say('clock')).products).toEqual(['clock']);
    await shop.close();
  });

  test('does not answer for the product in sight', async () => {
    const shop = await openTestShop({ faq });
    const talk = startTalk(shop);
    await talk.say('do you have alarm clocks');
    expect((await talk.say('how much is it')).said).toMatch(/^product_price\(Vintage Alarm Clock, £12\.50\)/);
    await shop.close();
  });

  test('on delivery at home does not answer for abroad, whatever else is asked', async () => {
    const shop = await openTestShop({ faq });
    const { said, text } = await startTalk(shop).say(
      'how much is delivery to France and how long does it take',
    );
    expect(text).not.toBe('Free at home.');
    expect(said).toMatch(/^utter_delivers_to\(country\(France\)\)/);
    await shop.close();
  });
});

describe('a complaint', () => {
  const faq = [
    {
      key: 'broken',
      question: 'Something arrived broken. What now?',
      variations: ['my plate is damaged'],
      answer: 'Send us a photograph, and a new one is on its way.',
    },
    { key: 'wrap', question: 'Do you wrap presents?', variations: [], answer: 'Yes, for £2.50.' },
  ];

  test.each(['my cup came smashed', 'the handle was cracked when I opened the box'])(
    '“%s” gets the owner’s own answer and a person',
    async (text) => {
      const shop = await openTestShop({ faq });
      const said = await startTalk(shop).say(text);
      expect(said.said).toMatch(/^utter_complaint_answer/);
      expect(said.text).toContain('Send us a photograph');
      expect(said.messages.at(-1)!.type).toBe('hand-off');
      await shop.close();
    },
  );

  test.each([
    ['wrong item arrived', /^utter_complaint_answer.*utter_returns_days\(30\).*utter_returns_free/],
    ['my plates came broken', /^utter_complaint_answer.*utter_returns_days\(30\)/],
    ["I got someone else's parcel", /^utter_complaint_answer.*utter_returns_days\(30\)/],
    ['I was charged twice', /^utter_complaint \|/],
  ])('“%s” gets the settings for returns where returning helps', async (text, answer) => {
    const said = await startTalk(parts).say(text);
    expect(said.said).toMatch(answer);
    expect(said.messages.at(-1)!.type).toBe('hand-off');
  });

  test('never gets the answer that the shop takes nothing back', async () => {
    const shop = await openTestShop({ settings: { facts: { returns: { days: 0 } } } });
    expect((await startTalk(shop).say('my cup came smashed')).said).not.toMatch(/returns/);
    await shop.close();
  });
});

describe('free delivery at home', () => {
  test.each(['is delivery to France free over £40', 'do I get free delivery to Ireland'])(
    'is not promised abroad: “%s”',
    async (text) => {
      expect((await startTalk(parts).say(text)).said).toMatch(
        /^utter_delivers_to\(country\((\w+)\)\).*within, country\(United Kingdom\).*£40\.00.*utter_delivery_cost_open\(country\(\1\)\)/,
      );
    },
  );

  test('nor promised abroad by an entry of the FAQ', async () => {
    const faq = [
      {
        key: 'cost',
        question: 'How much is delivery?',
        variations: ['is delivery free', 'from how much is it free'],
        answer: 'Delivery is free in the United Kingdom from £40.',
      },
    ];
    const shop = await openTestShop({ faq });
    expect((await startTalk(shop).say('is delivery free')).text).toBe(faq[0]!.answer);
    expect((await startTalk(shop).say('is delivery free to France')).said).toContain(
      'utter_delivery_cost_open(country(France))',
    );
    await shop.close();
  });

  test('a shop without a country in its locale or currency has no own country', async () => {
    const settings = { locale: 'en', currency: 'EUR', facts: { shipping: { price: 495 } } };
    const shop = await openTestShop({ settings });
    expect((await startTalk(shop).say('how much is delivery to France')).said).toMatch(
      /^utter_no_information\(subject_to_place\(subject_delivery_cost, country\(France\)\)\)/,
    );
    await shop.close();
  });
});

test('Northern Ireland is not Ireland', async () => {
  expect((await startTalk(parts).say('how much is shipping to northern ireland')).said).toMatch(
    /^utter_delivery_price\(£4\.95/,
  );
});
