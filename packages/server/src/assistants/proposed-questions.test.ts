import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { proposedQuestions, questionAboutOrder } from '../../../../demo/src/shop/proposed-questions.js';
import { openTestShop, type TestShop } from '../../test/chat-shop.js';
import { startTalk } from '../../test/talk.js';
import { loadDefaultProject } from './default-project.js';

/** Whatever the product itself proposes to ask must have an answer. */

const notUnderstood = /utter_not_understood|utter_not_known|utter_ask_wish|utter_ask_which_product/;
let parts: TestShop;
beforeAll(async () => {
  parts = await openTestShop({ more: [['mug-low', 'Red Dots Mug', 295, 'Mugs']] });
});
afterAll(() => parts.close());

const all = [...new Set(Object.values(proposedQuestions).flat())];

describe('what the demo proposes', () => {
  test.each([...all, questionAboutOrder('HW-MWRZTI488A6D')])('“%s” is answered', async (question) => {
    const { said } = await startTalk(parts, { page: { product: 'teapot' } }).say(question);
    expect(said).not.toMatch(notUnderstood);
  });

  test('“show me something under 10” shows what costs less', async () => {
    const [, cheap = ''] = proposedQuestions.atTheOwnDoor;
    const { products } = await startTalk(parts).say(cheap);
    expect(products.sort()).toEqual(['mug-blue', 'mug-low', 'mug-red', 'mug-red-big']);
  });

  test('none of them is among the questions without an answer', async () => {
    const asked = await parts.store.conversations.listUnanswered(parts.shop.id, new Date(0), 100);
    expect(asked.map(({ text }) => text)).toEqual([]);
  });
});

test('every button of the assistant is answered, pressed or typed', async () => {
  const { domain } = await loadDefaultProject();
  const titles = Object.values(domain.responses)
    .flat()
    .flatMap(({ buttons = [] }) => buttons.map(({ title }) => title));
  expect(titles.length).toBeGreaterThan(0);
  for (const title of new Set(titles)) {
    expect((await startTalk(parts).say(title)).said, title).not.toMatch(
      /utter_not_understood|utter_not_known/,
    );
  }
});
