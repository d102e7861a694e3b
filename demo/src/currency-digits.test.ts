import { fractionDigits } from '@shelfwise/core/wire/currency';
import { expect, test } from 'vitest';
import { currencyDigits } from './currency-digits.js';
import { parsePrice } from './loading/own-orders.js';

const currencies = [...Intl.supportedValuesOf('currency'), 'UYI', 'UYW', 'CLF'];

test('currencyDigits(…) counts as the API does, in every currency', () => {
  for (const currency of currencies)
    expect([currency, currencyDigits(currency)]).toEqual([currency, fractionDigits(currency)]);
});

test('a price is read as it is written, in every currency', () => {
  for (const currency of currencies) {
    const digits = currencyDigits(currency);
    for (const amount of [1, 250, 1_234_567])
      expect(parsePrice((amount / 10 ** digits).toFixed(digits), digits), currency).toBe(amount);
  }
});
