import { expect, test } from 'vitest';
import { namesDeliveryTo } from './delivery-place.js';

test.each([
  ['We deliver to France in five days.', 'France', true],
  ['We deliver to Great Britain.', 'UK', true],
  ['Wir senden (send) nach Österreich.', 'Österreich', true],
  ['We deliver to Romania.', 'Oman', false],
  // An extractor of the shop's own may cut a name anywhere.
  ['We deliver to France (and Monaco).', 'france (', true],
  ['We deliver to Spain.', 'france (', false],
  ['We deliver to Spain.', '[a-', false],
])('namesDeliveryTo(%j, %j) is %j', (text, country, isNamed) => {
  expect(namesDeliveryTo(text, { country })).toBe(isNamed);
});
