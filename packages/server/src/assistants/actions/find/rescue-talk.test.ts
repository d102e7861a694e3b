import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestShop, type TestShop } from '../../../../test/chat-shop.js';
import { startTalk } from '../../../../test/talk.js';

/** Misspelt words are read as others, and the headings of this and later lists say which. */

let parts: TestShop;
beforeAll(async () => {
  parts = await openTestShop({
    more: [
      ['candle-1', 'Red Scented Candles', 395, 'Candles'],
      ['candle-2', 'Blue Scented Candles', 595, 'Candles'],
      ['candle-3', 'Set of 6 Scented Candles', 850, 'Candles'],
      ['battery', 'Spare Batteries', 295, 'Batteries'],
    ],
  });
});
afterAll(() => parts.close());

describe('the answer says how misspelt words were read', () => {
  test.each([
    ['do you sell scented candels', 'utter_found_respelled(scented candels, scented candles)'],
    [
      'do you have scented candels under £5',
      'utter_found_respelled(scented candels, wish_at_price(scented candles, price_up_to(£5.00)))',
    ],
    [
      'show me red scented candels',
      'utter_found_respelled(scented candels, colored_thing(red, scented candles))',
    ],
    ['do you sell battries', 'utter_found_respelled(battries, batteries)'],
    ['do you have purple teapott', 'utter_found_other(colored_thing(purple, teapot), teapot)'],
    [
      'show me scented candels under £2',
      'utter_found_above_price(scented candles, price_up_to(£2.00), £3.95)',
    ],
  ])('“%s”', async (text, heading) => {
    const told = await startTalk(parts).say(text);
    expect(told.products.length).toBeGreaterThan(0);
    expect(told.said.startsWith(heading), told.said).toBe(true);
  });
  test('words that others begin with are not replaced', async () => {
    const talk = startTalk(parts);
    const { said } = await talk.say('do you sell batt');
    expect(said).toBe('utter_found_beginning(batt)');
    expect((await talk.say('under £3')).said).toContain(
      'utter_found_beginning_near(batt, wish_at_price(batt, price_up_to(£3.00)))',
    );
  });
  test('a message that was not understood', async () => {
    expect((await startTalk(parts).say('scented candels under £5')).said).toContain(
      'wish_at_price(scented candles, price_up_to(£5.00))',
    );
    expect((await startTalk(parts).say('teapott')).said).toMatch(/\bteapot\b/);
  });
});

describe('the heading names each limit of the list', () => {
  test.each([
    ['under £5?', 'utter_found(wish_at_price(scented candles, price_up_to(£5.00)))', ['candle-1']],
    ['red ones?', 'utter_found(colored_thing(red, scented candles))', ['candle-1']],
    ['not red', 'utter_found(scented candles & not_colors(red))', ['candle-2', 'candle-3']],
    ['purple ones', 'utter_found_other(colored_thing(purple, scented candles), scented candles)', undefined],
    ['under £2', 'utter_found_above_price(scented candles, price_up_to(£2.00), £3.95)', undefined],
    ['cheapest first', 'utter_found(scented candles & cheapest_first)', undefined],
    ['show me more', 'utter_no_more(scented candles)', []],
  ])('“scented candels”, then “%s”', async (next, heading, products) => {
    const talk = startTalk(parts);
    expect((await talk.say('do you have scented candels')).products).toHaveLength(3);
    const told = await talk.say(next);
    expect(told.said.startsWith(heading), told.said).toBe(true);
    if (products) expect(told.products.toSorted()).toEqual(products);
  });
  test('step by step', async () => {
    const talk = startTalk(parts);
    await talk.say('scented candels');
    await talk.say('under £7');
    const { said, products } = await talk.say('only blue ones');
    expect(said).toContain(
      'utter_found(wish_at_price(colored_thing(blue, scented candles), price_up_to(£7.00)))',
    );
    expect(products).toEqual(['candle-2']);
  });
});
