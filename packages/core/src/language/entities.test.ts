import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { extractEntities } from './entities.js';
import { findPriceRange } from './price-range.js';

const found = (utterance: string) =>
  extractEntities(utterance).map(({ entity, value }) => `${entity}=${value}`);

describe('findPriceRange(...)', () => {
  it.each([
    ['red mugs under £5', { max: 5, currency: 'GBP' }],
    ['less than 5 pounds', { max: 5, currency: 'GBP' }],
    ['up to 12.50 euros', { max: 12.5, currency: 'EUR' }],
    ['up to 12,50 €', { max: 12.5, currency: 'EUR' }],
    ['under 20', { max: 20 }],
    ['over $30', { min: 30, currency: 'USD' }],
    ['between 5 and 10 pounds', { min: 5, max: 10, currency: 'GBP' }],
    ['from £5 to £10', { min: 5, max: 10, currency: 'GBP' }],
    ['£5-£10', { min: 5, max: 10, currency: 'GBP' }],
    ['£10 or less', { max: 10, currency: 'GBP' }],
    ['5 quid or more', { min: 5, currency: 'GBP' }],
    ['under 50p', { max: 0.5, currency: 'GBP' }],
    ['something for £10', { max: 10, currency: 'GBP' }],
  ])('reads %j', (utterance, expected) => {
    expect(findPriceRange(utterance)).toMatchObject(expected);
  });

  it.each([
    'delivery in 2-3 days',
    'more than 3 days',
    'a mug for 4 people',
    'order 12345',
    'under the table',
    '',
  ])('sees no price in %j', (utterance) => {
    expect(findPriceRange(utterance)).toBeUndefined();
  });
});

describe('extractEntities(...)', () => {
  it.each([
    ['do you have navy mugs under £5', ['color=blue', 'price_max=5']],
    ['over £400 red mugs under £500', ['price_max=500', 'price_min=400', 'color=red']],
    ['my order is #536365', ['order_number=536365']],
    ['SW-1042 please', ['order_number=SW-1042']],
    ['C536379', ['order_number=C536379']],
    ['where is my order HW-MWRZTI488A6D?', ['order_number=HW-MWRZTI488A6D']],
    ['hw-mwrzti48', ['order_number=hw-mwrzti48']],
    ['is it non-toxic or well-made?', []],
    ['it was Jane.Doe@example.com', ['email=jane.doe@example.com']],
    ['postcode sw1a 1aa', ['postcode=SW1A 1AA']],
    ['hello', []],
    ['I need 2 of them', []],
  ])('finds in %j %j', (utterance, expected) => {
    expect(found(utterance)).toEqual(expected);
  });

  it('finds no order number or colour inside an e-mail address', () => {
    expect(found('red.12345@example.com')).toEqual(['email=red.12345@example.com']);
  });

  it('gives synonyms their value', () => {
    const tables = { lookups: { country: ['Holland'] }, regexes: {}, synonyms: { holland: 'Netherlands' } };
    expect(extractEntities('ship to holland', tables)).toMatchObject([
      { entity: 'country', value: 'Netherlands', start: 8, end: 15 },
    ]);
  });

  it.each([
    ['do you ship to Österreich?', 'Österreich'],
    ['versendet ihr nach österreich', 'österreich'],
    ['Åland please', 'Åland'],
    ['أريد كوب من فضلك', 'كوب'],
    ['to St. (Martin)', 'St. (Martin)'],
    ['红色马克杯', '马克杯'],
  ])('finds in %j the word of a table, with letters of any script at its edges', (utterance, word) => {
    const tables = {
      lookups: { thing: ['Österreich', 'Åland', 'كوب', 'St. (Martin)', '马克杯', 'Oman'] },
      regexes: {},
      synonyms: {},
    };
    expect(extractEntities(utterance, tables)).toMatchObject([{ entity: 'thing', value: word }]);
  });

  it.each(['a woman', 'Neuösterreich', 'كوبين', 'Omanı'])('finds no part of a word in %j', (utterance) => {
    const lookups = { thing: ['Oman', 'Österreich', 'كوب'] };
    expect(extractEntities(utterance, { lookups, regexes: {}, synonyms: {} })).toEqual([]);
  });

  it('stands where it says in the utterance, for any text', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 80 }), (utterance) => {
        for (const { start, end } of extractEntities(utterance)) {
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(utterance.length);
        }
      }),
    );
  });
});

describe('an order number and a postcode in one message', () => {
  const codes = (utterance: string) =>
    extractEntities(utterance)
      .filter(({ entity }) => entity === 'order_number' || entity === 'postcode')
      .map(({ entity, value, role }) => [entity, value, ...(role === undefined ? [] : [role])].join(' '));

  it.each([
    ['order HW-MWTKC7PQRS2D, LS1 4AP', ['order_number HW-MWTKC7PQRS2D', 'postcode LS1 4AP certain']],
    ['where is 12345 for sw1a1aa', ['order_number 12345', 'postcode SW1A1AA certain']],
    ['number 575941 postcode 10115', ['order_number 575941', 'postcode 10115 certain']],
    ['order 575941, 75008', ['order_number 575941', 'postcode 75008 certain']],
    ['zip code is 12345-6789, order 575941', ['postcode 12345-6789 certain', 'order_number 575941']],
    ['my postcode: 1234-567 and the order 575941', ['postcode 1234-567 certain', 'order_number 575941']],
    ['order 575941 postcode 113 45', ['order_number 575941', 'postcode 113 45 certain']],
    ['order 575941 postal code 8010', ['order_number 575941', 'postcode 8010 certain']],
    ['order 575941 1012 AB', ['order_number 575941', 'postcode 1012 AB certain']],
    ['order 575941 K1A 0B1', ['order_number 575941', 'postcode K1A 0B1 certain']],
    ['order 575941 eircode D02 X285', ['order_number 575941', 'postcode D02 X285 certain']],
    ['order 575941 D02 X285', ['order_number 575941', 'postcode D02 X285 certain']],
  ])('%j', (utterance, expected) => {
    expect(codes(utterance)).toEqual(expected);
  });

  it.each([
    ['12345', ['postcode 12345', 'order_number 12345']],
    [
      'orders 57594 and 57595',
      ['postcode 57594', 'order_number 57594', 'postcode 57595', 'order_number 57595'],
    ],
    ['what is a postcode', []],
    ['my postcode is wrong on order 575941', ['order_number 575941']],
    ['order 1234 is late', ['order_number 1234']],
  ])('%j is not told apart by guessing', (utterance, expected) => {
    expect(codes(utterance)).toEqual(expected);
  });
});
