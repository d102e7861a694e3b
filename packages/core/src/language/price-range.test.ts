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
  ])('reads %j', (utterance, min, max) => {
    expect(rangeOf(utterance)).toEqual([min, max]);
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
