import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestShop, type TestShop } from '../../../../test/chat-shop.js';
import { shopFaq } from '../../../../test/questions/shop-faq.js';
import { startTalk } from '../../../../test/talk.js';

/** Questions about a product that the catalogue does not answer. */

const onPage = (product: string) => ({ page: { product } });
let parts: TestShop;
let withFaq: TestShop;
beforeAll(async () => {
  parts = await openTestShop();
  const { store, shop } = parts;
  const clock = await store.products.findByKey(shop.id, 'clock');
  await store.products.upsertMany(shop.id, [
    {
      ...clock!,
      key: 'dish',
      groupKey: 'dish',
      title: 'Pie Dish',
      description: 'Goes into the dishwasher. Vegan.',
      attributes: { material: 'stoneware' },
    },
    { ...clock!, key: 'lamp', groupKey: 'lamp', title: 'Desk Lamp', availability: 'out_of_stock' },
    {
      ...clock!,
      key: 'lantern',
      groupKey: 'lantern',
      title: 'Battery Powered Lantern',
      description: 'Comes with batteries.',
    },
    {
      ...clock!,
      key: 'tray',
      groupKey: 'tray',
      title: 'Tray',
      description: `${'It was painted by hand in a village by the sea. '.repeat(7)}Waterproof. 30 cm.`,
    },
  ]);
  withFaq = await openTestShop({ faq: shopFaq });
});
afterAll(() => Promise.all([parts.close(), withFaq.close()]));

async function openQuestions({ store, shop }: TestShop): Promise<string[]> {
  const asked = await store.conversations.listUnanswered(shop.id, new Date(0), 500);
  return asked.map(({ text }) => text);
}

describe('a question that the catalogue does not answer gets a person to ask, and the owner sees it', () => {
  test.each([
    'is this dishwasher safe?',
    'is it suitable for children under 3?',
    'is it vegan?',
    'what is it made of?',
    'does it need batteries?',
    'how many do you have left?',
    'how big is it?',
  ])('“%s”', async (text) => {
    const said = await startTalk(parts, onPage('clock')).say(text);
    expect(said.said).toMatch(/not_known|size_unknown/);
    expect(said.text).toContain('Vintage Alarm Clock');
    expect(said.offers).toContain('/ask_human');
    expect(await openQuestions(parts)).toContain(text);
  });

  test.each(['is it waterproof?', 'how big is it?'])(
    '“%s”, which only a part that is not shown answers',
    async (text) => {
      const said = await startTalk(parts, onPage('tray')).say(text);
      expect(said.said).toMatch(/not_known|size_unknown/);
      expect(await openQuestions(parts)).toContain(text);
    },
  );

  test('“when will it be back in stock?” of what is sold out', async () => {
    const text = 'when will it be back in stock?';
    const said = await startTalk(parts, onPage('lamp')).say(text);
    expect(said.said).toMatch(/^not_known \|.* out_of_stock/);
    expect(await openQuestions(parts)).toContain(text);
  });
});

test.each([
  ['clock', 'is it in stock'],
  ['clock', 'tell me more about this product'],
  ['clock', 'how much does it cost please'],
  ['dish', 'can it go into the dishwasher'],
  ['dish', 'is this vegan'],
  ['dish', 'what is this made of'],
  ['dish', 'what material is it'],
])('the catalogue answers about a %s: “%s”', async (product, text) => {
  const said = await startTalk(parts, onPage(product)).say(text);
  expect(said.said).not.toMatch(/not_known|size_unknown/);
  expect(said.said).toMatch(/product_price\((?:Vintage Alarm Clock|Pie Dish)/);
  expect(await openQuestions(parts)).not.toContain(text);
});

test('the description is shown although the title has its words', async () => {
  const said = await startTalk(parts, onPage('lantern')).say('does it come with batteries?');
  expect(said.text).toMatch(/Comes with batteries\.$/);
});

test('an FAQ entry about other products is introduced as a general answer', async () => {
  const ask = (product: string) => startTalk(withFaq, onPage(product)).say('is this dishwasher safe?');
  expect((await ask('clock')).said).toMatch(/^utter_faq_in_general\(Our ceramic mugs and plates/);
  expect((await ask('mug-red')).text).toMatch(/^Our ceramic mugs and plates/);
});

test.each(['how much is express delivery', 'how much is next day delivery'])(
  '“%s” is answered with usual delivery, and says so',
  async (text) => {
    const said = await startTalk(parts).say(text);
    expect(said.said).toMatch(
      /^utter_usual_delivery_only\(special_delivery\((?:express|next day)\)\).*utter_delivery_price\(£4\.95/,
    );
    expect(said.offers).toContain('/ask_human');
    expect(await openQuestions(parts)).toContain(text);
  },
);

test('an entry about a card named express does not answer for express delivery; one about delivery does', async () => {
  const pay = {
    key: 'pay',
    question: 'How can I pay?',
    variations: ['which cards do you take'],
    answer: 'With Visa and American Express.',
  };
  const express = {
    key: 'express',
    question: 'Do you have express delivery?',
    variations: ['express shipping'],
    answer: 'Yes, for £8.95 it comes tomorrow.',
  };
  for (const [faq, answer] of [
    [[pay], /^utter_usual_delivery_only\(special_delivery\(express\)\)/],
    [[pay, express], /Yes, for £8\.95/],
  ] as const) {
    const shop = await openTestShop({ faq });
    const { said, text } = await startTalk(shop).say('how much is express delivery');
    expect(`${said} ${text}`).toMatch(answer);
    await shop.close();
  }
});
