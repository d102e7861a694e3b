import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestShop, type TestShop } from '../../../../test/chat-shop.js';
import { shopFaq } from '../../../../test/questions/shop-faq.js';
import { startTalk } from '../../../../test/talk.js';

/** Questions about prices: of the page's product, of reduced products, of the cart. */

let parts: TestShop;
beforeAll(async () => {
  parts = await openTestShop({ faq: shopFaq });
});
afterAll(() => parts.close());

const onPage = { page: { product: 'teapot' } };

describe('on a product’s page a price is that product’s', () => {
  test.each(['price?', 'cost?', 'how much?', 'how much does it cost', 'what is the price please'])(
    '“%s”',
    async (text) => {
      expect((await startTalk(parts, onPage).say(text)).said).toContain(
        'product_price(Regency Teapot, £14.95)',
      );
    },
  );
  test('after other questions too', async () => {
    const talk = startTalk(parts, onPage);
    await talk.say('how long does delivery take?');
    expect((await talk.say('how much does it cost?')).said).toContain(
      'product_price(Regency Teapot, £14.95)',
    );
    expect((await talk.say('cost?')).said).toContain('product_price(Regency Teapot, £14.95)');
  });
  test('“is this on sale” is answered with it', async () => {
    expect((await startTalk(parts, onPage).say('is this on sale')).said).toMatch(
      /^product_price\(Regency Teapot, £14\.95\)/,
    );
  });
  test('but “and to France?” goes on about delivery', async () => {
    const talk = startTalk(parts, onPage);
    await talk.say('how much is delivery?');
    expect((await talk.say('and to France?')).text).toMatch(/France/);
  });
  test('elsewhere, after a question about delivery, that of delivery', async () => {
    const talk = startTalk(parts);
    await talk.say('do you deliver to Ireland?');
    expect((await talk.say('how much does it cost?')).said).toMatch(/^utter_delivery_price\(£4\.95/);
  });
  test('“do you have it in blue” asks for the page’s product in blue', async () => {
    const { said, products } = await startTalk(parts, onPage).say('do you have it in blue');
    expect(said).toMatch(/^utter_found_other\(colored_thing\(blue, regency teapot\)/);
    expect(products).toEqual(['teapot']);
  });
});

test.each([
  [
    'how long does delivery take?',
    /^utter_delivery_days_between\(2, days\(4\), home, country\(United Kingdom\)\)/,
  ],
  ['how much is delivery?', /^utter_delivery_price\(£4\.95, home, country\(United Kingdom\)\)/],
])('“%s” is answered for the shop’s own country, which the answer names', async (text, answer) => {
  const shop = await openTestShop();
  expect((await startTalk(shop).say(text)).said).toMatch(answer);
  await shop.close();
});

describe('by price', () => {
  test.each(['cheapest first', 'sort by price', 'lowest price first please'])(
    '“mugs”, then “%s”',
    async (next) => {
      const talk = startTalk(parts);
      await talk.say('mugs');
      const { said, products } = await talk.say(next);
      expect(said).toContain('utter_found(mugs & cheapest_first)');
      expect(products).toEqual(['mug-blue', 'mug-red', 'mug-red-big']);
    },
  );
  test.each(['red mgus undr 5 pounds', 'red mugs belwo £5', 'red mugs les than 5 pounds'])(
    '“%s” keeps to the price',
    async (text) => {
      expect((await startTalk(parts).say(text)).products).toEqual(['mug-red']);
    },
  );
});

describe('what is reduced', () => {
  const questions = [
    "what's on sale",
    'any offers?',
    'do you have anything in the sale',
    'is anything reduced',
  ];
  test.each(questions)('“%s” says so where nothing is reduced', async (text) => {
    const answer = await startTalk(parts).say(text);
    expect(answer.said).toMatch(/^utter_nothing_(?:reduced|to_suggest)/);
  });

  test('shows reduced products only, where there are any', async () => {
    const reduced = await openTestShop();
    const { store, shop } = reduced;
    const lowered = await Promise.all(
      ['clock', 'mug-blue'].map((key) => store.products.findByKey(shop.id, key)),
    );
    await store.products.upsertMany(
      shop.id,
      lowered.map((product) => ({ ...product!, salePrice: product!.price - 100 })),
    );
    for (const text of questions) {
      expect((await startTalk(reduced).say(text)).products.sort()).toEqual(['clock', 'mug-blue']);
    }
    expect((await startTalk(reduced).say('mugs on sale')).products).toEqual(['mug-blue']);
    const none = await startTalk(reduced).say('teapots on sale');
    expect(none.said).toBe('utter_found_not_reduced(teapots)');
    await reduced.close();
  });
});

test.each(['add it to my cart', 'put this in my basket please', 'i want to buy it'])(
  '“%s” explains how',
  async (text) => {
    expect((await startTalk(parts, onPage).say(text)).said).toBe('utter_change_cart_on_page');
  },
);

test.each(['do you price match?', "will you match another shop's price"])(
  '“%s” is no wish for matches',
  async (text) => {
    const { products, offers } = await startTalk(parts).say(text);
    expect(products).toEqual([]);
    expect(offers).toContain('/ask_human');
  },
);
