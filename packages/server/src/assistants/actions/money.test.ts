import { expect, test } from 'vitest';
import { findPriceRange } from '@shelfwise/core/language';
import { minorUnits } from '@shelfwise/core/wire/currency';
import type { ShopDocument } from '../../stores/port/documents.js';
import { formatMoney } from './money.js';

const shopIn = (currency: string, locale = 'en-GB') =>
  ({ settings: { currency, locale } }) as unknown as ShopDocument;

test('formatMoney(…) writes minor units by ISO 4217, whatever this ICU takes for usual', () => {
  const plain = (currency: string) => formatMoney(shopIn(currency), 1250).replace(/\s/g, ' ');
  expect(['GBP', 'JPY', 'HUF', 'IDR', 'IQD', 'KWD'].map(plain)).toEqual([
    '£12.50',
    'JP¥1,250',
    'HUF 12.50',
    'IDR 12.50',
    'IQD 1.250',
    'KWD 1.250',
  ]);
});

test('a limit that repeats a price as it is written is that price, in every currency of two digits or none', () => {
  for (const currency of Intl.supportedValuesOf('currency').filter((one) => minorUnits(one) <= 100)) {
    for (const amount of [1, 250, 99_999, 1_234_567]) {
      const written = /[\d.,]*\d/.exec(formatMoney(shopIn(currency), amount))![0];
      const { max } = findPriceRange(`anything under £${written}`)!;
      expect(Math.round(max! * minorUnits(currency)), `${currency} ${written}`).toBe(amount);
    }
  }
});
