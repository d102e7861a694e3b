import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestShop, type TestShop } from '../../../../test/chat-shop.js';
import { startTalk } from '../../../../test/talk.js';

/** A wish for a present names the recipient, and no product. */

let toyless: TestShop;
let toys: TestShop;
beforeAll(async () => {
  toyless = await openTestShop({
    more: [
      ['doc', 'The Old Doc Sign', 195, 'Signs'],
      ['magnets', 'Set of 5 Magnets', 250, 'Kitchen'],
      ['candles', 'Set of 6 Candles', 350, 'Candles'],
    ],
  });
  toys = await openTestShop({
    more: [
      ['doc', 'The Old Doc Sign', 195, 'Signs'],
      ['train', 'Train Set', 975, 'Toys and hobbies, for children'],
      ['candles', 'Set of 6 Candles', 350, 'Candles'],
    ],
  });
});
afterAll(() => Promise.all([toyless.close(), toys.close()]));

describe('the recipient of a present', () => {
  test.each([
    'something for a 5 year old boy',
    'birthday present for a girl aged 6',
    'a gift for my grandson',
  ])('“%s” leads to the toys', async (text) => {
    expect((await startTalk(toys).say(text)).products).toEqual(['train']);
  });

  test.each([
    ['something for my nan', /^taste_of_recipient\(nan\)/],
    ['gift for my boss please', /^taste_of_recipient\(boss\)/],
    ['present for a teacher', /^taste_unknown/],
    ['something for a 5 year old boy', /^taste_unknown/],
  ])('“%s” is answered with bestsellers', async (text, answer) => {
    const told = await startTalk(toyless).say(text);
    expect(told.said).toMatch(answer);
    expect(told.products.length).toBeGreaterThan(3);
  });

  test('is kept apart from the limit', async () => {
    const told = await startTalk(toyless).say('present under £4 for a teacher');
    expect(told.said).toMatch(/at_price\(price_up_to\(£4\.00\)\)/);
    expect(told.products.toSorted()).toEqual(['candles', 'doc', 'magnets', 'mug-blue']);
  });

  test('is no word of the search', async () => {
    const told = await startTalk(toyless).say('a teapot for my nan');
    expect(told.products).toEqual(['teapot']);
    expect(told.said).toBe('utter_found(teapot)');
  });
});

test('an age limit is no word of the search, and the answer says that it is not checked', async () => {
  for (const text of ['toys for children under 3', 'do you have toys for children under 3?']) {
    const told = await startTalk(toys).say(text);
    expect(told.products).toEqual(['train']);
    expect(told.said).toMatch(/^bounds_not_checked\(quoted\(under 3\)\).*utter_found\(toys children\)$/);
  }
});
