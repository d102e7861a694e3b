import { describe, expect, test } from 'vitest';
import { readQuery } from './query-filters.js';

describe('limits of age, size and number are no words to look for', () => {
  test.each([
    ['toys for children under 3', 'toys children', ['under 3']],
    ['toys for children under three', 'toys children', ['under three']],
    ['games for ages 8 and up', 'games', ['ages 8 and up']],
    ['puzzles for ages 3+', 'puzzles', ['ages 3+']],
    ['toys for kids aged 3-5', 'toys kids', ['aged 3-5']],
    ['books for 3-5 year olds', 'books', ['3-5 year olds']],
    ['toys for children over 3 years', 'toys children', ['over 3 years']],
    ['toys for under 3s', 'toys', ['under 3s']],
    ['mirror over 60cm', 'mirror', ['over 60cm']],
    ['clock less than 10 inches tall', 'clock', ['less than 10 inches tall']],
    ['rugs between 2 and 3 metres', 'rugs', ['between 2 and 3 metres']],
    ['rugs over 2 but under 3 metres', 'rugs', ['over 2', 'under 3 metres']],
    ['bottles up to 500 ml', 'bottles', ['up to 500 ml']],
    ['at least 6 wine glasses', 'wine glasses', ['at least 6']],
    ['candles that burn at least 30 hours', 'candles burn', ['at least 30 hours']],
  ])('“%s”', (said, text, bounds) => {
    expect(readQuery(said)).toEqual({ text, colors: [], bounds });
  });

  test.each([
    ['3 tier cakestand', '3 tier cakestand'],
    ['set of 6 mugs', 'set 6 mugs'],
    ['60cm mirror', '60cm mirror'],
    ['over the door hook', 'over door hook'],
    ['table under window', 'table under window'],
    ['hp 304 ink', 'hp 304 ink'],
  ])('what may stand in a title stays: “%s”', (said, text) => {
    expect(readQuery(said)).toEqual({ text, colors: [] });
  });

  test('a price beside them is a price', () => {
    expect(readQuery('toys for children under 3 up to £10')).toEqual({
      text: 'toys children',
      colors: [],
      price: { max: 10, currency: 'GBP' },
      bounds: ['under 3'],
    });
  });
});
