import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readQuery } from '../search/index.js';
import { findPriceRange } from './price-range.js';

const rangeOf = (utterance: string) => {
  const { min, max } = findPriceRange(utterance) ?? {};
  return [min, max];
};

describe('findPriceRange(…)', () => {
  it.each([
    ['sofas under £1,000', undefined, 1000],
    ['under £1,250.50', undefined, 1250.5],
    ['under 1.000 euros', undefined, 1000],
    ['under 1.250,50 €', undefined, 1250.5],
    ['under £ 10 000', undefined, 10_000],
    ['under 10 000', undefined, 10_000],
    ["under 1'250", undefined, 1250],
    ['lamps between £1,000 and £2,000', 1000, 2000],
    ['£1,000-£2,000', 1000, 2000],
    ['over £1,234,567', 1_234_567, undefined],
    ['under £2k', undefined, 2000],
    ['under £2.5k', undefined, 2500],
    ['under £5, 6 cups', undefined, 5],
    ['under 4,50', undefined, 4.5],
    ['under £0.99', undefined, 0.99],
    ['less than 50p', undefined, 0.5],
    ['bottles under 5 200 ml', undefined, 5],
    ['mugs under 4 pounds 50', undefined, 4.5],
    ['mugs under 4 pounds fifty please', undefined, 4.5],
    ['mugs under four pounds ninety-nine', undefined, 4.99],
    ['between 4 pounds 50 and 6 pounds 50', 4.5, 6.5],
    ['under £4 and 50p', undefined, 4.5],
    ['between 4 pounds and 50 pounds', 4, 50],
    ['under 4 pounds 50 mugs', undefined, 4],
    ['less than twenty-five pounds', undefined, 25],
    ['less than a hundred and fifty pounds', undefined, 150],
    ['between a hundred and two hundred pounds', 100, 200],
  ])('reads %j', (utterance, min, max) => {
    expect(rangeOf(utterance)).toEqual([min, max]);
  });

  it.each([
    ['red mugs under 5', undefined, 5],
    ['red mugs under 5, please', undefined, 5],
    ['under 5?', undefined, 5],
    ['less than 20 for my mum', undefined, 20],
    ['do you have anything under 10 in blue', undefined, 10],
    ['a vase over 20 that is blue', 20, undefined],
    ['between 5 and 10 with free delivery', 5, 10],
    ['anything below 10 - with flowers', undefined, 10],
    ['mugs 10 or less', undefined, 10],
    ['something “under 5”', undefined, 5],
    ["under 5 don't you have any", undefined, 5],
    ['my budget is 20', undefined, 20],
    ['gifts for women under 20', undefined, 20],
    ['gifts for my daughter under 30', undefined, 30],
    ['gifts for kids that cost under 10', undefined, 10],
    ['candles for children under £3', undefined, 3],
    ['mugs under 5 and a plate', undefined, 5],
    ['dishwasher safe mugs under 10', undefined, 10],
    ['I have up to 50 to spend', undefined, 50],
    ['gift for a 10 year old under 20', undefined, 20],
    ['do orders over 50 get free delivery?', 50, undefined],
  ])('takes the bare number for money in %j', (utterance, min, max) => {
    expect(rangeOf(utterance)).toEqual([min, max]);
  });

  it.each([
    'toys for children under 3',
    'toys for kids over 6 please',
    'is it safe for under 3?',
    'suitable for under 3s',
    'puzzles for ages 3 and up',
    'games for a 5 year old or more than 4',
    'is there anything for kids aged over 20',
    'are you open from 9 to 5',
    'gifts for people over 65',
    'not for anyone under 18',
    'books for toddlers between 1 and 3',
    'mirror over 60cm',
    'mirror over 60 cm',
    'a mirror over 60 in',
    'a mirror of at least 60 in wide',
    'at least 6 wine glasses',
    'I need more than 2 mugs',
    'rugs under 2 metres',
    'rugs under 2m',
    'rugs under 2.5 metres',
    'rugs over 2 and a half metres',
    'rugs between 2 and 3 metres',
    'rugs from 2 to 3 metres',
    'rugs over 2 or 3 metres',
    'rugs over 2 but under 3 metres',
    'is the clock less than 10 inches tall',
    'a clock under 10"',
    'jugs over 1.5 litres',
    'bottles under 500ml',
    'bottles up to 500 ml',
    'candles of at least 2 kg',
    'vases with a height under 20',
    'does it weigh less than 2?',
    'can I order more than 10?',
    'do you have at least 6?',
    'is it cheaper if I buy 2 or more?',
    'can you deliver within 2?',
    'more than 2 of these',
    'products rated over 4',
    'over 18+',
    'within 5%',
  ])('takes the bare number for something else in %j', (utterance) => {
    expect(findPriceRange(utterance)).toBeUndefined();
  });

  it('never makes a price of a number that is of something, whatever that is', () => {
    const noun = fc.stringMatching(/^zq[a-z]{1,9}$/);
    const limit = fc.constantFrom('under', 'over', 'at least', 'up to', 'more than', 'less than', 'within');
    fc.assert(
      fc.property(limit, fc.integer({ min: 1, max: 500 }), noun, (words, value, of) => {
        expect(rangeOf(`show me ${words} ${value} ${of}`)).toEqual([undefined, undefined]);
        expect(rangeOf(`show me ${words} ${value}${of}`)).toEqual([undefined, undefined]);
      }),
    );
  });

  it.each([
    ['mugs over £4 but under £5', 4, 5],
    ['more than £4 and less than £5', 4, 5],
    ['less than £5 and more than £4', 4, 5],
    ['at least £10 but no more than £20', 10, 20],
    ['no more than £20, at least £10', 10, 20],
    ['mugs over 4 but under 5', 4, 5],
    ['over 4 but under £5', 4, 5],
    ['over £4 red mugs under £5', 4, 5],
    ['between £5 and £20 but under £10', 5, 10],
    ['between £20 and £10', 10, 20],
    ['around £20 but no more than £22', 15, 22],
    ['toys for children under 3 up to £10', undefined, 10],
  ])('keeps to both limits of %j', (utterance, min, max) => {
    expect(rangeOf(utterance)).toEqual([min, max]);
  });

  it('leaves nothing of limits that are joined among the words to look for', () => {
    for (const said of ['mugs over £4 but under £5', 'mugs that are over 4 and also less than 5 please'])
      expect(readQuery(said)).toMatchObject({ text: 'mugs', price: { min: 4, max: 5 } });
    expect(readQuery('mugs under 4 pounds 50').text).toBe('mugs');
  });

  it('says where each limit stands', () => {
    const said = 'over £4 red mugs under £5';
    expect(findPriceRange(said)!.spans.map(({ start, end }) => said.slice(start, end))).toEqual([
      'over £4',
      'under £5',
    ]);
  });

  it('takes a whole amount out of what is looked for', () => {
    expect(readQuery('sofas under £1,000')).toEqual({
      text: 'sofas',
      colors: [],
      price: { max: 1000, currency: 'GBP' },
    });
  });

  it('reads every amount as it is written in one country or another', () => {
    const writers = ['en-GB', 'de-DE', 'fr-FR', 'de-CH', 'pl-PL'].flatMap((locale) =>
      [0, 2].map(
        (digits) =>
          new Intl.NumberFormat(locale, {
            minimumFractionDigits: digits,
            maximumFractionDigits: digits,
            useGrouping: 'always',
          }),
      ),
    );
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99_999_999 }), fc.constantFrom(...writers), (minor, writer) => {
        const { maximumFractionDigits } = writer.resolvedOptions();
        const value = maximumFractionDigits === 0 ? Math.ceil(minor / 100) : minor / 100;
        const written = writer.format(value);
        expect(rangeOf(`sofas under £${written} please`)).toEqual([undefined, value]);
        expect(rangeOf(`sofas under ${written} euros`)).toEqual([undefined, value]);
        expect(rangeOf(`between £${written} and £${written}`)).toEqual([value, value]);
        expect(readQuery(`sofas under £${written}`).text).toBe('sofas');
      }),
    );
  });

  it('never reads a part of a number as its whole', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{1,4}(?:[.,']\d{1,4}){0,3}$/), (written) => {
        const { start, end } = findPriceRange(`under £${written}`) ?? {};
        if (start !== undefined) expect([start, end]).toEqual([0, `under £${written}`.length]);
      }),
    );
  });
});
