import { expect, test } from 'vitest';
import { holdsPersonalDetails } from './personal-details.js';

test.each([
  'LS14AP',
  'ls1 4ap',
  'it is ls1 4ap i think',
  'HW-MWU1T52VAE12',
  'mwu1t52vae12',
  '#1042',
  'order 536365 is late',
  'Jane@Example.com',
  'jane @ example . com',
  'call me on 07700 900 123',
  '+44 (0)113 496-0123',
  'my number: 2 5.5-5/1(2)1',
  '(1234567',
  'ab12cdefg',
  'ref 9bcdefg8',
  'Größe7xyz8',
])('“%s” is kept from the owner', (text) => {
  expect(holdsPersonalDetails(text)).toBe(true);
});

test.each([
  'do you sell chainsaws',
  'candles under £10',
  'candles between 2 and 4 pounds',
  'a cakestand with 3 tiers',
  'does the lamp take a 60w bulb',
  '12 or 34 or 56 or 78',
  'chainsaws2',
  'the ABC-DEFG-H set',
])('“%s” is not', (text) => {
  expect(holdsPersonalDetails(text)).toBe(false);
});
