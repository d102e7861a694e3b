import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestShop, type TestShop, type Ware } from '../../../../test/chat-shop.js';
import { startTalk } from '../../../../test/talk.js';

/** Limits of age, size and number: no product is checked against them, and the answer says so. */

const toys = ['Train', 'Boat', 'Plane', 'Bus', 'Lorry', 'Tractor', 'Ship', 'Rocket'].map((name, i): Ware => [
  `toy-${i}`,
  `Wooden ${name} Toy`,
  500 + 200 * i,
  'Toys',
]);
let parts: TestShop;
beforeAll(async () => {
  parts = await openTestShop({
    more: [
      ...toys,
      ['puzzle-500', 'Harbour 500 Piece Puzzle', 900, 'Puzzles'],
      ['puzzle-1000', 'Castle 1000 Piece Puzzle', 1200, 'Puzzles'],
      ['case-14', 'Case for iPhone 14', 1500, 'Cases'],
      ['case-12', 'Case for iPhone 12', 1500, 'Cases'],
      ['game-4', 'Racing PlayStation 4 Game', 3000, 'Games'],
      ['game-5', 'Racing PlayStation 5 Game', 4000, 'Games'],
      ['mug-60s', 'Mug 1960s Style', 800, 'Mugs'],
      ['mirror', 'Hall Mirror', 4000, 'Mirrors'],
      ['rattle', 'Rattle for Children', 400, 'Rattles'],
    ],
  });
  const { store, shop } = parts;
  const rattle = await store.products.findByKey(shop.id, 'rattle');
  await store.products.upsertMany(shop.id, [
    { ...rattle!, description: 'This rattle is not for children over 3 years.' },
  ]);
});
afterAll(() => parts.close());

const cannot = (bound: string) => `bounds_not_checked(quoted(${bound}))`;

describe('a number in products’ names is part of the wish', () => {
  test.each([
    ['do you have over 1000 piece puzzles', ['puzzle-1000'], '1000 piece puzzles'],
    ['show me iphone 14+ cases', ['case-14'], 'iphone 14 cases'],
    ['do you sell playstation 4 or above games', ['game-4'], 'playstation 4 games'],
    ['show me mugs from 1960s', ['mug-60s'], 'mugs 1960s'],
  ])('“%s”', async (text, products, wish) => {
    const said = await startTalk(parts).say(text);
    expect(said.products).toEqual(products);
    expect(said.said).toMatch(new RegExp(`^utter_(?:found|ask_looking_for)\\(${wish}\\)$`));
  });

  test.each([
    ['do you have over 2000 piece puzzles', ['puzzle-1000', 'puzzle-500'], 'over 2000'],
    ['do you have rattles for children under 3', ['rattle'], 'under 3'],
    ['do you have mirrors over 60cm', ['mirror'], 'over 60cm'],
  ])('any other number is a limit: “%s”', async (text, products, bound) => {
    const said = await startTalk(parts).say(text);
    expect(said.products.sort()).toEqual(products);
    expect(said.said).toContain(cannot(bound));
  });
});

describe('the answer mentions a limit as long as the search continues', () => {
  test.each([
    ['show me more', 'utter_more(toys)'],
    ['cheapest first', '(toys & cheapest_first)'],
    ['under £10', 'wish_at_price(toys, price_up_to(£10.00))'],
  ])('“toys over 3”, then “%s”', async (next, heading) => {
    const talk = startTalk(parts);
    expect((await talk.say('show me toys for over 3 year olds')).said).toContain(cannot('over 3 year olds'));
    const said = await talk.say(next);
    expect(said.said).toContain(cannot('over 3 year olds'));
    expect(said.said).toContain(heading);
    expect((await talk.say('show me more')).said).toContain(cannot('over 3 year olds'));
  });

  test('a later limit applies to the last search and replaces the former', async () => {
    const talk = startTalk(parts);
    await talk.say('show me toys');
    const said = await talk.say('ones over 60cm tall');
    expect(said.said).toContain(cannot('over 60cm tall'));
    expect(said.said).toContain('utter_found(toys)');
    expect((await talk.say('ones under 20cm')).said).toContain(cannot('under 20cm'));
  });

  test('a new search is without it', async () => {
    const talk = startTalk(parts);
    await talk.say('show me toys over 60cm');
    expect((await talk.say('do you sell teapots')).said).not.toContain('bounds_');
  });

  test('the answer mentions it where nothing is found or named, too', async () => {
    expect((await startTalk(parts).say('do you have more than 5 candles')).said).toMatch(
      /^bounds_not_searched\(quoted\(more than 5\)\).*utter_found_nothing\(candles\)$/,
    );
    expect((await startTalk(parts).say('I am looking for something over 60cm tall')).said).toMatch(
      /^bounds_not_searched\(quoted\(over 60cm tall\)\).*utter_ask_wish$/,
    );
  });
});
