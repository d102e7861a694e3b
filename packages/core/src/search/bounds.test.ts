import { describe, expect, test } from 'vitest';
import { isEmptyQuery, readQuery, refineQuery } from './query-filters.js';

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
    ['over one hundred candles', 'candles', ['over one hundred']],
    ['more than a dozen roses', 'roses', ['more than a dozen']],
    ['toys for under one year olds', 'toys', ['under one year olds']],
    ['candles that burn at least 30 hours', 'candles burn', ['at least 30 hours']],
  ])('“%s”', (said, text, bounds) => {
    const { named: _, ...query } = readQuery(said);
    expect(query).toEqual({ text, colors: [], bounds });
  });

  test.each([
    ['3 tier cakestand', '3 tier cakestand'],
    ['set of 6 mugs', 'set 6 mugs'],
    ['60cm mirror', '60cm mirror'],
    ['over the door hook', 'over door hook'],
    ['table under window', 'table under window'],
    ['hp 304 ink', 'hp 304 ink'],
    ['mugs from 1960s', 'mugs 1960s'],
    ["mugs from 1960's", "mugs 1960's"],
    ['1000 piece puzzles', '1000 piece puzzles'],
    ['sony WH-1000XM4', 'sony wh 1000xm4'],
  ])('what may stand in a title stays: “%s”', (said, text) => {
    expect(readQuery(said)).toEqual({ text, colors: [] });
  });

  test.each([
    ['over 1000 piece puzzles', 'piece puzzles', { text: '1000 piece puzzles' }],
    ['iphone 14+', 'iphone', { text: 'iphone 14' }],
    ['playstation 4 or above games', 'playstation games', { text: 'playstation 4 games' }],
    [
      'rugs over 2 metres for at least 3 rooms',
      'rugs rooms',
      { text: 'rugs 3 rooms', bounds: ['over 2 metres'] },
    ],
    ['mirror over 60cm', 'mirror', undefined],
    ['puzzles for ages 3+', 'puzzles', undefined],
    ['toys for under 3s', 'toys', undefined],
  ])('a number without unit or age may be of a name: “%s”', (said, text, named) => {
    expect(readQuery(said).text).toBe(text);
    expect(readQuery(said).named).toEqual(named);
  });

  test('a limit is something that was named, and stays until another replaces it', () => {
    const toys = readQuery('toys under 60cm');
    expect(isEmptyQuery(readQuery('ones over 60cm tall'))).toBe(false);
    expect(refineQuery(toys, readQuery('under £10')).bounds).toEqual(['under 60cm']);
    expect(refineQuery(toys, readQuery('ones over 20cm')).bounds).toEqual(['over 20cm']);
    const named = refineQuery(toys, readQuery('the 14+ ones'));
    expect(named.bounds).toEqual(['14+']);
    expect(named.named).toEqual({ text: 'toys 14', bounds: ['under 60cm'] });
  });

  test('a price beside them is a price', () => {
    expect(readQuery('toys for children under 3 up to £10')).toEqual({
      text: 'toys children',
      colors: [],
      price: { max: 10, currency: 'GBP' },
      bounds: ['under 3'],
      named: { text: 'toys children 3' },
    });
  });
});
