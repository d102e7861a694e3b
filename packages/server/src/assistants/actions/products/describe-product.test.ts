import { describe, expect, test } from 'vitest';
import { testSettings } from '../../../stores/contract/settings.js';
import type { ProductDocument, ShopDocument } from '../../../stores/documents.js';
import { describeProduct } from './describe-product.js';

const shop = { settings: testSettings } as ShopDocument;

function tell(description: string, attributes: Record<string, string>, said?: string): string {
  const product = {
    title: 'Tea Towel',
    price: 395,
    availability: 'in_stock',
    attributes,
    description,
  } as unknown as ProductDocument;
  return describeProduct(shop, product, true, said).replace('Tea Towel: £3.95. It is in stock.', '').trim();
}

describe('describeProduct(...) tells each fact once', () => {
  test.each([
    ['In red.', { color: 'red' }, 'Colour: red.'],
    ['Made of linen, in red.', { color: 'red', material: 'linen' }, 'Colour: red; material: linen.'],
    [
      'Made of linen, in red, with stripes.',
      { color: 'red', material: 'linen' },
      'Made of linen, in red, with stripes.',
    ],
    [
      'In red and white, with hearts.',
      { color: 'red and white', size: '60 cm' },
      'Size: 60 cm. In red and white, with hearts.',
    ],
    ['Tea towel.', {}, ''],
    [
      'A red tea towel. You receive 6 pieces. It measures 20 cm.',
      { color: 'red', pieces: '6', size: '20 cm' },
      'Colour: red; pieces: 6; size: 20 cm.',
    ],
    ['Soft. Soft.', {}, 'Soft.'],
    ['', { color: 'red', colour: 'red' }, 'Colour: red.'],
  ])('“%s” %j', (description, attributes, told) => {
    expect(tell(description, attributes)).toBe(told);
  });

  test.each([
    // A negation, another value, a word beside it, and a part of a sentence are facts of their own.
    ['Not in red.', { color: 'red' }],
    ['In blue.', { color: 'red' }],
    ['With a red border.', { color: 'red' }],
    ['Comes with a 20 cm loop.', { size: '20 cm' }],
    ['Not dishwasher safe.', { 'dishwasher safe': 'no' }],
  ])('and loses none: “%s” %j', (description, attributes) => {
    const [[name, value] = []] = Object.entries(attributes);
    expect(tell(description, attributes).toLowerCase()).toContain(
      `${name!.replace('color', 'colour')}: ${value}.`,
    );
    expect(tell(description, attributes)).toContain(description);
  });

  test('what was said before is not said again', () => {
    expect(tell('In red.', { color: 'red', size: '60 cm' }, 'Yes, there is one in red.')).toBe(
      'Size: 60 cm.',
    );
    expect(tell('', { color: 'blue' }, 'Yes, there is one in red.')).toBe('Colour: blue.');
    expect(tell('', { color: 'red' }, 'I know it in red only.')).toBe('');
  });
});
