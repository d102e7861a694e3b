import fc from 'fast-check';
import { describe, expect, it, test, vi } from 'vitest';
import { addToIndex, buildCatalogueIndex, removeFromIndex, searchCatalogue } from './catalogue-index.js';
import { readQuery, refineQuery } from './query-filters.js';

const index = buildCatalogueIndex([
  { id: '1', title: 'Red Retrospot Mug', categories: ['Mugs'] },
  { id: '2', title: 'Blue Polkadot Mug', categories: ['Mugs'], colors: 'blue' },
  { id: '3', title: 'Regency Teapot', description: 'goes with the mug' },
  { id: '4', title: 'Headphones WH-1000XM4' },
  { id: '5', title: '<script>alert(1)</script> Poster' },
  { id: '6', title: 'Navy Lamp' },
]);
const ids = (query: string) => searchCatalogue(index, query, 10).map((hit) => hit.id);

describe('searchCatalogue(...)', () => {
  it('finds plural and singular alike', () => {
    expect(ids('mugs').slice(0, 2).sort()).toEqual(['1', '2']);
  });
  it('puts a product that has every word before those that have some', () => {
    expect(ids('red mug')[0]).toBe('1');
  });
  it('forgives a typo', () => {
    expect(ids('teepot')).toContain('3');
    expect(ids('polkdot')).toContain('2');
    expect(ids('red mgus')[0]).toBe('1');
  });
  it('finds a word that the shopper wrote as two', () => {
    expect(ids('tea pot')[0]).toBe('3');
  });
  it('finds a shade under its colour', () => {
    expect(ids('blue lamp')[0]).toBe('6');
  });
  it('finds a model number', () => {
    expect(ids('1000xm4')).toEqual(['4']);
  });
  it('finds a word within a title of a script without spaces', () => {
    const shop = buildCatalogueIndex([
      { id: 'red', title: '红色马克杯' },
      { id: 'blue', title: '蓝色马克杯 350ml' },
      { id: 'lamp', title: '红色台灯' },
      { id: 'thai', title: 'แก้วกาแฟสีแดง' },
      { id: 'cup', title: '赤いマグカップ' },
    ]);
    const found = (query: string) => searchCatalogue(shop, query, 10).map((hit) => hit.id);
    expect(found('马克杯').slice(0, 2).sort()).toEqual(['blue', 'red']);
    expect(found('红色马克杯')[0]).toBe('red');
    expect(found('杯').sort()).toEqual(['blue', 'red']);
    expect(found('แก้วกาแฟ')).toEqual(['thai']);
    expect(found('マグカップ')).toEqual(['cup']);
    expect(found('350ml马克杯')[0]).toBe('blue');
    const red = { id: 'red', title: '红色马克杯' };
    removeFromIndex(shop, red);
    expect(found('马克杯')).toEqual(['blue']);
    expect(shop.frequencies.get('色马')).toBe(1);
  });
  it('finds nothing for no words, and leaves out what is not to be kept', () => {
    expect(ids('')).toEqual([]);
    expect(searchCatalogue(index, 'mug', 10, (id) => id !== '1').map((hit) => hit.id)).not.toContain('1');
  });
  it('forgives a misspelling that a product once had, when that product is gone', () => {
    const typo = { id: '9', title: 'Rengecy Mug' };
    const changing = buildCatalogueIndex([
      { id: '3', title: 'Regency Teapot' },
      { id: '4', title: 'Blue Mug' },
    ]);
    addToIndex(changing, typo);
    removeFromIndex(changing, typo);
    expect(changing.frequencies.get('mug')).toBe(1);
    expect(changing.frequencies.has('rengecy')).toBe(false);
    expect(searchCatalogue(changing, 'rengecy teapot', 10).map((hit) => hit.id)).toEqual(['3']);
  });
  it('counts words as an index does that was built of what is left', () => {
    const words = fc.array(fc.constantFrom('mugs', 'mug', 'Navy', 'tea-pot', 'it’s'), { maxLength: 6 });
    const titles = fc.uniqueArray(words, { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(titles, fc.nat(), (texts, seed) => {
        const documents = texts.map((text, i) => ({
          id: `${i}`,
          title: text.join(' '),
          colors: text[0] ?? '',
        }));
        const gone = documents[seed % documents.length]!;
        const changing = buildCatalogueIndex(documents);
        removeFromIndex(changing, gone);
        const rebuilt = buildCatalogueIndex(documents.filter((document) => document !== gone));
        expect(changing.frequencies).toEqual(rebuilt.frequencies);
      }),
    );
  });
  describe('where a category names several things', () => {
    const categories = ['Home', 'Flowers and vases'];
    const home = buildCatalogueIndex([
      { id: 'wreath', title: 'Ivy Wreath', categories, description: 'You find it under flowers and vases.' },
      { id: 'fern', title: 'Artificial Fern Flower', categories },
      { id: 'posy', title: 'Glass Posy Vase', categories },
      { id: 'rose', title: 'Rose Small Vase', categories },
      { id: 'mug', title: 'Rose Mug', categories: ['Mugs'] },
      { id: 'tall', title: 'Tall Rose', categories: ['Mugs'] },
    ]);
    const found = (query: string) => searchCatalogue(home, query, 10).map((hit) => hit.id);
    it.each(['vase', 'vases'])('a thing with the name comes before one on its shelf: %s', (query) => {
      expect(found(query)).toEqual(['posy', 'rose', 'wreath', 'fern']);
    });
    it('the thing comes before what it is for: flower vases', () => {
      expect(found('flower vases').slice(0, 2).sort()).toEqual(['posy', 'rose']);
    });
    it('a category of one thing says what a product is', () => {
      expect(found('mugs').sort()).toEqual(['mug', 'tall']);
      expect(searchCatalogue(home, 'mugs', 10).some((hit) => hit.isOnShelf)).toBe(false);
    });
  });
  /** What a query costs, nothing being known of its words: searches, walks through the vocabulary, and how much is looked up. */
  const work = (query: string) => {
    large.readings.clear();
    const search = vi.spyOn(large.mini, 'search');
    const walk = vi.spyOn(large.frequencies, Symbol.iterator);
    searchCatalogue(large, query, 24);
    const asked = search.mock.calls.map(([text]) => (text as string).split(' '));
    const walks = walk.mock.calls.length;
    vi.restoreAllMocks();
    return {
      searches: asked.length,
      walks,
      words: Math.max(...asked.map(({ length }) => length)),
      letters: Math.max(...asked.flat().map(({ length }) => length)),
    };
  };
  const syllables = ['ta', 'ke', 'mi', 'lo', 'nu', 'sar', 'ben', 'dil', 'fo', 'gu'];
  const name = (i: number) =>
    [i, i >> 2, i >> 4, i >> 6].map((n) => syllables[n % syllables.length]!).join('');
  const large = buildCatalogueIndex(
    Array.from({ length: 2000 }, (_, i) => ({ id: `${i}`, title: `${name(i)} ${name(7 * i)} under` })),
  );
  it.each([
    ['one word again and again', 'under £'.repeat(285)],
    ['hundreds of words that no product has', Array.from({ length: 250 }, (_, i) => `${name(i)}x`).join(' ')],
    ['one word of thousands of letters', 'a'.repeat(2000)],
    ['characters that stand for a sentence each', '\u{FDFA}'.repeat(2000)],
  ])('does no more work for %s than for sixteen words of a customer', (_what, query) => {
    const most = work(Array.from({ length: 16 }, (_, i) => `${name(3 * i)}x`).join(' '));
    expect(most).toMatchObject({ walks: 16, words: 16 });
    const { searches, walks, words, letters } = work(query);
    expect(searches).toBeLessThanOrEqual(most.searches);
    expect(walks).toBeLessThanOrEqual(most.walks);
    expect(words).toBeLessThanOrEqual(most.words);
    expect(letters).toBeLessThanOrEqual(32);
  });
  it('answers any query without failing', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (query) => void searchCatalogue(index, query, 5)));
  });
});

describe('readQuery(...)', () => {
  it.each([
    ['do you have red mugs under £5?', { text: 'mugs', colors: ['red'], price: { max: 5, currency: 'GBP' } }],
    [
      'over £4 red mugs under £5',
      { text: 'mugs', colors: ['red'], price: { min: 4, max: 5, currency: 'GBP' } },
    ],
    ['looking for a navy lamp', { text: 'lamp', colors: ['blue'] }],
    ['anything under 10 euros', { text: '', colors: [], price: { max: 10, currency: 'EUR' } }],
    ['show me christmas decorations', { text: 'christmas decorations', colors: [] }],
    ['hello', { text: '', colors: [] }],
  ])('reads %j', (utterance, expected) => {
    expect(readQuery(utterance)).toEqual(expected);
  });
});

describe('a shade that is a thing too', () => {
  test.each([
    ['lemon', { text: 'lemon', colors: [] }],
    ['do you sell chocolate?', { text: 'chocolate', colors: [] }],
    ['rose vases', { text: 'rose vases', colors: [] }],
    ['red mugs with lemon', { text: 'mugs lemon', colors: ['red'] }],
    ['in a silver frame', { text: 'silver frame', colors: [] }],
  ])('is a word: “%s”', (utterance, expected) => {
    expect(readQuery(utterance)).toEqual(expected);
  });
  test.each([
    ['vases in rose or lavender please', ['pink', 'purple']],
    ['gold coloured vases', ['gold']],
    ['vases in the colour lemon', ['yellow']],
    ['vases, anything red', ['red']],
  ])('is a colour where the sentence says so: “%s”', (utterance, colors) => {
    expect(readQuery(utterance)).toEqual({ text: 'vases', colors });
  });
  test('is turned down as a word, and what it is said of stays wanted', () => {
    expect(readQuery('candles without chocolate or rose')).toEqual({
      text: 'candles',
      colors: [],
      without: { colors: [], words: ['chocolate', 'rose'] },
    });
    expect(readQuery('no silver mugs')).toMatchObject({ text: 'mugs', without: { colors: ['silver'] } });
  });
  test('is replaced by another colour where it is the name of one', () => {
    const next = (former: string, said: string) => refineQuery(readQuery(former), readQuery(said));
    expect(next('silver vases', 'only blue ones')).toEqual({ text: 'vases', colors: ['blue'] });
    expect(next('red vases', 'only gold ones')).toEqual({ text: 'vases gold', colors: [] });
    expect(next('rose vases', 'only blue ones')).toEqual({ text: 'rose vases', colors: ['blue'] });
  });
});
