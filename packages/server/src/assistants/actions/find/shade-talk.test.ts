import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestShop, type TestShop } from '../../../../test/chat-shop.js';
import { startTalk } from '../../../../test/talk.js';

/** Words that name a thing as well as a shade: products with the word come before products in the color. */

let parts: TestShop;
beforeAll(async () => {
  parts = await openTestShop({
    more: [
      ['belt', 'Brown Leather Belt', 1295, 'Belts'],
      ['mould', 'Chocolate Baking Mould', 395, 'Kitchen'],
      ['bag-lavender', 'Lavender Scented Bag', 295, 'Home'],
      ['scarf', 'Purple Scarf', 995, 'Scarves'],
      ['vase-rose', 'Classical Rose Vase', 255, 'Vases'],
      ['vase-pink', 'Pink Glass Vase', 255, 'Vases'],
      ['frame-silver', 'Silver Picture Frame', 595, 'Frames'],
      ['frame-gold', 'Gold Picture Frame', 595, 'Frames'],
    ],
  });
});
afterAll(() => parts.close());

test.each([
  ['do you sell chocolate?', ['mould']],
  ['do you have lavender?', ['bag-lavender']],
  ['lavender', ['bag-lavender']],
  ['rose vases', ['vase-rose']],
  ['do you have silver frames', ['frame-silver']],
])('“%s” finds products with the word', async (text, products) => {
  const said = await startTalk(parts).say(text);
  expect(said.products).toEqual(products);
  expect(said.said).not.toMatch(/anything|pink|purple|brown/);
});

test('a shade alone is never any product of the colour', async () => {
  const { said, products } = await startTalk(parts).say('do you sell violet?');
  expect(said).toBe('utter_found_nothing(violet)');
  expect(products).toEqual([]);
});

test('where no product has the word, the thing is shown in the color, and the answer says which', async () => {
  const { said, products } = await startTalk(parts).say('do you have a lilac scarf');
  expect(said).toContain('utter_found(colored_thing(purple, scarf))');
  expect(products).toEqual(['scarf']);
});

test('a plain colour is one, with a word and without', async () => {
  expect((await startTalk(parts).say('anything purple')).products).toContain('scarf');
  expect((await startTalk(parts).say('pink vases')).products[0]).toBe('vase-pink');
});

test('“silver frames”, then “only gold ones”', async () => {
  const talk = startTalk(parts);
  await talk.say('do you have silver frames');
  expect((await talk.say('only gold ones')).products).toEqual(['frame-gold']);
});
