import { expect, test } from 'vitest';
import { areOneThing, findFamilies, variantTitles } from './families.js';

const products = (...pairs: [string, string][]) => pairs.map(([code, title]) => ({ code, title }));

test('findFamilies(...) joins codes whose titles differ in their colour', () => {
  expect(findFamilies(products(['79323P', 'Pink Cherry Lights'], ['79323W', 'White Cherry Lights']))).toEqual(
    [
      {
        key: 'family-79323',
        members: [
          { code: '79323P', variantTitle: 'Pink' },
          { code: '79323W', variantTitle: 'White' },
        ],
      },
    ],
  );
});

test('findFamilies(...) does not join different things of one design', () => {
  expect(
    findFamilies(products(['47504E', 'English Rose Scissors'], ['47504F', 'English Rose Torch'])),
  ).toEqual([]);
});

test('findFamilies(...) makes two families of one code when there are two kinds of thing', () => {
  const families = findFamilies(
    products(
      ['84997A', 'Green Cutlery Set'],
      ['84997B', 'Red Cutlery Set'],
      ['84997C', 'Small Heart Flowers Hook'],
      ['84997D', 'Large Heart Flowers Hook'],
    ),
  );
  expect(families.map(({ key, members }) => [key, members.length])).toEqual([
    ['family-84997', 2],
    ['family-84997-84997C', 2],
  ]);
});

test('areOneThing(...) joins designs that end in the same words', () => {
  expect(areOneThing('Berries Chunky Knitted Throw', 'Bubble Gum Chunky Knitted Throw')).toBe(true);
  expect(areOneThing('Daisy Erasers in Bag', 'Swirly Circular Rubbers in Bag')).toBe(false);
});

test('variantTitles(...) names what not all titles have', () => {
  expect(variantTitles(['Letter "A" Ring', 'Letter "B" Ring'])).toEqual(['A', 'B']);
  expect(variantTitles(['Twin Clock', 'Twin Clock'])).toEqual(['Kind 1', 'Kind 2']);
});
