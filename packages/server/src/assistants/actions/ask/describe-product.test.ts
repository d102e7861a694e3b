import { describe, expect, test, vi } from 'vitest';
import { testSettings } from '../../../../test/store-contract/settings.js';
import type { ProductDocument, ShopDocument } from '../../../stores/port/documents.js';
import { wordsOf } from '../../../../test/recording-wording.js';
import { describeProduct } from './describe-product.js';

const shop = { settings: testSettings } as ShopDocument;

function describeTeaTowel(
  description: string,
  attributes: Record<string, string>,
  namedColors?: readonly string[],
  title = 'Tea Towel',
) {
  const product = {
    title,
    price: 395,
    availability: 'in_stock',
    attributes,
    description,
  } as unknown as ProductDocument;
  return describeProduct(shop, product, true, namedColors);
}

/** The words after price and stock. */
async function tell(...product: Parameters<typeof describeTeaTowel>): Promise<string> {
  const text = await wordsOf(describeTeaTowel(...product));
  return text.slice(text.indexOf('stock.') + 'stock.'.length).trim();
}

describe('describeProduct(...) tells each fact once', () => {
  test.each([
    ['In red.', { color: 'red' }, 'Colour: red.'],
    ['Made of linen, in red.', { color: 'red', material: 'linen' }, 'Made of linen, in red.'],
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
      'Colour: red. A red tea towel. You receive 6 pieces. It measures 20 cm.',
    ],
    ['Red. Colour red. Linen.', { color: 'red', material: 'linen' }, 'Colour: red; material: linen.'],
    ['Soft. Soft.', {}, 'Soft.'],
    ['', { color: 'red', colour: 'red' }, 'Colour: red.'],
  ])('“%s” %j', async (description, attributes, told) => {
    expect(await tell(description, attributes)).toBe(told);
  });

  test.each([
    // A negation, another value, a word beside it, and a part of a sentence are facts of their own.
    ['Not in red.', { color: 'red' }],
    ['In blue.', { color: 'red' }],
    ['With a red border.', { color: 'red' }],
    ['Comes with a 20 cm loop.', { size: '20 cm' }],
    ['Not dishwasher safe.', { 'dishwasher safe': 'no' }],
  ])('and loses none: “%s” %j', async (description, attributes) => {
    const [[name, value] = []] = Object.entries(attributes);
    expect((await tell(description, attributes)).toLowerCase()).toContain(
      `${name!.replace('color', 'colour')}: ${value}.`,
    );
    expect(await tell(description, attributes)).toContain(description);
  });

  test.each([
    // Of the same words a sentence makes another thing.
    ['Gluten-free cake', 'Contains gluten.'],
    ['Nut bowl', 'Contains nuts. Made in Wales.'],
    ['Frame without glass', 'With glass.'],
    ['Mug and saucer', 'Saucer only.'],
    ['Set of 2 mugs and 1 tray', 'You get 1 mug. 2 trays.'],
    ['Battery Powered Lantern', 'Comes with batteries.'],
    ['Dog and cat bowl', 'Cat and dog.'],
  ])('and none for its title: “%s” %j', async (title, description) => {
    expect(await tell(description, {}, undefined, title)).toBe(description);
  });

  test.each([
    ['With glass. Glass only.', { frame: 'without glass', glass: 'no' }],
    ['Two trays.', { 'not included': 'two trays' }],
    ['Trays.', { 'not included': 'trays' }],
    ['6 mugs and 2 trays.', { content: '2 mugs and 6 trays' }],
    ['Not made of cotton, linen.', { material: 'linen' }],
    ['1500 pieces.', { pieces: '2000' }],
  ])('nor an attribute: “%s” %j', async (description, attributes) => {
    const told = await tell(description, attributes);
    expect(told).toContain(description);
    for (const value of Object.values(attributes)) expect(told).toContain(`: ${value}`);
  });

  test('a part that is cut off states nothing', async () => {
    const long = `${'Woven on old looms '.repeat(15)}by hand, in red and white, by weavers.`;
    expect(await tell(long, { color: 'red' })).toMatch(/^Colour: red\. Woven/);
    const sentence = 'Woven on old looms by hand in the hills beyond the river. ';
    expect(await tell(`${sentence.repeat(8)}Made of linen.`, { material: 'linen' })).toMatch(
      /^Material: linen\./,
    );
  });

  test('no more is read than can be shown', () => {
    const lettersRead = (length: number, count: number): number => {
      const folds = vi.spyOn(String.prototype, 'toLowerCase');
      const names = Array.from({ length: count }, (_, i) => [`name ${100 + i}`, `value ${100 + i}`]);
      describeTeaTowel(
        'Woven by hand, it is soft; dry. '.repeat(length / 32),
        Object.fromEntries(names) as Record<string, string>,
      );
      const letters = folds.mock.contexts.reduce<number>((sum, text) => sum + String(text).length, 0);
      folds.mockRestore();
      return letters;
    };
    const few = lettersRead(320, 7);
    expect(few).toBeGreaterThan(0);
    expect(lettersRead(48_000, 500)).toBe(few);
  });

  test('a color that the answer named already is left out', async () => {
    expect(await tell('In red.', { color: 'red', size: '60 cm' }, ['red'])).toBe('Size: 60 cm.');
    expect(await tell('', { color: 'blue' }, ['red'])).toBe('Colour: blue.');
    expect(await tell('', { color: 'red' }, ['red'])).toBe('');
  });
});
