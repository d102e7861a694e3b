import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fractionDigits, minorUnits, moneyFormat } from './index.js';

const currencies = Intl.supportedValuesOf('currency');

describe('fractionDigits(currency)', () => {
  it.each([
    ['GBP', 2],
    ['JPY', 0],
    ['KWD', 3],
    ['CLF', 4],
    // ICU has another number for these, or had one in another version.
    ['HUF', 2],
    ['IDR', 2],
    ['PKR', 2],
    ['COP', 2],
    ['RSD', 2],
    ['IQD', 3],
    ['AFN', 2],
    ['LBP', 2],
    ['UGX', 0],
    ['UYI', 0],
    ['UYW', 4],
  ])('knows the exponent of ISO 4217 for %s', (currency, digits) => {
    expect(fractionDigits(currency)).toBe(digits);
  });

  it('knows all that have no minor unit, and all that have a thousand', () => {
    for (const currency of [
      'BIF',
      'CLP',
      'DJF',
      'GNF',
      'ISK',
      'KMF',
      'KRW',
      'PYG',
      'RWF',
      'VND',
      'VUV',
      'XAF',
      'XOF',
      'XPF',
    ])
      expect([currency, fractionDigits(currency)]).toEqual([currency, 0]);
    for (const currency of ['BHD', 'JOD', 'LYD', 'OMR', 'TND'])
      expect([currency, fractionDigits(currency)]).toEqual([currency, 3]);
  });
});

describe('moneyFormat(currency)', () => {
  it('writes every minor unit of every currency, and no more', () => {
    expect(currencies.length).toBeGreaterThan(150);
    fc.assert(
      fc.property(
        fc.constantFrom(...currencies),
        fc.constantFrom('en-GB', 'de-DE', 'ja-JP', 'hu-HU'),
        fc.integer({ min: 0, max: 1_000_000_000_000 }),
        (currency, locale, amount) => {
          const parts = new Intl.NumberFormat(locale, moneyFormat(currency)).formatToParts(
            amount / minorUnits(currency),
          );
          const digits = parts.filter(({ type }) => type === 'integer' || type === 'fraction');
          expect(Number(digits.map(({ value }) => value).join(''))).toBe(amount);
        },
      ),
    );
  });
});
