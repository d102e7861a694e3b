import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestShop, type TestShop } from '../../../../test/chat-shop.js';
import { startTalk } from '../../../../test/talk.js';

/** A product has only what it has itself: another's colour or price is told as another's. */

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
  ])('“%s” is told so, with another that comes near', async (text) => {
    const said = await startTalk(parts).say(text);
    expect(said.text).toMatch(/^I know it in red only\. Red Retrospot Mug: .*Other products in blue/);
    expect(said.products).toEqual(['mug-red', 'mug-blue']);
  });
  test('where nothing comes near, none is shown', async () => {
    const said = await startTalk(parts).say('do you have the red garden shoes in blue?');
    expect(said.text).toMatch(/^I know it in red only\./);
    expect(said.products).toEqual(['shoes-red']);
  });
});

test.each(['does the green salad bowl come in blue', 'do you have the green salad bowl in blue?'])(
  '“%s”: a variant of it is',
  async (text) => {
    expect((await startTalk(parts).say(text)).text).toMatch(/^Yes, there is one in blue\. .*Salad Bowl/);
  },
);

describe('“cheaper than” another is a limit at its price', () => {
  test.each(['mugs cheaper than the red one', 'do you have mugs cheaper than the red retrospot mug'])(
    '“%s”',
    async (text) => {
      const said = await startTalk(parts).say(text);
      expect(said.text).toBe(
        'Red Retrospot Mug costs £4.25. Here is what I found for “mugs up to £4.24, cheapest first”:',
      );
      expect(said.products).toEqual(['mug-flower', 'mug-blue']);
    },
  );
  test('“mugs”, then “anything cheaper than the blue one”', async () => {
    const talk = startTalk(parts);
    await talk.say('do you have mugs');
    expect((await talk.say('anything cheaper than the blue one')).products).toEqual(['mug-flower']);
  });
  test('a product that is not there is asked for', async () => {
    expect((await startTalk(parts).say('mugs cheaper than the purple one')).text).toMatch(
      /^Than which product\?/,
    );
  });
  test('a price is a price', async () => {
    expect((await startTalk(parts).say('mugs cheaper than £4')).text).toMatch(/“mugs up to £4\.00”/);
  });
});
