import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestShop, type TestShop } from '../../../../test/chat-shop.js';
import { startTalk } from '../../../../test/talk.js';

/** Colors and prices of other products are shown as those of other products. */

let parts: TestShop;
beforeAll(async () => {
  parts = await openTestShop({ more: [['mug-flower', 'White Flower Mug', 300, 'Mugs']] });
  const { store, shop } = parts;
  const clock = await store.products.findByKey(shop.id, 'clock');
  const bowl = { ...clock!, groupKey: 'bowl', categories: ['Bowls'] };
  await store.products.upsertMany(shop.id, [
    { ...bowl, key: 'bowl-green', title: 'Green Salad Bowl', variantTitle: 'Green' },
    { ...bowl, key: 'bowl-blue', title: 'Blue Salad Bowl', variantTitle: 'Blue' },
  ]);
});
afterAll(() => parts.close());

describe('a product asked for in a colour that it is not in', () => {
  test.each([
    'does the red mug come in blue',
    'do you have the red retrospot mug in blue?',
    'is the red retrospot mug available in blue',
  ])('“%s” names its own color, and shows another product that comes near', async (text) => {
    const said = await startTalk(parts).say(text);
    expect(said.said).toMatch(
      /^only_in_colors\(red\) \| product_price\(Red Retrospot Mug.*utter_others_in_color\(blue\)/,
    );
    expect(said.products).toEqual(['mug-red', 'mug-blue']);
  });
  test('no other product is shown where none comes near', async () => {
    const said = await startTalk(parts).say('do you have the red garden shoes in blue?');
    expect(said.said).toMatch(/^only_in_colors\(red\)/);
    expect(said.products).toEqual(['shoes-red']);
  });
});

test.each(['does the green salad bowl come in blue', 'do you have the green salad bowl in blue?'])(
  '“%s”: a variant of it is',
  async (text) => {
    expect((await startTalk(parts).say(text)).said).toMatch(/^in_color\(blue\) .*Salad Bowl/);
  },
);

describe('“cheaper than” another is a limit at its price', () => {
  test.each(['mugs cheaper than the red one', 'do you have mugs cheaper than the red retrospot mug'])(
    '“%s”',
    async (text) => {
      const said = await startTalk(parts).say(text);
      expect(said.said).toMatch(
        /^utter_product_costs\(Red Retrospot Mug, £4\.25\) \| utter_found\(wish_at_price\(mugs, price_up_to\(£4\.24\)\) & cheapest_first\)/,
      );
      expect(said.products).toEqual(['mug-flower', 'mug-blue']);
    },
  );
  test('“mugs”, then “anything cheaper than the blue one”', async () => {
    const talk = startTalk(parts);
    await talk.say('do you have mugs');
    expect((await talk.say('anything cheaper than the blue one')).products).toEqual(['mug-flower']);
  });
  test('the answer asks for a product that the shop does not have', async () => {
    expect((await startTalk(parts).say('mugs cheaper than the purple one')).said).toBe(
      'utter_ask_compared_product',
    );
  });
  test('a price is a price', async () => {
    expect((await startTalk(parts).say('mugs cheaper than £4')).said).toMatch(
      /wish_at_price\(mugs, price_up_to\(£4\.00\)\)/,
    );
  });
});
