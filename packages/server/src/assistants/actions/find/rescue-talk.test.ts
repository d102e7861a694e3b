import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestShop, type TestShop } from '../../../../test/chat-shop.js';
import { startTalk } from '../../../../test/talk.js';

/** Misspelt words are read as others; what is said of the list, then and later, tells what it is. */

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

describe('what misspelt words were read as is said', () => {
  test.each([
    [
      'do you sell scented candels',
      'I have nothing spelt “scented candels”. Perhaps you mean “scented candles”:',
    ],
    [
      'do you have scented candels under £5',
      'I have nothing spelt “scented candels”. Perhaps you mean “scented candles up to £5.00”:',
    ],
    [
      'show me red scented candels',
      'I have nothing spelt “scented candels”. Perhaps you mean “red scented candles”:',
    ],
    ['do you sell battries', 'I have nothing spelt “battries”. Perhaps you mean “batteries”:'],
    ['do you have purple teapott', 'I found nothing for “purple teapot”, but I have “teapot”:'],
    ['show me scented candels under £2', 'I have no “scented candles” up to £2.00. They start at £3.95:'],
  ])('“%s”', async (text, heading) => {
    const told = await startTalk(parts).say(text);
    expect(told.products.length).toBeGreaterThan(0);
    expect(told.text).toBe(heading);
  });
  test('words that others begin with are read as no other', async () => {
    const talk = startTalk(parts);
    const { text } = await talk.say('do you sell batt');
    expect(text).toBe('I have nothing spelt “batt”. Perhaps you mean one of these:');
    expect((await talk.say('under £3')).text).toBe(
      'I have nothing spelt “batt”. These come near “batt up to £3.00”:',
    );
  });
  test('a message that was not understood', async () => {
    expect((await startTalk(parts).say('scented candels under £5')).text).toMatch(
      /“scented candles up to £5\.00”/,
    );
    expect((await startTalk(parts).say('teapott')).text).toMatch(/“teapot”/);
  });
});

describe('what narrows the list is said of it', () => {
  test.each([
    ['under £5?', 'Here is what I found for “scented candles up to £5.00”:', ['candle-1']],
    ['red ones?', 'Here is what I found for “red scented candles”:', ['candle-1']],
    ['not red', 'Here is what I found for “scented candles, not red”:', ['candle-2', 'candle-3']],
    ['purple ones', 'I found nothing for “purple scented candles”, but I have “scented candles”:', undefined],
    ['under £2', 'I have no “scented candles” up to £2.00. They start at £3.95:', undefined],
    ['cheapest first', 'Here is what I found for “scented candles, cheapest first”:', undefined],
    ['show me more', 'That was all I have for “scented candles”. Shall I look for something else?', []],
  ])('“scented candels”, then “%s”', async (next, heading, products) => {
    const talk = startTalk(parts);
    expect((await talk.say('do you have scented candels')).products).toHaveLength(3);
    const told = await talk.say(next);
    expect(told.text).toBe(heading);
    if (products) expect(told.products.toSorted()).toEqual(products);
  });
  test('step by step', async () => {
    const talk = startTalk(parts);
    await talk.say('scented candels');
    await talk.say('under £7');
    const { text, products } = await talk.say('only blue ones');
    expect(text).toBe('Here is what I found for “blue scented candles up to £7.00”:');
    expect(products).toEqual(['candle-2']);
  });
});
