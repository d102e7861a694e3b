import { expect } from '@open-wc/testing';
import { readNumber } from './read-number.js';

describe('readNumber', () => {
  for (const [typed, locale, value] of [
    ['4.50', 'en-GB', 4.5],
    ['4,50', 'en-GB', 4.5],
    ['4,5', 'de', 4.5],
    [' 4,50 ', 'de', 4.5],
    ['1,392', 'en-GB', 1392],
    ['1,392', 'de', 1.392],
    ['0,125', 'en-GB', 0.125],
    ['1,392.50', 'de', 1392.5],
    ['1.392,50', 'en-GB', 1392.5],
    ['1.234.567', 'en-GB', 1_234_567],
    ['1 392,50', 'fr', 1392.5],
    ['1 392', 'en-GB', 1392],
    ['-3', 'en-GB', -3],
    ['1.392', 'en-GB', 1.392],
  ] as const) {
    it(`takes ${typed} in ${locale} for ${value}`, () => expect(readNumber(typed, locale)).to.equal(value));
  }

  for (const typed of ['much', '4,', ',', '1,23,456', '1.2.3', '1,392.50.1', '12,34.5', '4 5', '4,5 €'])
    it(`takes ${typed} for no number`, () => expect(readNumber(typed, 'en-GB')).to.be.NaN);
});
