import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mugsAndMore, openTestShop, type TestShop } from '../../../../test/chat-shop.js';
import { startTalk } from '../../../../test/talk.js';

/** Products named by their whole title, their key, or the words that set them apart from the one before. */

let parts: TestShop;
beforeAll(async () => {
  parts = await openTestShop({
    more: [
      ...mugsAndMore,
      ['84997', 'Owl Cutlery Set', 415, 'Kitchen'],
      ['mug-box', 'Small Red Spotty Mug in Box', 375, 'Mugs'],
      ['mug-box-white', 'Small White Spotty Mug in Box', 375, 'Mugs'],
      ['bag-pink', 'Lunch Bag Pink Polkadot', 165, 'Bags'],
      ['bag-apple', 'Lunch Bag Apple Design', 165, 'Bags'],
      ['mat', 'Doormat Apple Orchard', 795, 'Doormats'],
    ],
  });
});
afterAll(() => parts.close());

test.each([
  [
    'when will the small red spotty mug in box be back in stock',
    /^not_known \| product_price\(Small Red Spotty Mug in Box, £3\.75\)|^product_price\(Small Red Spotty Mug in Box, £3\.75\)/,
  ],
  ['is 84997 in stock', /^product_price\(Owl Cutlery Set, £4\.15\) \| in_stock/],
  ['how much is item 84997', /^product_price\(Owl Cutlery Set, £4\.15\)/],
])('“%s”', async (text, answer) => {
  expect((await startTalk(parts).say(text)).said).toMatch(answer);
});

test('one that is sold out is known by its name', async () => {
  const shop = await openTestShop({ more: mugsAndMore });
  const owl = await shop.store.products.findByKey(shop.shop.id, 'mug-owl');
  await shop.store.products.upsertMany(shop.shop.id, [{ ...owl!, availability: 'out_of_stock' }]);
  const { said } = await startTalk(shop).say('when will the owl mug be back in stock');
  expect(said).toMatch(/product_price\(Owl Mug, £4\.55\) \| out_of_stock/);
  await shop.close();
});

test('another one of the kind that was looked for', async () => {
  const talk = startTalk(parts);
  await talk.say('Lunch Bag Pink');
  expect((await talk.say('and the apple one?')).products).toEqual(['bag-apple']);
});

describe('what it is made of', () => {
  test.each(['whats it made of', 'whats that made from'])(
    '“%s” is asked of the product just shown',
    async (text) => {
      const talk = startTalk(parts);
      const first = await talk.say('how much is the vintage alarm clock');
      expect(first.text).toMatch(/Vintage Alarm Clock/);
      expect((await talk.say(text)).text).toMatch(/Vintage Alarm Clock/);
    },
  );
});

describe('something cheaper like it', () => {
  test('costs less than it does', async () => {
    const { said, products } = await startTalk(parts, { page: { product: 'mug-red' } }).say(
      'anything cheaper like this',
    );
    expect(said).toBe('utter_cheaper(Red Retrospot Mug, £4.25)');
    expect(products.toSorted()).toEqual(['mug-blue', 'mug-box', 'mug-box-white', 'mug-flower', 'mug-green']);
  });

  test('is not shown where nothing costs less', async () => {
    const { said, products } = await startTalk(parts, { page: { product: 'mug-flower' } }).say(
      'is there a cheaper version of this',
    );
    expect(said).toBe('utter_none_cheaper(White Flower Mug, £2.95)');
    expect(products).toEqual([]);
  });
});

describe('a gift for a day', () => {
  test.each([
    'wedding gift',
    'housewarming gift under £5',
    "something for my dad's 60th birthday",
    'a present for a christening',
  ])('“%s” leads to ideas', async (text) => {
    const { said, products } = await startTalk(parts).say(text);
    expect(said).toMatch(/^taste_/);
    expect(products.length).toBeGreaterThan(0);
  });

  test('leads to products named after the day', async () => {
    const shop = await openTestShop({ more: [['bunting', 'Wedding Bunting Ivory', 1995, 'Party']] });
    expect((await startTalk(shop).say('wedding gift around 20 quid')).products).toEqual(['bunting']);
    await shop.close();
  });

  test('is no thing that has the word in its name', async () => {
    expect((await startTalk(parts).say('wedding gift box')).text).toMatch(/box/);
  });
});

test.each([
  ['what if im not home', /^utter_not_known$/],
  ['do u have gift cards', /^utter_not_known$/],
])('“%s” looks for no product', async (text, answer) => {
  const told = await startTalk(parts).say(text);
  expect(told.said).toMatch(answer);
  expect(told.products).toEqual([]);
});

test('“what should i buy” asks for any advice, and not which one of those is meant', async () => {
  const talk = startTalk(parts);
  await talk.say('show me mugs');
  const { said, products } = await talk.say('what should i buy');
  expect(said).not.toMatch(/utter_ask/);
  expect(products.length).toBeGreaterThan(0);
});

test('the cart is described with the sum of one of each', async () => {
  const talk = startTalk(parts, { page: { cart: ['mug-red', 'teapot'] } });
  expect((await talk.say('how much is my basket')).said).toContain('cart_total(£19.20)');
});
