import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestShop, type TestShop } from '../../../../test/chat-shop.js';
import { startTalk } from '../../../../test/talk.js';

/** Price limits in money that is not the shop's. */

let parts: TestShop;
beforeAll(async () => {
  parts = await openTestShop();
});
afterAll(() => parts.close());

test.each([
  ['do you have red mugs under $5?', 'USD'],
  ['red mugs for less than 5 euros', 'EUR'],
])('“%s” is answered without a limit, and says why', async (text, money) => {
  const { said, products } = await startTalk(parts).say(text);
  expect(said).toContain(`utter_foreign_money(GBP, ${money})`);
  expect(said).not.toMatch(/£5|price_/);
  expect(products).toContain('mug-red');
});

test('a limit in it that follows a search leaves the search as it was', async () => {
  const talk = startTalk(parts);
  const { products } = await talk.say('red mugs');
  const limited = await talk.say('under $5');
  expect(limited.said).toContain('utter_foreign_money(GBP, USD)');
  expect(limited.products).toEqual(products);
  const inPounds = await talk.say('under £2');
  expect(inPounds.said).not.toContain('foreign_money');
  expect(inPounds.said).toContain('£2');
});

test('a limit in it and nothing else asks for one in the shop’s money', async () => {
  const { said, products } = await startTalk(parts).say('show me something under $5');
  expect(said).toBe('utter_ask_price_limit(GBP, USD)');
  expect(products).toEqual([]);
});

test('a sign that may be the shop’s is taken for it', async () => {
  const { said } = await startTalk({
    ...parts,
    shop: { ...parts.shop, settings: { ...parts.shop.settings, currency: 'CAD' } },
  }).say('red mugs under $5');
  expect(said).not.toContain('foreign_money');
});
