import { readQuery } from '@shelfwise/core/search';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { mugsAndMore, openTestShop, type TestShop } from '../../../test/chat-shop.js';
import { actionTable } from './action-table.js';
import type { ActionTools } from './action.js';
import type { UnderstoodMessage } from './understood-message.js';
import { createActionContext, rememberResults } from './action-context.js';
import { rememberSearches } from './remember-searches.js';

/** A message is read once a turn, whatever path answers it. */

let parts: TestShop;
let tools: ActionTools;
beforeAll(async () => {
  parts = await openTestShop({ more: mugsAndMore });
  ({ tools } = parts.assistants.actions as unknown as { tools: ActionTools });
});
afterAll(() => parts.close());

/** Slots after "do you have red mugs". */
const slots = {
  search_query: { text: 'mugs', colors: ['red'] },
  search_shown: ['mug-red'],
  listed_products: ['mug-red', 'mug-red-big'],
  listed_on: '',
};

test.each([
  ['action_not_understood', 'and the retrospot one', slots],
  ['action_not_understood', 'teapott', {}],
  ['action_not_understood', 'blorp frump', slots],
  ['action_not_understood', 'something for my nan under £10', {}],
  ['action_not_understood', 'under £5', slots],
  ['action_not_understood', 'this thing', { ...slots, open_question: 'about' }],
  ['action_search_products', 'do you have blue mugs', slots],
  ['action_search_products', 'in red', slots],
  ['action_search_products', 'mugs cheaper than the red one', {}],
  ['action_refine_search', 'only green ones', slots],
  ['action_refine_search', 'something cheaper', slots],
  ['action_pick_product', 'the second one', slots],
  ['action_product_question', 'does the red mug come in blue', {}],
  ['action_recommend', 'can you recommend a teapot for my aunt', {}],
  ['action_answer_faq', 'teapot', {}],
])(
  '%s reads “%s” once and asks the catalogue nothing twice',
  async (name, text, before: Record<string, unknown>) => {
    const read = vi.fn(readQuery);
    let recalls = 0;
    const message: UnderstoodMessage = {
      text,
      entities: [],
      intentRanking: [{ name: 'search_product', confidence: 0.9 }],
      slots: {
        ...before,
        // Read whenever the slots are parsed.
        get delivery_topic() {
          recalls += 1;
          return undefined;
        },
      },
    };
    const find = vi.spyOn(tools.search, 'find');
    const shopper = { shop: parts.shop, conversationKey: 'c', cart: [], recent: [], now: parts.clock() };
    await actionTable[name]!(createActionContext({ ...shopper, ...message }, rememberResults(read)), {
      ...tools,
      search: rememberSearches(tools.search),
    });
    const sentences = read.mock.calls.map(([words]) => words);
    expect(sentences).toEqual([...new Set(sentences)]);
    expect(recalls).toBeLessThanOrEqual(1);
    const searches = find.mock.calls.map(([, query, options]) => JSON.stringify([query, options]));
    find.mockRestore();
    expect(searches).toEqual([...new Set(searches)]);
  },
);
