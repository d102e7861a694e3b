import { describe, expect, test } from 'vitest';
import { testSettings } from '../../../test/store-contract/settings.js';
import { assistantLanguage } from '../default-project.js';
import { say, sayAll, type ActionMessage } from './action-message.js';
import { andList, phrase } from './phrase.js';
import { Wording, type WordingContext } from './wording.js';

const wording = new Wording();
const word = (messages: ActionMessage[], context: Partial<WordingContext> = {}) =>
  wording.word(messages, { language: 'en', slots: {}, random: () => 0, ...context });

describe('word(…)', () => {
  test('puts values into placeholders, and never reads a value as a template', async () => {
    expect(await word([say('utter_found', { wish: 'a {title} mug' })])).toEqual([
      { type: 'text', text: 'Here is what I found for “a {title} mug”:' },
    ]);
  });

  test('prefers the responses of the shop’s own project and fills in the default ones', async () => {
    const responses = { utter_more: [{ text: 'Mehr von „{wish}“:', conditions: [] }] };
    const messages = [say('utter_more', { wish: 'Tassen' }), say('utter_cart_empty')];
    expect(await word(messages, { responses })).toMatchObject([
      { text: 'Mehr von „Tassen“:' },
      { text: 'I see nothing in your cart.' },
    ]);
  });

  test('chooses a variation by its condition, else at random', async () => {
    const variation = (text: string, value?: string) => ({
      text,
      conditions: value === undefined ? [] : [{ slot: 'member', value }],
    });
    const responses = { utter_more: [variation('one'), variation('two'), variation('dear', 'yes')] };
    const text = async (context: Partial<WordingContext>) =>
      word([say('utter_more')], { responses, ...context });
    expect(await text({ random: () => 0.9 })).toMatchObject([{ text: 'two' }]);
    expect(await text({ slots: { member: 'yes' }, random: () => 0.9 })).toMatchObject([{ text: 'dear' }]);
  });

  test.each([
    [1, '1 day'],
    [4, '4 days'],
  ])('chooses the plural of %d', async (count, text) => {
    expect(await word([sayAll(phrase('phrase_days', { count }))])).toMatchObject([{ text }]);
  });

  test.each([
    [[], ''],
    [['a'], 'a'],
    [['a', 'b'], 'a and b'],
    [['a', 'b', 'c'], 'a, b and c'],
  ])('joins the list %j', async (list, text) => {
    expect(await word([sayAll(andList(list))])).toEqual(text === '' ? [] : [{ type: 'text', text }]);
  });

  test('gathers the buttons of all responses of a bubble behind it', async () => {
    const [text, replies] = await word([sayAll(phrase('utter_offer_returns'), phrase('utter_not_known'))]);
    expect(text).toMatchObject({ type: 'text' });
    expect(replies).toMatchObject({
      type: 'quick-replies',
      replies: [{ payload: '/ask_returns' }, { payload: '/ask_human' }],
    });
  });
});

test.each([
  ['en-US', 'en'],
  ['de-DE', 'en'],
])('a shop in %s has the assistant in %s as long as no other project exists', async (locale, language) => {
  expect(await assistantLanguage({ settings: { ...testSettings, locale } })).toBe(language);
});
