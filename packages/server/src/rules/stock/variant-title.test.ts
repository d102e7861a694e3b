import { expect, test } from 'vitest';
import { unsaidVariant, wholeTitle } from './variant-title.js';

test.each([
  [{ title: 'Owl mug', variantTitle: 'Pink' }, 'Pink', 'Owl mug (Pink)'],
  [{ title: 'Feather Pen, Hot Pink', variantTitle: 'Hot pink' }, undefined, 'Feather Pen, Hot Pink'],
  [{ title: 'Owl mug' }, undefined, 'Owl mug'],
  [{ title: 'Owl mug', variantTitle: '' }, undefined, 'Owl mug'],
])('%o is named once', (product, variant, whole) => {
  expect(unsaidVariant(product)).toBe(variant);
  expect(wholeTitle(product)).toBe(whole);
});
